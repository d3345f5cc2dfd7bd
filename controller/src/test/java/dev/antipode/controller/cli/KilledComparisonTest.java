package dev.antipode.controller.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A comparison that is told to stop keeps every finished run, and goes on to the results that it would have had. */
@DisabledOnOs(OS.WINDOWS)
class KilledComparisonTest {
    private static final int SIGTERM = 128 + 15;
    private static final int RUNS = 4 + 3;

    @TempDir
    Path folder;

    @Test
    void stoppedAndResumedIsAsNeverStopped() throws Exception {
        Path out = folder.resolve("stopped");
        Process process = fork(
                "compare",
                BadTasks.Good.class.getName(),
                "--estimators",
                "es",
                "--policy",
                "linear",
                "--seeds",
                "3",
                "--trials",
                "2",
                "--budget-steps",
                "8000000",
                "--out",
                out.toString());
        for (int waited = 0; process.isAlive() && waited < 60_000 && runs(out) < 2; waited += 2) {
            Thread.sleep(2);
        }
        process.toHandle().destroy();
        String err = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).as(err).isEqualTo(SIGTERM);
        int kept = runs(out);
        assertThat(kept).isBetween(2, RUNS - 1);
        assertThat(err)
                .contains("Interrupted; " + kept + " of " + RUNS + " runs are done and kept")
                .contains("compare --resume " + out)
                .doesNotContain("Exception");
        assertThat(out.resolve("report.html")).doesNotExist();

        Path whole = Files.createDirectories(folder.resolve("whole"));
        Files.copy(out.resolve("comparison.yaml"), whole.resolve("comparison.yaml"));
        List<JsonNode> expected = resume(whole);
        List<JsonNode> resumed = resume(out);
        assertThat(expected).hasSize(RUNS + 1);
        assertThat(resumed).hasSize(RUNS - kept + 1);
        for (int i = 0; i < RUNS - kept; i++) {
            for (String name :
                    List.of("phase", "trial", "seed", "learningRate", "cost", "validationCost", "testCost")) {
                assertThat(resumed.get(i).get(name))
                        .as(name)
                        .isEqualTo(expected.get(kept + i).get(name));
            }
        }
        for (String name : List.of("testCost", "low", "high", "success", "cost", "costToTarget", "learningRate")) {
            assertThat(resumed.getLast().get("equalCost").get(0).get(name))
                    .as(name)
                    .isEqualTo(expected.getLast().get("equalCost").get(0).get(name));
        }
    }

    private static int runs(Path out) throws IOException {
        Path file = out.resolve("runs.csv");
        return Files.exists(file) ? Files.readAllLines(file).size() - 1 : 0;
    }

    private static List<JsonNode> resume(Path out) {
        return CommandLineRun.of(
                        "compare", "--resume", out, "--json", "--quiet", "--kernels", "scalar", "--threads", "2")
                .done()
                .out()
                .lines()
                .map(JsonMapper.builder().build()::readTree)
                .toList();
    }

    private static Process fork(String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:-UsePerfData",
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName()));
        command.addAll(List.of(arguments));
        command.addAll(List.of("--quiet", "--kernels", "scalar", "--threads", "1"));
        return new ProcessBuilder(command)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
    }
}
