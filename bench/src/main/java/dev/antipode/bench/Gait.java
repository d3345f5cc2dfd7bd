package dev.antipode.bench;

import dev.antipode.controller.Antipode;
import dev.antipode.controller.TrainingOptions;
import dev.antipode.controller.policy.TrainablePolicy;
import dev.antipode.controller.train.ProgressListener;
import dev.antipode.controller.train.TrainedController;
import dev.antipode.core.kernel.KernelMode;
import dev.antipode.core.memory.MemoryPlan;
import dev.antipode.core.memory.Precision;
import dev.antipode.core.memory.Workspace;
import dev.antipode.core.program.Engine;
import dev.antipode.core.program.Frame;
import dev.antipode.core.random.EpisodeSet;
import dev.antipode.sim.ParameterLayout;
import dev.antipode.sim.Registry;
import dev.antipode.sim.Rollout;
import dev.antipode.sim.TaskModel;
import java.util.Locale;
import java.util.stream.IntStream;

/**
 * Whether a trained ant runs, or only lunges: it has to come 5 m to the front in 400 control steps without a fall, and in the second
 * half of them at least half as far as in the first.
 */
public final class Gait {
    private static final int EPISODES = 64;
    private static final double WANTED_METRES = 5;

    private Gait() {}

    /**
     * Trains and looks.
     *
     * @param arguments the number of seeds (default 3)
     */
    public static void main(String[] arguments) {
        int seeds = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 3;
        TaskModel ant = Registry.load(Gait.class.getClassLoader()).task("ant");
        System.out.println("| seed | run | fall | metres, median | second half to first, median | training |");
        System.out.println("| --- | --- | --- | --- | --- | --- |");
        for (int seed = 1; seed <= seeds; seed++) {
            TrainingOptions options = TrainingOptions.of(ant).withSeed(seed);
            long start = System.nanoTime();
            TrainedController controller =
                    Antipode.train(options, ProgressListener.silent()).controller();
            double seconds = (System.nanoTime() - start) / 1e9;
            print(seed, seconds, options, controller);
        }
    }

    private static void print(int seed, double seconds, TrainingOptions options, TrainedController controller) {
        double[][] metres = metres(seed, options, controller);
        double[] whole =
                IntStream.range(0, EPISODES).mapToDouble(i -> metres[1][i]).toArray();
        double[] ratios = IntStream.range(0, EPISODES)
                .mapToDouble(i -> (metres[1][i] - metres[0][i]) / metres[0][i])
                .toArray();
        long runs = IntStream.range(0, EPISODES)
                .filter(i -> whole[i] >= WANTED_METRES && ratios[i] >= 0.5)
                .count();
        long falls =
                IntStream.range(0, EPISODES).filter(i -> Double.isNaN(whole[i])).count();
        System.out.printf(
                Locale.ROOT,
                "| %d | %d of %d | %d | %.1f | %.2f | %.0f s |%n",
                seed,
                runs,
                EPISODES,
                falls,
                median(whole),
                median(ratios),
                seconds);
    }

    /** How far the torso has come after half of the steps and after all, an episode; NaN at the end of one that fell. */
    private static double[][] metres(int seed, TrainingOptions options, TrainedController controller) {
        TrainablePolicy policy = options.policy().forTask(options.task());
        Precision precision = controller.precision();
        try (Engine engine = new Engine(precision, controller.arithmetic(), KernelMode.SCALAR)) {
            Rollout rollout = Rollout.compile(options.task(), policy, EPISODES, engine);
            MemoryPlan.Builder plan = MemoryPlan.builder();
            long tile = plan.add("tile", rollout.tileDimensions(), rollout.tileBytes());
            long scratch = plan.add("scratch", "", rollout.scratchBytes());
            double[] parameters = controller.parameters();
            long vector = plan.add("parameters", "", (long) parameters.length * precision.bytes());
            try (Workspace workspace = Workspace.allocate(plan.build(), Long.MAX_VALUE)) {
                Frame frame = rollout.frame(workspace.block(), tile, scratch);
                frame.seed = seed;
                frame.episodeSet = EpisodeSet.TEST;
                frame.parametersOffset = vector;
                for (int i = 0; i < parameters.length; i++) {
                    precision.set(workspace.block(), vector + (long) i * precision.bytes(), parameters[i]);
                    if (policy.layout() == ParameterLayout.ROWS) {
                        for (int lane = 0; lane < EPISODES; lane++) {
                            rollout.set(frame, rollout.policyParameters().row(i), lane, parameters[i]);
                        }
                    }
                }
                rollout.setNormalisation(frame, controller.centre(), controller.scale());
                return metres(rollout, frame, options);
            }
        }
    }

    private static double[][] metres(Rollout rollout, Frame frame, TrainingOptions options) {
        rollout.reset(frame);
        double[] begun = ahead(rollout, frame, options);
        int half = options.task().timing().horizonSteps() / 2;
        double[][] metres = new double[2][];
        for (int part = 0; part < 2; part++) {
            for (int step = 0; step < half; step++) {
                rollout.step(frame);
            }
            metres[part] = ahead(rollout, frame, options);
            for (int i = 0; i < EPISODES; i++) {
                metres[part][i] -= begun[i];
            }
        }
        return metres;
    }

    /** The torso's place to the front, an episode; NaN where it fell. */
    private static double[] ahead(Rollout rollout, Frame frame, TrainingOptions options) {
        int torso = IntStream.range(0, options.task().plant().states().size())
                .filter(i -> options.task().plant().states().get(i).name().equals("body[0].position.x"))
                .findFirst()
                .orElseThrow();
        return IntStream.range(0, EPISODES)
                .mapToDouble(i -> rollout.failed(frame, i)
                        ? Double.NaN
                        : rollout.get(frame, rollout.states().row(torso), i))
                .toArray();
    }

    private static double median(double[] values) {
        double[] sorted = IntStream.range(0, values.length)
                .mapToDouble(i -> values[i])
                .filter(value -> !Double.isNaN(value))
                .sorted()
                .toArray();
        return sorted.length == 0 ? Double.NaN : sorted[sorted.length / 2];
    }
}
