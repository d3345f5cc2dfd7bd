package dev.antipode.controller.compare;

import dev.antipode.controller.policy.TrainablePolicy;
import dev.antipode.controller.train.EstimatorChoice;
import dev.antipode.controller.train.ExecutionSettings;
import dev.antipode.controller.train.LearningSettings;
import dev.antipode.core.memory.MemoryPlan;
import dev.antipode.core.memory.Tile;
import dev.antipode.core.memory.Workspace;
import dev.antipode.core.program.Engine;
import dev.antipode.core.program.Frame;
import dev.antipode.sim.ParameterLayout;
import dev.antipode.sim.Rollout;
import dev.antipode.sim.RolloutGradient;
import dev.antipode.sim.RolloutGrowth;
import dev.antipode.sim.RolloutTangent;
import dev.antipode.sim.StepRunner;
import dev.antipode.sim.TaskModel;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Duration;
import java.util.Locale;

/**
 * Measures what steps with derivatives cost in plain steps: processor time of whole episodes of one tile, on one thread, with the lanes
 * that training takes. Plain and differentiated episodes alternate, so that whatever else the device does falls on both; the weight is
 * the median of the ratios of neighbours.
 */
final class WeightMeasurement {
    private static final int ROUNDS = 25;
    private static final double ROUND_SECONDS = 0.004;
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    /** Compiled code has come when the fastest episode of so long is not faster than before by more than this share. */
    private static final double SETTLING_SECONDS = 1;

    private static final double SETTLED = 0.03;
    private static final int MOST_SETTLINGS = 20;

    private final TaskModel task;
    private final TrainablePolicy policy;
    private final LearningSettings settings;
    private final ExecutionSettings execution;
    private final int lanes;

    WeightMeasurement(TaskModel task, TrainablePolicy policy, LearningSettings settings, ExecutionSettings execution) {
        this.task = task;
        this.policy = policy;
        this.settings = settings;
        this.execution = execution;
        this.lanes = policy.layout() == ParameterLayout.SHARED
                ? Math.min(execution.lanes(), Tile.paddedLanes(settings.episodes()))
                : execution.lanes();
    }

    /** The weights of one estimator; those of derivatives that it does not take are 1. */
    StepWeights of(EstimatorChoice estimator) {
        int window = estimator.backpropagated(task.timing().horizonSteps());
        double gradient = window == 0 ? 1 : gradient(estimator, window, false);
        double tangent = 1;
        if (estimator.tangent()) {
            tangent = tangent();
        } else if (window > 0 && estimator.growthTangents() > 0) {
            // What they add to the way forward of a gradient, each.
            double more = gradient(estimator, window, true) - gradient;
            tangent = 1 + Math.max(0, more) / estimator.growthTangents();
        }
        return new StepWeights(gradient, tangent);
    }

    private double gradient(EstimatorChoice estimator, int window, boolean growth) {
        int horizon = task.timing().horizonSteps();
        try (Engine engine = engine()) {
            Rollout rollout = rollout(engine);
            RolloutGradient gradient = RolloutGradient.of(rollout, policy, window, estimator.limit());
            RolloutGrowth riders = growth ? RolloutGrowth.of(rollout, gradient, estimator.growthTangents()) : null;
            MemoryPlan.Builder plan = MemoryPlan.builder();
            long offset = gradient.plan(plan, "cost of a gradient step: ");
            long ridersOffset = growth ? riders.plan(plan, "cost of a growth step: ") : 0;
            StepRunner[] runner = {rollout::step};
            return measure(
                    engine,
                    rollout,
                    plan,
                    frame -> {
                        gradient.attach(frame, offset);
                        runner[0] = growth ? riders.attach(frame, ridersOffset) : runner[0];
                    },
                    frame -> {
                        gradient.begin(frame);
                        if (runner[0] instanceof RolloutGrowth.Rider rider) {
                            rider.start(settings.seed(), 0);
                        }
                        for (int step = 0; step < horizon; step += window) {
                            int steps = Math.min(window, horizon - step);
                            gradient.window(frame, steps, 1.0 / lanes, lanes, step + steps == horizon, runner[0]);
                        }
                    });
        }
    }

    private double tangent() {
        try (Engine engine = engine()) {
            Rollout rollout = rollout(engine);
            RolloutTangent tangent = RolloutTangent.of(rollout, policy);
            MemoryPlan.Builder plan = MemoryPlan.builder();
            long offset = tangent.plan(plan, "cost of a tangent step: tangents");
            long direction = plan.add(
                    "cost of a tangent step: direction",
                    policy.parameterCount() + " x " + settings.precision(),
                    (long) policy.parameterCount() * settings.precision().bytes());
            return measure(
                    engine,
                    rollout,
                    plan,
                    frame -> {
                        tangent.attach(frame, offset);
                        frame.parameterTangentsOffset = direction;
                        direct(frame, tangent, direction);
                    },
                    tangent::run);
        }
    }

    /** A direction of ones. */
    private void direct(Frame frame, RolloutTangent tangent, long direction) {
        for (int i = 0; i < policy.parameterCount(); i++) {
            if (policy.layout() == ParameterLayout.SHARED) {
                settings.precision()
                        .set(
                                frame.block,
                                direction + (long) i * settings.precision().bytes(),
                                1);
            } else {
                for (int lane = 0; lane < lanes; lane++) {
                    tangent.direction(frame, i, lane, 1);
                }
            }
        }
    }

    private Engine engine() {
        return new Engine(settings.precision(), execution.arithmetic(), execution.kernels());
    }

    private Rollout rollout(Engine engine) {
        return Rollout.compile(task, policy, lanes, engine);
    }

    /** Something that is done with a frame. */
    private interface Step {
        void on(Frame frame);
    }

    private double measure(Engine engine, Rollout differentiated, MemoryPlan.Builder plan, Step attach, Step episodes) {
        Rollout plain = rollout(engine);
        long[] tiles = {tile(plan, "plain", plain), tile(plan, "differentiated", differentiated)};
        long scratch = plan.add("cost of a step: scratch", "kernels", engine.scratchBytes());
        long parameters = plan.add(
                "cost of a step: parameters",
                policy.parameterCount() + " x " + settings.precision(),
                (long) policy.parameterCount() * settings.precision().bytes());
        try (Workspace workspace = Workspace.allocate(plan.build(), execution.budgetBytes())) {
            Frame one = frame(workspace, plain, tiles[0], scratch, parameters);
            Frame other = frame(workspace, differentiated, tiles[1], scratch, parameters);
            attach.on(other);
            engine.startWarmUp();
            engine.awaitWarmUp(PATIENCE);
            return ratio(() -> everyStep(plain, one), () -> episodes.on(other));
        }
    }

    /** Lost or not: derivatives are taken of every step, too. */
    private void everyStep(Rollout rollout, Frame frame) {
        rollout.reset(frame);
        for (int step = 0; step < task.timing().horizonSteps(); step++) {
            rollout.step(frame);
        }
        rollout.finish(frame);
    }

    private static long tile(MemoryPlan.Builder plan, String name, Rollout rollout) {
        return plan.add(
                "cost of a step: " + name + " tile", rollout.tileDimensions() + " + counters", rollout.tileBytes());
    }

    private Frame frame(Workspace workspace, Rollout rollout, long tile, long scratch, long parameters) {
        Frame frame = rollout.frame(workspace.block(), tile, scratch);
        frame.seed = settings.seed();
        frame.parametersOffset = parameters;
        double[] initial = policy.initialParameters(settings.seed());
        for (int i = 0; i < initial.length; i++) {
            if (policy.layout() == ParameterLayout.SHARED) {
                settings.precision()
                        .set(
                                frame.block,
                                parameters + (long) i * settings.precision().bytes(),
                                initial[i]);
            } else {
                for (int lane = 0; lane < lanes; lane++) {
                    rollout.set(frame, rollout.policyParameters().row(i), lane, initial[i]);
                }
            }
        }
        return frame;
    }

    private double ratio(Runnable plain, Runnable differentiated) {
        settle(plain);
        settle(differentiated);
        int repetitions = 1;
        while (seconds(plain, repetitions) < ROUND_SECONDS) {
            repetitions *= 2;
        }
        double[] ratios = new double[ROUNDS];
        for (int round = 0; round < ROUNDS; round++) {
            double one = seconds(plain, repetitions);
            double other = seconds(differentiated, repetitions);
            ratios[round] = other / one;
        }
        double median = RobustStatistics.quantile(ratios, 0.5);
        if (!(median > 0)) {
            throw new IllegalStateException(
                    String.format(Locale.ROOT, "the clock of this device gave a ratio of %s", median));
        }
        return median;
    }

    /** Warm kernels are not all: what calls them is interpreted at first. */
    private static void settle(Runnable work) {
        double before = Double.POSITIVE_INFINITY;
        for (int i = 0; i < MOST_SETTLINGS; i++) {
            double fastest = before;
            long start = System.nanoTime();
            while ((System.nanoTime() - start) * 1e-9 < SETTLING_SECONDS) {
                fastest = Math.min(fastest, seconds(work, 1));
            }
            if (fastest > (1 - SETTLED) * before) {
                return;
            }
            before = fastest;
        }
    }

    /** Of this thread alone: waiting for a processor that others use would count against the longer of two measurements. */
    private static double seconds(Runnable work, int repetitions) {
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        long start = threads.getCurrentThreadCpuTime();
        for (int i = 0; i < repetitions; i++) {
            work.run();
        }
        return (threads.getCurrentThreadCpuTime() - start) * 1e-9;
    }
}
