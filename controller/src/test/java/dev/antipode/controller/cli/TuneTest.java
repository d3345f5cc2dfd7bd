package dev.antipode.controller.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** {@code tune}. */
class TuneTest {
    @TempDir
    Path folder;

    private static CommandLineRun tune(Object... arguments) {
        List<Object> all = new ArrayList<>(List.of(
                "tune",
                "--kernels",
                "scalar",
                "--threads",
                1,
                "--generations",
                3,
                "--candidates",
                8,
                "--starts",
                1,
                "--validation-episodes",
                16));
        all.addAll(List.of(arguments));
        return CommandLineRun.of(all.toArray());
    }

    private static JsonNode json(CommandLineRun run) {
        return JsonMapper.builder().build().readTree(run.done().out());
    }

    @Test
    void gainsAreFoundAndKept() {
        Path out = folder.resolve("tuned");
        JsonNode node = json(tune("pendulum-energy", "--plant", "pendulum", "--out", out, "--json"));
        assertThat(node.propertyNames())
                .containsExactly("law", "task", "gains", "before", "after", "descents", "elapsedSeconds", "controller");
        assertThat(node.get("task").stringValue()).isEqualTo("pendulum");
        assertThat(node.get("gains")).hasSize(4);
        JsonNode angle = node.get("gains").get(1);
        assertThat(angle.get("name").stringValue()).isEqualTo("angle");
        assertThat(angle.get("unit").stringValue()).isEqualTo("N*m/rad");
        assertThat(angle.get("before").doubleValue()).isEqualTo(10);
        assertThat(node.get("descents")).hasSize(2);
        assertThat(node.get("after").get("meanCost").doubleValue())
                .isLessThan(node.get("before").get("meanCost").doubleValue());
        JsonNode judged = json(
                CommandLineRun.of("evaluate", out.resolve("controller.safetensors"), "--json", "--kernels", "scalar"));
        assertThat(judged).isEqualTo(node.get("after"));
        tune("pendulum-energy", "--plant", "pendulum", "--out", out).refused(ExitCode.WRONG_REQUEST, "is not empty");
    }

    @Test
    void aTableIsPrinted() {
        String text = tune("dc-motor-pid", "--task", "dc-motor", "--estimator", "es", "--population", 4)
                .done()
                .out();
        assertThat(text)
                .containsPattern("gain +before +after")
                .containsPattern("proportional +3\\.00000 +\\d")
                .containsPattern("success +[0-9.]+ % +[0-9.]+ %")
                .contains("mean cost", "1000 unseen test episodes", "descents from 2 starts");
    }

    @Test
    void whatTheEstimatorHasNoUseForIsSaid() {
        assertThat(tune("dc-motor-pid", "--task", "dc-motor", "--sigma", 0.1)
                        .done()
                        .err())
                .contains("--sigma 0.1 makes no difference to estimator 'forward'");
    }

    @Test
    void wrongRequestsAreRefusedInOneSentence() {
        tune("dc-motor-pid").refused(ExitCode.WRONG_REQUEST, "give --plant or --task");
        tune("dc-motor-pd", "--plant", "dc-motor")
                .refused(ExitCode.WRONG_REQUEST, "there is no control law 'dc-motor-pd'");
        tune("dc-motor-pid", "--plant", "pendulum").refused(ExitCode.WRONG_REQUEST, "but the task's is");
        tune("dc-motor-pid", "--plant", "quadrotor")
                .refused(ExitCode.WRONG_REQUEST, "has the tasks [quadrotor, quadrotor-hover]; name one with --task");
        tune("dc-motor-pid", "--plant", "lorenz").refused(ExitCode.WRONG_REQUEST, "has no task to tune for");
        tune("dc-motor-pid", "--plant", "dc-motr").refused(ExitCode.WRONG_REQUEST, "did you mean 'dc-motor'?");
        tune("dc-motor-pid", "--plant", "dc-motor", "--task", "pendulum")
                .refused(ExitCode.WRONG_REQUEST, "'pendulum' is not on plant 'dc-motor'");
        CommandLineRun.of("tune", "dc-motor-pid", "--task", "dc-motor", "--candidates", 1, "--quiet")
                .refused(ExitCode.WRONG_REQUEST, "2 starts of 1");
        assertThat(CommandLineRun.of("tune", "--help").done().out())
                .contains("LAW", "--plant", "--task", "--out")
                .doesNotContainIgnoringCase("evolution strategies (the default)")
                .containsIgnoringWhitespaces("along exact gradients (--estimator forward)");
    }
}
