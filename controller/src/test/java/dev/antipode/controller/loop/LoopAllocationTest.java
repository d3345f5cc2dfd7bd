package dev.antipode.controller.loop;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** In a JVM of its own: once warm, the loop with recorder, excitation, guard, fallback and new parameters allocates not one byte. */
class LoopAllocationTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = ' ',
            value = {"mlp:64,64 SPIN", "gru:8 PARK", "linear NANOSLEEP"})
    void theLoopAllocatesNothing(String policy, String wait) throws Exception {
        Process process = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "--add-modules",
                        "jdk.incubator.vector",
                        "--enable-native-access=ALL-UNNAMED",
                        "-XX:+UseSerialGC",
                        "-Xmx256m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        LoopAllocationMain.class.getName(),
                        policy,
                        wait))
                .redirectErrorStream(true)
                .start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(5, TimeUnit.MINUTES)).isTrue();
        assertThat(output).endsWith("quiet\n");
    }
}
