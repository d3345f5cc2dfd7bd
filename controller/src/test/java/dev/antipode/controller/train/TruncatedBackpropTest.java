package dev.antipode.controller.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.antipode.controller.Antipode;
import dev.antipode.controller.TrainingOptions;
import dev.antipode.controller.policy.PolicyDesign;
import dev.antipode.controller.policy.TrainablePolicy;
import dev.antipode.core.kernel.Arithmetic;
import dev.antipode.core.kernel.KernelMode;
import dev.antipode.core.memory.BudgetExceededException;
import dev.antipode.core.memory.MemoryPlan;
import dev.antipode.core.memory.Precision;
import dev.antipode.core.memory.Workspace;
import dev.antipode.core.program.CotangentLimit;
import dev.antipode.core.program.Engine;
import dev.antipode.core.program.Frame;
import dev.antipode.sim.Registry;
import dev.antipode.sim.Rollout;
import dev.antipode.sim.RolloutGradient;
import dev.antipode.sim.Tape;
import dev.antipode.sim.TaskModel;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Truncated backpropagation: its gradient is that of the cost cut off at the windows, its training the same bits everywhere. */
class TruncatedBackpropTest {
    private static final Registry REGISTRY = Registry.load(TruncatedBackpropTest.class.getClassLoader());
    private static final int LANES = 16;
    private static final int HORIZON = 12;

    /** A closed loop in F64 whose linear policy has a row for each parameter. */
    private static final class Loop implements AutoCloseable {
        final Engine engine = new Engine(Precision.F64, Arithmetic.FUSED, KernelMode.SCALAR);
        final TrainablePolicy policy;
        final Rollout rollout;
        final RolloutGradient gradient;
        final Workspace workspace;
        final Frame frame;
        final double[] theta;

        Loop(TaskModel task, int window, CotangentLimit limit) {
            policy = PolicyDesign.linear().forTask(task);
            rollout = Rollout.compile(task, policy, LANES, engine);
            gradient = RolloutGradient.of(rollout, policy, window, limit);
            MemoryPlan.Builder plan = MemoryPlan.builder();
            long tile = plan.add("tile", "", rollout.tileBytes());
            long scratch = plan.add("scratch", "", rollout.scratchBytes());
            long memory = gradient.plan(plan, "");
            workspace = Workspace.allocate(plan.build(), Long.MAX_VALUE);
            frame = rollout.frame(workspace.block(), tile, scratch);
            gradient.attach(frame, memory);
            theta = policy.initialParameters(5);
        }

        void parameters(int changed, double by) {
            for (int i = 0; i < theta.length; i++) {
                for (int lane = 0; lane < LANES; lane++) {
                    rollout.set(frame, rollout.policyParameters().row(i), lane, theta[i] + (i == changed ? by : 0));
                }
            }
        }

        double cost() {
            double sum = 0;
            for (int lane = 0; lane < LANES; lane++) {
                sum += rollout.cost(frame, lane);
            }
            return sum / LANES;
        }

        double[] backpropagated(int window) {
            parameters(-1, 0);
            gradient.begin(frame);
            for (int step = 0; step < HORIZON; step += window) {
                int steps = Math.min(window, HORIZON - step);
                gradient.window(frame, steps, 1.0 / LANES, LANES, step + steps == HORIZON);
            }
            double[] result = new double[theta.length];
            gradient.gradient(frame, result);
            return result;
        }

        /** Cost of the steps of one window alone, and of the end after the last, with a parameter changed in that window. */
        double windowCost(int first, int steps, int changed, double by) {
            parameters(-1, 0);
            rollout.reset(frame);
            for (int i = 0; i < first; i++) {
                rollout.step(frame);
            }
            double before = cost();
            parameters(changed, by);
            for (int i = 0; i < steps; i++) {
                rollout.step(frame);
            }
            if (first + steps == HORIZON) {
                rollout.finish(frame);
            }
            return cost() - before;
        }

        @Override
        public void close() {
            engine.close();
            workspace.close();
        }
    }

    @Test
    void eachWindowIsCutOffFromTheOneBefore() {
        for (String name : List.of("pendulum", "cart-pole-swing-up", "thermal", "mountain-car")) {
            for (int window : new int[] {1, 5, HORIZON}) {
                try (Loop loop = new Loop(REGISTRY.task(name), window, CotangentLimit.NONE)) {
                    double[] exact = loop.backpropagated(window);
                    double whole = loop.cost();
                    // So short that no difference reaches over the kink of a cost of changed commands.
                    double h = 1e-7;
                    double costs = 0;
                    for (int i = 0; i < exact.length; i++) {
                        double difference = 0;
                        for (int first = 0; first < HORIZON; first += window) {
                            int steps = Math.min(window, HORIZON - first);
                            difference += (loop.windowCost(first, steps, i, h) - loop.windowCost(first, steps, i, -h))
                                    / (2 * h);
                            costs += i == 0 ? loop.windowCost(first, steps, 0, 0) : 0;
                        }
                        assertThat(exact[i])
                                .as("%s, window %d, parameter %d", name, window, i)
                                .isCloseTo(difference, within(2e-6 * Math.max(1, Math.abs(difference))));
                    }
                    // Going back has not disturbed the way forward.
                    assertThat(whole).isCloseTo(costs, within(1e-9 * Math.abs(costs)));
                }
            }
        }
    }

    /** With a signal that hardly goes back, a long window is one of a single step. */
    @Test
    void decayAndClippingLimitTheSignal() {
        TaskModel task = REGISTRY.task("pendulum");
        double[] single;
        try (Loop loop = new Loop(task, 1, CotangentLimit.NONE)) {
            single = loop.backpropagated(1);
        }
        double[] exact;
        try (Loop loop = new Loop(task, HORIZON, CotangentLimit.NONE)) {
            exact = loop.backpropagated(HORIZON);
        }
        for (CotangentLimit limit :
                List.of(new CotangentLimit(1e-9, Double.POSITIVE_INFINITY), new CotangentLimit(1, 1e-9))) {
            try (Loop loop = new Loop(task, HORIZON, limit)) {
                double[] limited = loop.backpropagated(HORIZON);
                for (int i = 0; i < limited.length; i++) {
                    assertThat(limited[i]).isCloseTo(single[i], within(1e-6));
                    assertThat(exact[i]).isNotCloseTo(single[i], within(1e-3));
                }
            }
        }
        assertThatThrownBy(() -> new CotangentLimit(1.5, 1)).hasMessageContaining("1.5");
        assertThatThrownBy(() -> new CotangentLimit(1, 0)).hasMessageContaining("clipped at 0.0");
    }

    private static TrainingOptions options(String policy, Precision precision) {
        return TrainingOptions.of(REGISTRY.task("pendulum"))
                .withPolicy(PolicyDesign.parse(policy))
                .withLearning(s -> s.withEstimator(EstimatorChoice.parse("tbptt:7:0.9:5"))
                        .withPrecision(precision)
                        .withNormalisation(Normalisation.RUNNING)
                        .withEpisodes(40)
                        .withGenerations(3)
                        .withValidation(20, 2))
                .withExecution(e -> e.withKernels(KernelMode.SCALAR)
                        .withThreads(1)
                        .withLanes(64)
                        .withCheckpointInterval(0));
    }

    @Test
    void threadsLanesAndKernelsDoNotChangeABit() {
        for (String policy : List.of("mlp:6:tanh", "linear", "gru:4")) {
            for (Precision precision : Precision.values()) {
                TrainingOptions options = options(policy, precision);
                TrainingState expected = train(options);
                assertThat(expected.update()).isEqualTo(3);
                assertThat(expected.theta()).doesNotContain(Double.NaN);
                for (TrainingOptions other : List.of(
                        options.withExecution(e -> e.withThreads(3).withLanes(16)),
                        options.withExecution(
                                e -> e.withThreads(2).withLanes(48).withKernels(KernelMode.AUTO)))) {
                    assertThat(train(other))
                            .usingRecursiveComparison()
                            .ignoringFields("elapsedSeconds")
                            .isEqualTo(expected);
                }
            }
        }
    }

    /** Windows of 7, of which 3 and 2 times 2 between two checkpoints; whole episodes; windows that are chosen on the way. */
    @Test
    void tapesDoNotChangeABit() {
        for (String policy : List.of("mlp:6:tanh", "linear")) {
            for (String estimator : List.of("tbptt:7:0.9:5", "tbptt:full", "guarded:40")) {
                TrainingOptions options = options(policy, Precision.F32)
                        .withLearning(s -> s.withEstimator(EstimatorChoice.parse(estimator)));
                TrainingState expected = train(options);
                assertThat(expected.theta()).doesNotContain(Double.NaN);
                assertThat(train(options.withExecution(e -> e.withTape(Tape.CHECKPOINTS))))
                        .usingRecursiveComparison()
                        .ignoringFields("elapsedSeconds")
                        .isEqualTo(expected);
            }
        }
    }

    @Test
    void checkpointsAreTheRemedyOfATapeOverTheBudget() {
        TrainingOptions options =
                options("gru:4", Precision.F64).withLearning(s -> s.withEstimator(EstimatorChoice.parse("tbptt:full")));
        long full = bytes(options);
        long checkpoints = bytes(options.withExecution(e -> e.withTape(Tape.CHECKPOINTS)));
        assertThat(full).isGreaterThan(3 * checkpoints);
        TrainingOptions tight = options.withExecution(e -> e.withBudgetBytes(checkpoints));
        assertThatThrownBy(() -> train(tight))
                .isInstanceOf(BudgetExceededException.class)
                .hasMessageContaining("use --tape checkpoints, which needs " + MemoryPlan.readable(full - checkpoints)
                        + " less, or fewer threads");
        assertThat(bytes(tight.withExecution(e -> e.withTape(Tape.CHECKPOINTS))))
                .isEqualTo(checkpoints);
        assertThatThrownBy(() -> train(
                        options.withExecution(e -> e.withTape(Tape.CHECKPOINTS).withBudgetBytes(checkpoints - 1))))
                .isInstanceOf(BudgetExceededException.class)
                .hasMessageNotContaining("--tape");
    }

    private static long bytes(TrainingOptions options) {
        try (Trainer trainer = Antipode.trainer(options, options.policy().forTask(options.task()))) {
            return trainer.plan().totalBytes();
        }
    }

    private static TrainingState train(TrainingOptions options) {
        return Antipode.train(options, ProgressListener.silent()).state();
    }

    @Test
    void learnsWhereGradientsCanBeTrusted() {
        TrainingOptions options = TrainingOptions.of(REGISTRY.task("dc-motor"))
                .withPolicy(PolicyDesign.linear())
                .withLearning(s -> s.withEstimator(EstimatorChoice.parse("tbptt:full"))
                        .withEpisodes(32)
                        .withGenerations(60)
                        .withValidation(64, 10));
        TrainingState state = train(options);
        assertThat(state.best().validationSuccess()).isGreaterThan(0.95);
        // A hundredth of what evolution strategies would run with the same settings.
        assertThat(state.simulatorSteps())
                .isLessThanOrEqualTo(60L * 32 * options.task().timing().horizonSteps());
    }

    @Test
    void choicesAreWrittenAsTheyAreRead() {
        for (String text : List.of("es", "tbptt:10", "tbptt:full", "tbptt:32:0.97", "tbptt:full:1.0:2.5")) {
            assertThat(EstimatorChoice.parse(text)).hasToString(text);
        }
        assertThatThrownBy(() -> EstimatorChoice.parse("tbptt")).hasMessageContaining("tbptt:WINDOW");
        assertThatThrownBy(() -> EstimatorChoice.parse("tbptt:0")).hasMessageContaining("'0'");
        assertThatThrownBy(() -> EstimatorChoice.parse("tbptt:5:x")).hasMessageContaining("'x'");
        assertThatThrownBy(() -> EstimatorChoice.parse("sgd")).hasMessageContaining("no estimator 'sgd'");
        assertThatThrownBy(() -> train(options("linear", Precision.F32)
                        .withLearning(s -> s.withEstimator(EstimatorChoice.parse("tbptt:100000")))))
                .hasMessageContaining("a window of 100000 steps is longer than");
    }
}
