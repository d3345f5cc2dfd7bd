package dev.antipode.bench.run;

import dev.antipode.controller.store.AtomicFile;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.util.List;
import picocli.CommandLine;

/** Entry point of {@code antipode bench}. */
public final class BenchMain {
    private static final int FAILED = 1;
    private static final int WRONG_REQUEST = 2;

    private BenchMain() {}

    /**
     * Runs the command and ends the process: 0 done, 1 failed or slower than the baseline, 2 wrong request.
     *
     * @param arguments the command line after {@code bench}
     */
    public static void main(String[] arguments) {
        PrintStream out = new PrintStream(new FileOutputStream(FileDescriptor.out), false, StandardCharsets.UTF_8);
        PrintStream err = new PrintStream(new FileOutputStream(FileDescriptor.err), true, StandardCharsets.UTF_8);
        int code = execute(out, err, JmhRun::of, arguments);
        out.flush();
        System.exit(code);
    }

    static int execute(PrintStream out, PrintStream err, SuiteRun run, String... arguments) {
        boolean debug = List.of(arguments).contains("--debug");
        CommandLine line = new CommandLine(new BenchCommand(out, err, run, List.of(arguments)));
        line.setOut(new PrintWriter(out, true, StandardCharsets.UTF_8));
        line.setUsageHelpAutoWidth(true);
        line.setParameterExceptionHandler((failure, _) -> report(err, failure, debug, WRONG_REQUEST));
        line.setExecutionExceptionHandler((failure, _, _) -> report(
                err,
                failure,
                debug,
                failure instanceof RequestException || failure instanceof IllegalArgumentException
                        ? WRONG_REQUEST
                        : FAILED));
        return line.execute(arguments);
    }

    private static int report(PrintStream err, Exception failure, boolean debug, int code) {
        String sentence = switch (failure) {
            case FileSystemException e -> "cannot use " + e.getFile() + ": " + AtomicFile.reason(e);
            case CommandLine.ParameterException e -> e.getMessage() + " ('antipode bench --help' lists what there is)";
            default -> failure.getMessage() == null ? failure.toString() : failure.getMessage();
        };
        err.println("antipode bench: " + oneLine(sentence));
        if (debug) {
            failure.printStackTrace(err);
        }
        return code;
    }

    static String oneLine(String sentence) {
        return sentence.strip().replaceAll("\\s*\\R\\s*", " ");
    }
}
