package dev.antipode.core.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Runs a main class of the test class path in a JVM of its own, for what cannot be tested in a shared one: JVM options,
 * vector widths, allocation.
 */
public final class ForkedJvm {
    /** Makes the Vector API visible. */
    public static final String VECTOR_API = "--add-modules=jdk.incubator.vector";

    private static final Path PROFILES =
            Path.of("..", "device-profiles").toAbsolutePath().normalize();

    /** The options that the launcher starts with where a machine has 256-bit vectors: what is compiled, when, and by which compiler. */
    public static final List<String> AS_LAUNCHED = launcherOptions("start.jvmopts");

    /** The same for training, where both compilers work. */
    public static final List<String> AS_TRAINING = trainingOptions();

    private static final int LIMIT_MINUTES = 10;

    private ForkedJvm() {}

    /**
     * What a JVM left behind.
     *
     * @param exitCode 0 where all went well
     * @param output what it printed to standard output
     * @param errors what it printed to standard error
     */
    public record Result(int exitCode, String output, String errors) {
        /** {@return the text after {@code key=} on a line of its own in the output} */
        public String value(String key) {
            return output.lines()
                    .filter(line -> line.startsWith(key + "="))
                    .map(line -> line.substring(key.length() + 1))
                    .findFirst()
                    .orElseThrow(() -> new AssertionError("no line " + key + "= in " + this));
        }
    }

    /** Runs a class to its end; fails when it ends with another exit code than 0 or takes more than ten minutes. */
    public static Result run(Class<?> main, List<String> jvmOptions, String... arguments) {
        try {
            Path output = Files.createTempFile("forked-jvm", ".out");
            Path errors = Files.createTempFile("forked-jvm", ".err");
            try {
                int exitCode = run(command(main, jvmOptions, arguments), output, errors);
                Result result = new Result(
                        exitCode,
                        Files.readString(output, StandardCharsets.UTF_8),
                        Files.readString(errors, StandardCharsets.UTF_8));
                if (exitCode != 0) {
                    throw new AssertionError(main.getName() + " failed: " + result);
                }
                return result;
            } finally {
                Files.delete(output);
                Files.delete(errors);
            }
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    /** Runs a class as the launcher would. */
    public static Result launch(Class<?> main, String... arguments) {
        return run(main, AS_LAUNCHED, arguments);
    }

    /** Runs a class as the launcher would run training. */
    public static Result train(Class<?> main, String... arguments) {
        return run(main, AS_TRAINING, arguments);
    }

    /** Runs a class as the launcher would, with vectors of at most this many bits. */
    public static Result launch(Class<?> main, int vectorBits, String... arguments) {
        List<String> options = new ArrayList<>(AS_LAUNCHED);
        options.add("-XX:MaxVectorSize=" + vectorBits / 8);
        return run(main, options, arguments);
    }

    private static List<String> trainingOptions() {
        List<String> options = new ArrayList<>(launcherOptions("start.jvmopts", "train.jvmopts"));
        options.add("-XX:CompilerDirectivesFile=" + PROFILES.resolve("launcher/antipode-compilers.json"));
        options.add("-XX:-DisplayVMOutput");
        return List.copyOf(options);
    }

    /** What start.sh makes of the option files, for classes that are in no module. */
    private static List<String> launcherOptions(String... files) {
        List<String> options = new ArrayList<>();
        try {
            options.addAll(Files.readAllLines(PROFILES.resolve("profiles/generic-x86_64-avx2.jvmopts")));
            for (String file : files) {
                options.addAll(Files.readAllLines(PROFILES.resolve("launcher").resolve(file)));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        options.removeIf(line -> line.isEmpty() || line.startsWith("#") || line.equals(VECTOR_API));
        options.replaceAll(
                line -> line.replaceFirst("(?<=^--add-exports=.{1,80}=)dev\\.antipode\\.core$", "ALL-UNNAMED"));
        return List.copyOf(options);
    }

    private static List<String> command(Class<?> main, List<String> jvmOptions, String... arguments) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(jvmOptions);
        command.add("-cp");
        command.add(System.getProperty("java.class.path"));
        command.add(main.getName());
        command.addAll(List.of(arguments));
        return command;
    }

    private static int run(List<String> command, Path output, Path errors) throws IOException {
        Process process = new ProcessBuilder(command)
                .redirectOutput(output.toFile())
                .redirectError(errors.toFile())
                .start();
        try {
            if (!process.waitFor(LIMIT_MINUTES, TimeUnit.MINUTES)) {
                throw new AssertionError("no end after " + LIMIT_MINUTES + " minutes: " + command);
            }
            return process.exitValue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        } finally {
            process.destroyForcibly();
        }
    }
}
