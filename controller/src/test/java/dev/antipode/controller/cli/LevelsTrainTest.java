package dev.antipode.controller.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.antipode.controller.store.ControllerFile;
import dev.antipode.controller.store.Fit;
import dev.antipode.controller.store.RefusedFileException;
import dev.antipode.controller.train.TrainedController;
import dev.antipode.sim.Registry;
import dev.antipode.sim.Signal;
import dev.antipode.sim.TaskModel;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Inputs that move in steps, from the command line. */
class LevelsTrainTest {
    private static final String DECLARED = SwitchedTasks.Declared.class.getName();
    private static final String WRITTEN = SwitchedTasks.Written.class.getName();

    @TempDir
    Path folder;

    private static JsonNode json(CommandLineRun run) {
        return JsonMapper.builder().build().readTree(run.done().out());
    }

    @ParameterizedTest
    @ValueSource(strings = {"tbptt:10", "guarded", "forward", "forward:4", "online:5", "guided", "mixed:10"})
    void estimatorsFromDerivativesAreRefused(String estimator) {
        CommandLineRun.of("train", DECLARED, "--out", folder.resolve("run"), "--estimator", estimator)
                .refused(2, "estimator '" + estimator, "input 'u'", "the levels -1.0, 0.0, 1.0", "choose es");
        assertThat(folder.resolve("run")).doesNotExist();
    }

    @ParameterizedTest
    @ValueSource(strings = {"es", "snes", "ars", "nres:5", "pes:5", "tes:5"})
    void evolutionStrategiesAreNot(String estimator) {
        TrainTest.train(DECLARED, "--out", folder.resolve("run"), "--estimator", estimator)
                .done();
    }

    /** Perturbations that reach from one level to the next are what it takes. */
    @Test
    void evolutionStrategiesLearnToSwitch() throws IOException {
        Path out = folder.resolve("run");
        CommandLineRun run = TrainTest.train(
                        DECLARED, "--out", out, "--generations", 40, "--sigma", 1, "--learning-rate", 0.3, "--json")
                .done();
        List<String> lines = run.out().lines().toList();
        JsonNode done = JsonMapper.builder().build().readTree(lines.getLast());
        assertThat(done.get("success").doubleValue()).isGreaterThan(0.95);

        TrainedController kept =
                ControllerFile.read(out.resolve("controller.safetensors")).controller();
        TaskModel task = Registry.load(getClass().getClassLoader()).task(DECLARED);
        assertThat(kept.inputs()).isEqualTo(task.plant().inputs());
        Signal input = kept.inputs().getFirst();
        assertThat(input.levels()).containsExactly(-1.0, 0.0, 1.0);
        Fit.require(out, kept, task);
        TrainedController other = new TrainedController(
                kept.task(),
                kept.taskFingerprint(),
                kept.timing(),
                kept.observations(),
                List.of(new Signal(input.name(), input.unit(), -1, 1, input.ratePerSecond(), false, 0)),
                kept.policy(),
                kept.policyFingerprint(),
                kept.tensors(),
                kept.precision(),
                kept.arithmetic(),
                kept.parameters(),
                kept.centre(),
                kept.scale());
        assertThatThrownBy(() -> Fit.require(out, other, task))
                .isInstanceOf(RefusedFileException.class)
                .hasMessageContaining("no levels, but the task has it with the levels -1.0, 0.0, 1.0");
    }

    @Test
    void aComparisonOfEstimatorsFromDerivativesIsRefused() {
        CommandLineRun.of("compare", DECLARED, "--estimators", "es,tbptt:5", "--out", folder.resolve("run"))
                .refused(2, "estimator 'tbptt:5' needs derivatives", "input 'u'");
    }

    @Test
    void levelsAreListed() {
        JsonNode task = json(CommandLineRun.of("lift", DECLARED, "--json"));
        assertThat(task.get("graphs")).isNotEmpty();
        Signal input = Registry.load(getClass().getClassLoader())
                .task(DECLARED)
                .plant()
                .inputs()
                .getFirst();
        assertThat(Described.line(List.of(input), false)).isEqualTo("u one of -1.0 | 0.0 | 1.0");
        TaskModel model = Registry.load(getClass().getClassLoader()).task(DECLARED);
        assertThat(Described.task(model).toString()).contains("min=-1.0, max=1.0, levels=[-1.0, 0.0, 1.0]");
    }

    @Test
    void anInspectionAdvisesAgainstGradientsAndTakesNone() {
        JsonNode result = json(CommandLineRun.of(
                "inspect", DECLARED, "--policy", "linear", "--out", folder.resolve("i"), "--quiet", "--json"));
        assertThat(result.get("advice").stringValue())
                .contains("Input 'u' has the levels -1.0, 0.0, 1.0", "take no gradients");
        assertThat(result.get("longestHorizon").intValue()).isZero();
        assertThat(result.has("gradient")).isFalse();
        // The plant alone under a held switch: 1 + 0.5 x 0.05 a step.
        assertThat(result.get("spectralRadius").doubleValue()).isCloseTo(1.025, within(1e-12));
    }

    @Test
    void stepsThatNothingDeclaresAreFoundByTheirGradients() {
        Path out = folder.resolve("run");
        CommandLineRun run = TrainTest.train(WRITTEN, "--out", out, "--estimator", "tbptt:10")
                .done();
        assertThat(run.err()).containsOnlyOnce("The first 10 gradients were exactly zero");
        assertThat(out.resolve("report.html")).content().contains("Every gradient was exactly zero");

        Path es = folder.resolve("es");
        assertThat(TrainTest.train(WRITTEN, "--out", es).done().err()).isEmpty();
        assertThat(es.resolve("report.html")).content().doesNotContain("exactly zero");
    }
}
