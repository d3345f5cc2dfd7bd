package dev.antipode.controller.paper;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** In a JVM of its own: once warm, updates of the networks allocate not one byte, and their memory is planned. */
class NetworkAllocationTest {
    @Test
    void updatesAllocateNothing() throws IOException, InterruptedException {
        Process process = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "--add-modules",
                        "jdk.incubator.vector",
                        "-XX:+UseSerialGC",
                        "-Xmx256m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        NetworkAllocationMain.class.getName()))
                .redirectErrorStream(true)
                .start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(5, TimeUnit.MINUTES)).isTrue();
        assertThat(output).contains("states of a sequence", "pictures", "scratch");
        assertThat(output.lines().filter(line -> line.contains("allocated=")))
                .hasSize(2 + EncoderGradient.values().length)
                .allSatisfy(line -> assertThat(line).endsWith(" allocated=0"));
    }
}
