package dev.antipode.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/** Programs of the system, such as gcc and node, run to their end. */
final class Tool {
    private static final Predicate<String> ERROR =
            Pattern.compile("error\\b", Pattern.CASE_INSENSITIVE).asPredicate();

    private Tool() {}

    /**
     * How a program ended.
     *
     * @param code its exit code, 0 where all went well
     * @param text what it printed, errors among it
     */
    record Output(int code, String text) {
        String firstLine() {
            return text.lines().findFirst().orElse("").strip();
        }

        /** The line that tells the error, else the first one. */
        String error() {
            return text.lines()
                    .filter(ERROR)
                    .findFirst()
                    .map(String::strip)
                    .orElseGet(() -> firstLine().isEmpty() ? "it ended with " + code : firstLine());
        }

        /** What it said, to be put behind other words; empty where it said nothing. */
        String firstLineAfterColon() {
            return firstLine().isEmpty() ? "" : ": " + firstLine();
        }
    }

    /**
     * Runs a program without input.
     *
     * @throws IOException if it cannot be started, or takes more than a minute
     */
    static Output run(List<String> command) throws IOException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        process.getOutputStream().close();
        String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        try {
            if (!process.waitFor(1, TimeUnit.MINUTES)) {
                process.destroyForcibly();
                throw new IOException(command.getFirst() + " does not end");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while waiting for " + command.getFirst(), e);
        }
        return new Output(process.exitValue(), text);
    }

    /** Deletes a folder of files. */
    static void delete(Path folder) throws IOException {
        try (var files = Files.list(folder)) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
        }
        Files.delete(folder);
    }
}
