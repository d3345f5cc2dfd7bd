package dev.antipode.controller.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.antipode.controller.store.YamlMap;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** {@code identify}. */
class IdentifyTest {
    @TempDir
    Path folder;

    /** What {@code simulate} writes under random torques. */
    private Path simulated() throws IOException {
        StringBuilder inputs = new StringBuilder("step,torque\n");
        Random random = new Random(3);
        for (int step = 0; step < 100; step++) {
            inputs.append(step).append(',').append(4 * random.nextDouble() - 2).append('\n');
        }
        Path file = folder.resolve("inputs.csv");
        Files.writeString(file, inputs);
        Path log = folder.resolve("log.csv");
        CommandLineRun.of(
                        "simulate",
                        "pendulum",
                        "--inputs",
                        file,
                        "--parameter",
                        "mass=1.2",
                        "--parameter",
                        "gravity=9.5",
                        "--out",
                        log,
                        "--quiet")
                .done();
        return log;
    }

    private static JsonNode json(CommandLineRun run) {
        return JsonMapper.builder().build().readTree(run.done().out());
    }

    @Test
    void whatWasSimulatedIsIdentified() throws IOException {
        Path out = folder.resolve("out");
        JsonNode node = json(CommandLineRun.of(
                "identify", "pendulum", "--log", simulated(), "--fit", "gravity,mass", "--out", out, "--json"));
        assertThat(node.get("parameters")).hasSize(2);
        assertThat(node.get("parameters").get(0).get("value").doubleValue() / 9.5)
                .isBetween(1 - 1e-6, 1 + 1e-6);
        assertThat(node.get("parameters").get(1).get("value").doubleValue() / 1.2)
                .isBetween(1 - 1e-6, 1 + 1e-6);
        assertThat(node.get("delaySteps").intValue()).isZero();
        assertThat(node.get("unidentified")).isEmpty();
        assertThat(out).isDirectoryContaining("glob:**/identify.html").isDirectoryContaining("glob:**/identify.json");
        assertThat(Files.readString(out.resolve("identify.html")))
                .contains("<svg", "thetaDot: autocorrelation of residuals", "95 % from")
                .doesNotContain("NaN", "http://", "https://");

        String text = Files.readString(out.resolve("distribution.yaml"));
        YamlMap yaml = YamlMap.read("distribution.yaml", text, "a distribution");
        assertThat(yaml.text("plant")).contains("pendulum");
        YamlMap mass = yaml.maps("parameters").get(1);
        assertThat(mass.text("name")).contains("mass");
        assertThat(Double.parseDouble(mass.text("value").orElseThrow()))
                .isEqualTo(node.get("parameters").get(1).get("value").doubleValue());
        assertThat(mass.map("correlations").orElseThrow().keys()).containsExactly("gravity");
    }

    @Test
    void whatTheLogCannotTellIsSaid() throws IOException {
        CommandLineRun run = CommandLineRun.of(
                        "identify",
                        "pendulum",
                        "--log",
                        simulated(),
                        "--starts",
                        1,
                        "--out",
                        folder.resolve("all"),
                        "--quiet")
                .done();
        assertThat(run.out())
                .containsPattern("length \\[m\\] +1\\.0+ +\\S+ +unknown +unknown")
                .contains("does not tell gravity, mass and length apart", "delay of the inputs: 0 steps");
    }

    /** The task's own noise and observations: angle as an error from the reference; resistance and inertia differ in each episode. */
    @Test
    void whatTheLoopRecordedIsIdentified() throws IOException {
        Path controller = RunTest.controller(folder, "dc-motor", "law:dc-motor-pid");
        Path log = folder.resolve("loop.csv");
        CommandLineRun.of(
                        "run",
                        controller,
                        "--seconds",
                        1.9,
                        "--miss-limit",
                        0,
                        "--watchdog",
                        0,
                        "--excite",
                        "prbs",
                        "--record",
                        log,
                        "--kernels",
                        "scalar",
                        "--quiet")
                .done();
        JsonNode node = json(CommandLineRun.of(
                "identify",
                "dc-motor",
                "--log",
                log,
                "--fit",
                "torqueConstant,inertia",
                "--starts",
                1,
                "--max-delay",
                5,
                "--out",
                folder.resolve("loop"),
                "--json"));
        assertThat(node.get("outputs").get(0).get("name").stringValue()).isEqualTo("error");
        assertThat(node.get("delaySteps").intValue()).isZero();
        assertThat(node.get("outputs").get(1).get("heldOutPercent").doubleValue())
                .isGreaterThan(80);
        assertThat(node.get("parameters").get(0).get("identified").booleanValue())
                .isTrue();
        assertThat(node.get("parameters").get(1).get("value").doubleValue()).isBetween(0.8e-4, 3.5e-4);
    }

    @Test
    void wrongRequestsAreRefusedInOneSentence() throws IOException {
        Path log = simulated();
        CommandLineRun.of("identify", "pendulum", "--log", log, "--fit", "mas", "--quiet")
                .refused(ExitCode.WRONG_REQUEST, "has no parameter 'mas'; did you mean 'mass'?");
        CommandLineRun.of("identify", "pendulum", "--log", folder.resolve("no.csv"), "--quiet")
                .refused(ExitCode.WRONG_REQUEST, "no.csv");
        CommandLineRun.of("identify", "pendulum", "--quiet").refused(ExitCode.WRONG_REQUEST, "--log");
        CommandLineRun.of("identify", "pendulum", "--log", log, "--hold-out", "0.95", "--quiet")
                .refused(ExitCode.WRONG_REQUEST, "held-out fraction");
        CommandLineRun.of("identify", "dc-motor", "--log", log, "--quiet")
                .refused(ExitCode.WRONG_REQUEST, "measures nothing of");
        Path out = folder.resolve("full");
        Files.createDirectory(out);
        Files.writeString(out.resolve("x"), "");
        CommandLineRun.of("identify", "pendulum", "--log", log, "--out", out, "--quiet")
                .refused(ExitCode.WRONG_REQUEST, "is not empty");
    }
}
