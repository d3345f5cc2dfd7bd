package dev.antipode.controller.hil.wire;

import static org.assertj.core.api.Assertions.assertThat;

import dev.antipode.controller.hil.LinkSignature.Clock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** In a JVM of its own: once warm, neither side of a link allocates a byte, whatever happens to the frames. */
class WireAllocationTest {
    @ParameterizedTest
    @EnumSource(Clock.class)
    void neitherSideAllocatesOverDatagrams(Clock clock) throws Exception {
        requireQuiet(clock, "udp");
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void neitherSideAllocatesOverASerialLine() throws Exception {
        requireQuiet(Clock.LOCKSTEP, "serial");
    }

    private static void requireQuiet(Clock clock, String transport) throws Exception {
        Process process = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "--add-modules",
                        "jdk.incubator.vector",
                        "--enable-native-access=ALL-UNNAMED",
                        "-XX:+UseSerialGC",
                        "-Xmx256m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        WireAllocationMain.class.getName(),
                        clock.name(),
                        transport))
                .redirectErrorStream(true)
                .start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(2, TimeUnit.MINUTES)).isTrue();
        assertThat(output).endsWith("quiet\n");
    }
}
