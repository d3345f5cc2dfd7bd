package dev.antipode.controller.hil.train;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** In a JVM of its own: once warm, an episode on the plant allocates nothing, whoever begins it and whatever ends it. */
class EpisodeAllocationTest {
    @ParameterizedTest
    @ValueSource(strings = {"asked", "awaited"})
    void anEpisodeAllocatesNothing(String beginning) throws Exception {
        Process process = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "--add-modules",
                        "jdk.incubator.vector",
                        "-XX:+UseSerialGC",
                        "-Xmx256m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        EpisodeAllocationMain.class.getName(),
                        beginning))
                .redirectErrorStream(true)
                .start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(2, TimeUnit.MINUTES)).isTrue();
        assertThat(output).endsWith("quiet\n");
    }
}
