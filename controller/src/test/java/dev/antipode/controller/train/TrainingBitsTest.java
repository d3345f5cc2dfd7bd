package dev.antipode.controller.train;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Ten generations in JVMs of their own, with vectors of 128, 256 and 512 bits and with none: the same bits. */
class TrainingBitsTest {
    @Test
    void vectorWidthsAndThreadsDoNotChangeABit() throws IOException, InterruptedException {
        // Without the incubator module: scalar kernels, every policy, precision and number of threads.
        String scalar = run(List.of(), "all");
        Set<String> expected = hashes(scalar);
        assertThat(scalar.lines().filter(line -> line.startsWith("hash"))).hasSize(3 * 2 * 3);
        assertThat(expected).as(scalar).hasSize(3 * 2);
        for (int bytes : new int[] {16, 32, 64}) {
            String simd = run(List.of("--add-modules", "jdk.incubator.vector", "-XX:MaxVectorSize=" + bytes), "some");
            assertThat(hashes(simd)).as(simd + scalar).hasSize(3).isSubsetOf(expected);
            assertThat(simd).contains("warm true");
        }
    }

    private static Set<String> hashes(String output) {
        return output.lines().filter(line -> line.startsWith("hash")).collect(Collectors.toCollection(TreeSet::new));
    }

    private static String run(List<String> flags, String what) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(flags);
        command.addAll(List.of(
                "-XX:CompilationMode=high-only",
                "-XX:+UseSerialGC",
                "-Xmx512m",
                "-cp",
                System.getProperty("java.class.path"),
                TrainingHashMain.class.getName(),
                what));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(output).isZero();
        return output;
    }
}
