package dev.antipode.bench;

import dev.antipode.profiles.HostDetection;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** A JVM of its own for a measurement: the speed of generated code differs from JVM to JVM more than from round to round. */
final class MeasuringJvm {
    /** What every measurement needs. */
    static final List<String> NEEDED =
            List.of("--add-modules=jdk.incubator.vector", "--enable-native-access=ALL-UNNAMED");

    /** The environment variable with further options, as of the launcher. */
    static final String OPTIONS = "ANTIPODE_JVM_OPTIONS";

    private MeasuringJvm() {}

    /**
     * How a JVM ended.
     *
     * @param main what it was to measure by
     * @param lines what it printed
     * @param code its exit code, 0 where all went well
     * @param log where what it said is kept; empty where all went well
     */
    record End(String main, List<String> lines, int code, String log) {
        /** That it failed, as a sentence with the first words of its own. */
        String words() {
            return "the measuring JVM of " + main + " ended with exit code " + code
                    + (log.isEmpty() ? "" : "; what it said is in " + log + first());
        }

        private String first() {
            try {
                return Files.readAllLines(Path.of(log)).stream()
                        .map(String::strip)
                        .filter(line -> !line.isEmpty() && !line.startsWith("WARNING:") && !line.equals("#"))
                        .findFirst()
                        .map(line -> " and begins '" + line + "'")
                        .orElse(", and it said nothing");
            } catch (IOException e) {
                return ""; // The name of the file is all that can be told.
            }
        }
    }

    /** Runs a main class and gives the lines that it prints. */
    static List<String> run(Class<?> main, List<String> jvmOptions, String... arguments)
            throws IOException, InterruptedException {
        End end = start(main, jvmOptions, arguments);
        if (end.code() != 0) {
            throw new IOException(end.words());
        }
        return end.lines();
    }

    /** Runs a main class to its end, good or bad, with the options of the environment behind those given. */
    static End start(Class<?> main, List<String> jvmOptions, String... arguments)
            throws IOException, InterruptedException {
        return start(command(main, jvmOptions, ownOptions(), arguments), main.getSimpleName());
    }

    static List<String> command(Class<?> main, List<String> jvmOptions, String ownOptions, String... arguments) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(NEEDED);
        command.addAll(jvmOptions);
        if (!ownOptions.isEmpty()) {
            command.addAll(List.of(ownOptions.split("\\s+")));
        }
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
        command.addAll(List.of(arguments));
        return command;
    }

    private static End start(List<String> command, String main) throws IOException, InterruptedException {
        Path log = Files.createTempFile("antipode-bench-" + main + "-", ".log");
        Process process =
                new ProcessBuilder(command).redirectError(log.toFile()).start();
        List<String> lines;
        try (BufferedReader reader =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            lines = reader.lines().toList();
        }
        int code = process.waitFor();
        if (code == 0) {
            Files.delete(log);
            return new End(main, lines, code, "");
        }
        // A JVM that crashes says so on standard output.
        Files.write(log, lines, StandardOpenOption.APPEND);
        return new End(main, lines, code, log.toString());
    }

    /** The user's further options of every measuring JVM, with single spaces; empty where there are none. */
    static String ownOptions() {
        return Objects.requireNonNullElse(System.getenv(OPTIONS), "").strip().replaceAll("\\s+", " ");
    }

    /** The JVM and the device in a few words, and what the user has added. */
    static String machine() {
        return System.getProperty("java.vm.name") + " " + System.getProperty("java.vm.version") + "; "
                + HostDetection.detect().name()
                + (ownOptions().isEmpty() ? "" : "; " + OPTIONS + "='" + ownOptions() + "'");
    }
}
