package dev.antipode.controller.cli;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.lang.ref.Reference;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.UnmatchedArgumentException;

/** Entry point of the {@code antipode} command. */
@Command(
        name = "antipode",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        description = "Controllers that train themselves on the device that runs them.",
        synopsisSubcommandLabel = "COMMAND")
public final class Main implements Runnable {
    private final Console console;

    @Spec
    private CommandSpec spec;

    private Main(Console console) {
        this.console = console;
    }

    /** Says how to call the command, since none was named. */
    @Override
    public void run() {
        spec.commandLine().usage(console.err());
        throw new RequestException("no command was given; './antipode tasks' lists what can be trained");
    }

    /**
     * Runs the command and ends the process with its exit code: 0 done, 1 the run failed or a check did not hold, 2 the
     * request was wrong.
     *
     * @param arguments the command line
     */
    public static void main(String[] arguments) {
        // Units and names are text in UTF-8 whatever the locale of the device.
        PrintStream out = new PrintStream(new FileOutputStream(FileDescriptor.out), false, StandardCharsets.UTF_8);
        PrintStream err = new PrintStream(new FileOutputStream(FileDescriptor.err), true, StandardCharsets.UTF_8);
        // The command line says itself what the library would log.
        Logger library = Logger.getLogger("dev.antipode");
        library.setLevel(Level.WARNING);
        boolean terminal = System.console() != null && System.console().isTerminal();
        int code = execute(new Console(out, err, terminal), arguments);
        out.flush();
        Reference.reachabilityFence(library);
        System.exit(code);
    }

    /** Runs the command in this JVM. */
    static int execute(Console console, String... arguments) {
        boolean debug = List.of(arguments).contains("--debug");
        try {
            CommandLine line = new CommandLine(new Main(console));
            line.addSubcommand(new TrainCommand(console));
            line.addSubcommand(new TuneCommand(console));
            line.addSubcommand(new CompareCommand(console));
            line.addSubcommand(new EvaluateCommand(console));
            line.addSubcommand(new RunCommand(console));
            line.addSubcommand(new BaselineCommand(console));
            line.addSubcommand(new SimulateCommand(console));
            line.addSubcommand(new JacobianCommand(console));
            line.addSubcommand(new InspectCommand(console));
            line.addSubcommand(new LiftCommand(console));
            line.addSubcommand(new TasksCommand(console));
            line.setOut(new PrintWriter(console.out(), true, StandardCharsets.UTF_8));
            line.setErr(new PrintWriter(console.err(), true, StandardCharsets.UTF_8));
            line.setCaseInsensitiveEnumValuesAllowed(true);
            line.setUsageHelpAutoWidth(true);
            line.setParameterExceptionHandler(
                    (failure, _) -> Failures.report(new RequestException(wrongRequest(failure)), console.err(), debug));
            line.setExecutionExceptionHandler((failure, _, _) -> Failures.report(failure, console.err(), debug));
            return line.execute(arguments);
        } catch (Throwable failure) {
            // Errors too: a heap that is full must end in a sentence as everything else does.
            return Failures.report(failure, console.err(), debug);
        }
    }

    private static String wrongRequest(ParameterException failure) {
        StringBuilder sentence = new StringBuilder(Failures.oneLine(failure));
        if (failure instanceof UnmatchedArgumentException unmatched) {
            List<String> near = unmatched.getSuggestions();
            if (!near.isEmpty()) {
                sentence.append("; did you mean ")
                        .append(String.join(" or ", near))
                        .append('?');
            }
        }
        String command = failure.getCommandLine().getCommandSpec().qualifiedName(" ");
        return sentence.append(" ('")
                .append(command)
                .append(" --help' lists what there is)")
                .toString();
    }
}
