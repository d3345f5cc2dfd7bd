package dev.antipode.bench;

import dev.antipode.profiles.HostDetection;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A JVM of its own for a measurement: the speed of generated code differs from JVM to JVM more than from round to round. */
final class MeasuringJvm {
    /** What every measurement needs. */
    static final List<String> NEEDED =
            List.of("--add-modules=jdk.incubator.vector", "--enable-native-access=ALL-UNNAMED");

    private MeasuringJvm() {}

    /**
     * How a JVM ended.
     *
     * @param lines what it printed
     * @param code its exit code, 0 where all went well
     */
    record End(List<String> lines, int code) {
        String words() {
            return "a measuring JVM ended with " + code;
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

    /** Runs a main class to its end, good or bad. */
    static End start(Class<?> main, List<String> jvmOptions, String... arguments)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(NEEDED);
        command.addAll(jvmOptions);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
        command.addAll(List.of(arguments));
        Process process =
                new ProcessBuilder(command).redirectError(Redirect.INHERIT).start();
        List<String> lines;
        try (BufferedReader reader =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            lines = reader.lines().toList();
        }
        return new End(lines, process.waitFor());
    }

    /** The JVM and the device in a few words. */
    static String machine() {
        return System.getProperty("java.vm.name") + " " + System.getProperty("java.vm.version") + "; "
                + HostDetection.detect().name();
    }
}
