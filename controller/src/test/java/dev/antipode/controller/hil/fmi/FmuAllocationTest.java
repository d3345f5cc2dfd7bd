package dev.antipode.controller.hil.fmi;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** In a JVM of its own: once warm, steps, derivatives and saved states of an FMU allocate not one byte. */
class FmuAllocationTest {
    @TempDir
    Path folder;

    @Test
    void drivingAnFmuAllocatesNothing() throws Exception {
        Path two = TestFmu.build(folder, FmiVersion.FMI_2);
        Path three = TestFmu.build(folder, FmiVersion.FMI_3);
        Process process = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "--enable-native-access=ALL-UNNAMED",
                        "-XX:+UseSerialGC",
                        "-Xmx256m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        FmuAllocationMain.class.getName(),
                        two.toString(),
                        three.toString(),
                        three + ":isolated"))
                .redirectErrorStream(true)
                .start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(5, TimeUnit.MINUTES)).isTrue();
        assertThat(output).endsWith("quiet\n");
    }
}
