package dev.antipode.controller.cli;

import dev.antipode.core.kernel.WarmKernels;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
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
        synopsisSubcommandLabel = "COMMAND",
        footer = {"", "Benchmarks are a program of their own: './antipode bench --help'."})
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
        boolean terminal = System.console() != null && System.console().isTerminal();
        int code = execute(new Console(out, err, terminal), arguments);
        out.flush();
        System.exit(code);
    }

    /** Runs the command in this JVM. */
    static int execute(Console console, String... arguments) {
        boolean debug = List.of(arguments).contains("--debug");
        try {
            HeadStart head = HeadStart.of(arguments);
            CommandLine line = new CommandLine(new Main(console));
            Map<String, Supplier<Object>> commands = commands(console, head);
            Supplier<Object> named = arguments.length == 0 ? null : commands.get(arguments[0]);
            if (named != null) {
                line.addSubcommand(named.get());
            } else {
                commands.values().forEach(command -> line.addSubcommand(command.get()));
            }
            line.setOut(new PrintWriter(console.out(), true, StandardCharsets.UTF_8));
            line.setErr(new PrintWriter(console.err(), true, StandardCharsets.UTF_8));
            line.setCaseInsensitiveEnumValuesAllowed(true);
            line.setUsageHelpAutoWidth(true);
            line.setParameterExceptionHandler(
                    (failure, _) -> Failures.report(new RequestException(wrongRequest(failure)), console.err(), debug));
            line.setExecutionExceptionHandler((failure, _, _) -> Failures.report(failure, console.err(), debug));
            return WarmKernels.shared(() -> line.execute(arguments));
        } catch (Throwable failure) {
            // Errors too: a heap that is full must end in a sentence as everything else does.
            return Failures.report(failure, console.err(), debug);
        }
    }

    /** Each is made when it is needed: reading the options of all of them takes longer than many a command. */
    private static Map<String, Supplier<Object>> commands(Console console, HeadStart head) {
        Map<String, Supplier<Object>> commands = new LinkedHashMap<>();
        commands.put("train", () -> new TrainCommand(console, head));
        commands.put("tune", () -> new TuneCommand(console));
        commands.put("compare", () -> new CompareCommand(console));
        commands.put("evaluate", () -> new EvaluateCommand(console));
        commands.put("run", () -> new RunCommand(console));
        commands.put(
                "hil",
                () -> CommandGroup.line(
                        console,
                        "hil",
                        "Hardware in the loop: plants on links.",
                        new HilTestCommand(console),
                        new HilServeCommand(console)));
        commands.put("baseline", () -> new BaselineCommand(console));
        commands.put("simulate", () -> new SimulateCommand(console));
        commands.put("jacobian", () -> new JacobianCommand(console));
        commands.put("identify", () -> new IdentifyCommand(console));
        commands.put("inspect", () -> new InspectCommand(console));
        commands.put("lift", () -> new LiftCommand(console));
        commands.put("paper", () -> new PaperCommand(console));
        commands.put("bake", () -> new BakeCommand(console));
        commands.put("tasks", () -> new TasksCommand(console));
        commands.put(
                "profiles",
                () -> CommandGroup.line(
                        console,
                        "profiles",
                        "Lists, shows, checks and detects device profiles.",
                        new ProfilesListCommand(console),
                        new ProfilesShowCommand(console),
                        new ProfilesValidateCommand(console),
                        new ProfilesDetectCommand(console)));
        return commands;
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
