package dev.antipode.controller.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.antipode.controller.Antipode;
import dev.antipode.controller.TrainingOptions;
import dev.antipode.controller.policy.GruInitialisation.Kind;
import dev.antipode.controller.train.Evaluation;
import dev.antipode.controller.train.Evaluator;
import dev.antipode.controller.train.ProgressListener;
import dev.antipode.controller.train.TrainedController;
import dev.antipode.core.kernel.KernelMode;
import dev.antipode.sim.Signal;
import dev.antipode.sim.TaskModel;
import dev.antipode.sim.tasks.PendulumSwingUp;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class GruPolicyTest {
    private static final List<Signal> INPUTS = List.of(
            new Signal("force", "1", -2, 6, Double.POSITIVE_INFINITY, false, 0),
            new Signal("free", "1", Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY, 1e9, false, 0));
    private static final GruInitialisation PLAIN = GruInitialisation.of(Kind.PLAIN);
    private static final int LANES = 16;

    private static GruPolicy policy(int observations, int width) {
        return new GruPolicy(observations, width, PLAIN, INPUTS);
    }

    /** The cell in plain Java, equation by equation, its parameters found by the names and shapes of the tensors. */
    private static final class Cell {
        private final Map<String, double[]> tensors = new HashMap<>();
        double[] h;

        Cell(GruPolicy policy, double[] theta) {
            int at = 0;
            for (TensorShape tensor : policy.tensors()) {
                double[] values = new double[tensor.size()];
                System.arraycopy(theta, at, values, 0, values.length);
                assertThat(tensors.put(tensor.name(), values)).isNull();
                at += values.length;
            }
            assertThat(at).isEqualTo(theta.length);
            h = new double[policy.memorySize()];
        }

        private double sum(String part, int o, double[] memory, double[] x) {
            double sum = tensors.get("gru." + part + ".bias")[o];
            for (int i = 0; i < x.length; i++) {
                sum += tensors.get("gru." + part + ".input.weight")[i * h.length + o] * x[i];
            }
            for (int i = 0; i < h.length; i++) {
                sum += tensors.get("gru." + part + ".hidden.weight")[i * h.length + o] * memory[i];
            }
            return sum;
        }

        private static double sigmoid(double x) {
            return 1 / (1 + Math.exp(-x));
        }

        double[] command(double... x) {
            double[] kept = new double[h.length];
            for (int i = 0; i < h.length; i++) {
                kept[i] = sigmoid(sum("reset", i, h, x)) * h[i];
            }
            double[] next = new double[h.length];
            for (int i = 0; i < h.length; i++) {
                double z = sigmoid(sum("update", i, h, x));
                next[i] = z * h[i] + (1 - z) * Math.tanh(sum("candidate", i, kept, x));
            }
            h = next;
            double[] u = tensors.get("command.bias").clone();
            for (int i = 0; i < h.length; i++) {
                for (int o = 0; o < u.length; o++) {
                    u[o] += tensors.get("command.weight")[i * u.length + o] * h[i];
                }
            }
            return new double[] {2 + 4 * Math.tanh(u[0]), u[1]};
        }
    }

    @Test
    void itComputesWhatItsTensorsSayStepAfterStep() {
        for (int width : new int[] {1, 5, 8}) {
            for (int observations : new int[] {1, 3}) {
                GruPolicy policy = policy(observations, width);
                Random random = new Random(width);
                double[] theta = random.doubles(policy.parameterCount(), -2, 2).toArray();
                OneStep step = new OneStep(policy, observations, 2);
                step.setParameters(theta);
                Cell[] cells = new Cell[LANES];
                for (int lane = 0; lane < LANES; lane++) {
                    cells[lane] = new Cell(policy, theta);
                }
                for (int k = 0; k < 30; k++) {
                    double[][] seen = new double[LANES][];
                    for (int lane = 0; lane < LANES; lane++) {
                        seen[lane] = random.doubles(observations, -1 - lane, 1 + lane)
                                .toArray();
                        step.observe(lane, seen[lane]);
                    }
                    step.run();
                    for (int lane = 0; lane < LANES; lane++) {
                        double[] expected = cells[lane].command(seen[lane]);
                        for (int i = 0; i < width; i++) {
                            assertThat(step.memory(i, lane)).isCloseTo(cells[lane].h[i], within(1e-12));
                        }
                        assertThat(step.command(0, lane)).isCloseTo(expected[0], within(1e-11));
                        assertThat(step.command(1, lane)).isCloseTo(expected[1], within(1e-11));
                    }
                }
            }
        }
    }

    /** Observations that close or open the gates fully: by -1e30 to 1e30 nothing overflows, and the memory is kept to the bit. */
    @Test
    void gatesCloseAndOpenFully() {
        GruPolicy policy = policy(1, 1);
        // Reset 0; update: bias 0, hidden 0, input 1; candidate: bias 0.5; command 0.
        double[] theta = new double[policy.parameterCount()];
        theta[5] = 1;
        theta[6] = 0.5;
        OneStep step = new OneStep(policy, 1, 2);
        step.setParameters(theta);
        double[] open = {-1e30, -1e3, -100, -50};
        double[] closed = {1e30, 1e3, 100, 50};
        for (int lane = 0; lane < 4; lane++) {
            step.observe(lane, open[lane]);
        }
        step.run();
        for (int lane = 0; lane < 4; lane++) {
            assertThat(step.memory(0, lane)).isCloseTo(Math.tanh(0.5), within(1e-15));
            step.observe(lane, closed[lane]);
        }
        double[] before = {step.memory(0, 0), step.memory(0, 1), step.memory(0, 2), step.memory(0, 3)};
        step.run();
        for (int lane = 0; lane < 4; lane++) {
            assertThat(step.memory(0, lane)).isEqualTo(before[lane]);
        }
    }

    @Test
    void aNumberThatIsNoneStaysInItsLane() {
        GruPolicy policy = policy(2, 3);
        OneStep step = new OneStep(policy, 2, 2);
        double[] theta = new Random(3).doubles(policy.parameterCount(), -1, 1).toArray();
        step.setParameters(theta);
        step.observe(4, Double.NaN, 0);
        step.observe(5, 1, 0);
        step.run();
        assertThat(step.memory(0, 4)).isNaN();
        assertThat(step.command(0, 4)).isNaN();
        assertThat(step.command(0, 5)).isCloseTo(new Cell(policy, theta).command(1, 0)[0], within(1e-12));
    }

    @Test
    void tensorsCoverTheParameters() {
        GruPolicy policy = policy(5, 16);
        assertThat(policy.tensors().stream().map(TensorShape::name))
                .containsExactly(
                        "gru.reset.bias",
                        "gru.reset.hidden.weight",
                        "gru.reset.input.weight",
                        "gru.update.bias",
                        "gru.update.hidden.weight",
                        "gru.update.input.weight",
                        "gru.candidate.bias",
                        "gru.candidate.input.weight",
                        "gru.candidate.hidden.weight",
                        "command.bias",
                        "command.weight");
        assertThat(policy.tensors().stream().mapToInt(TensorShape::size).sum())
                .isEqualTo(policy.parameterCount())
                .isEqualTo(3 * 16 * (1 + 16 + 5) + 2 * 17);
        assertThat(policy.memorySize()).isEqualTo(16);
    }

    @Test
    void designsAreReadOrRefused() {
        TaskModel task = TaskModel.of("pendulum", new PendulumSwingUp());
        for (String text : List.of(
                "gru:16:plain",
                "gru:1:identity",
                "gru:1024:orthogonal",
                "gru:8:plain:1",
                "gru:8:identity:0.95",
                "gru:8:orthogonal:1.25",
                "gru:8:orthogonal:0.00001",
                "gru:8:orthogonal:0.30000000000000004")) {
            assertThat(PolicyDesign.parse(text).forTask(task).text()).isEqualTo(text);
        }
        assertThat(PolicyDesign.parse(" GRU:16 ").forTask(task).text()).isEqualTo("gru:16:plain");
        assertThat(PolicyDesign.parse("gru:16:orthogonal:9e-1").forTask(task).text())
                .isEqualTo("gru:16:orthogonal:0.9");
        for (String wrong : new String[] {
            "gru",
            "gru:",
            "gru:0",
            "gru:8,8",
            "gru:8:",
            "gru:8:uniform",
            "gru:8:orthogonal:",
            "gru:8:orthogonal:0",
            "gru:8:orthogonal:-1",
            "gru:8:orthogonal:nan",
            "gru:8:orthogonal:0x1p0",
            "gru:8:orthogonal:1e999",
            "gru:8:orthogonal:1:1",
            "gru:1025"
        }) {
            assertThatThrownBy(() -> PolicyDesign.parse(wrong).forTask(task))
                    .as(wrong)
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("give");
        }
        assertThatThrownBy(() -> policy(0, 8)).hasMessageContaining("give at least 1");
        assertThatThrownBy(() -> new GruPolicy(1, 8, PLAIN, List.of())).hasMessageContaining("give at least 1");
    }

    /** Controllers that differ in where their training began are of one kind. */
    @Test
    void theFingerprintIsOfWhatIsComputed() {
        GruInitialisation other = GruInitialisation.of(Kind.ORTHOGONAL).withRadius(0.9);
        assertThat(new GruPolicy(3, 8, other, INPUTS).fingerprint())
                .isEqualTo(policy(3, 8).fingerprint())
                .isNotEqualTo(policy(3, 9).fingerprint())
                .isNotEqualTo(policy(4, 8).fingerprint());
    }

    /**
     * 64 episodes in tiles of 16 on one thread, each tile but the first after another's end, against 64 episodes in one
     * new tile: the same to the bit, so the memory begins at zero.
     */
    @Test
    void theMemoryIsEmptyWhenAnEpisodeBegins() {
        TaskModel task = TaskModel.of("pendulum", new PendulumSwingUp());
        TrainingOptions options = TrainingOptions.of(task)
                .withPolicy(PolicyDesign.parse("gru:4:identity"))
                .withLearning(s ->
                        s.withPopulation(4).withEpisodes(4).withGenerations(1).withValidation(16, 1))
                .withExecution(
                        e -> e.withKernels(KernelMode.SCALAR).withThreads(1).withCheckpointInterval(0));
        var result = Antipode.train(options, ProgressListener.silent());
        TrainablePolicy policy = result.policy();
        double[] theta =
                new Random(5).doubles(policy.parameterCount(), -1.5, 1.5).toArray();
        TrainedController controller = withParameters(result.controller(), theta);
        Evaluation once = evaluate(options.withExecution(e -> e.withLanes(64)), policy, controller);
        Evaluation again = evaluate(options.withExecution(e -> e.withLanes(16)), policy, controller);
        assertThat(again).isEqualTo(once);
        // That memory matters here at all: without the recurrent weights the episodes cost something else.
        double[] forgetful = theta.clone();
        int at = 0;
        for (TensorShape tensor : policy.tensors()) {
            if (tensor.name().endsWith("hidden.weight")) {
                java.util.Arrays.fill(forgetful, at, at + tensor.size(), 0);
            }
            at += tensor.size();
        }
        assertThat(evaluate(options, policy, withParameters(controller, forgetful)))
                .isNotEqualTo(once);
    }

    private static Evaluation evaluate(TrainingOptions options, TrainablePolicy policy, TrainedController controller) {
        return Evaluator.evaluate(options.task(), policy, controller, 1, 64, options.execution());
    }

    private static TrainedController withParameters(TrainedController c, double[] parameters) {
        return new TrainedController(
                c.task(),
                c.taskFingerprint(),
                c.timing(),
                c.observations(),
                c.inputs(),
                c.policy(),
                c.policyFingerprint(),
                c.tensors(),
                c.precision(),
                c.arithmetic(),
                parameters,
                c.centre(),
                c.scale());
    }
}
