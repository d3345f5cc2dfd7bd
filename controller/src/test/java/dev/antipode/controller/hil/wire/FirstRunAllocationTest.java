package dev.antipode.controller.hil.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * In a JVM of its own with the launcher's compiler: not only once warm, but from the first run on the loop allocates not one byte. What is
 * compiled in its course would: the JVM then makes the strings of the class.
 */
class FirstRunAllocationTest {
    @ParameterizedTest
    @CsvSource({"task, NANOSLEEP", "task, PARK", "udp, PARK"})
    void theFirstRunAllocatesNothing(String link, String wait) throws Exception {
        Process process = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "--add-modules",
                        "jdk.incubator.vector",
                        "--enable-native-access=ALL-UNNAMED",
                        "-XX:CompilationMode=high-only",
                        "-XX:+UseSerialGC",
                        "-Xmx256m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        FirstRunMain.class.getName(),
                        link,
                        wait))
                .redirectErrorStream(true)
                .start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(5, TimeUnit.MINUTES)).isTrue();
        assertThat(output).endsWith("30000 ticks, 0 bytes\n");
    }
}
