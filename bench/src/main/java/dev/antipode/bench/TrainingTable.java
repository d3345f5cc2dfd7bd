package dev.antipode.bench;

import dev.antipode.controller.Antipode;
import dev.antipode.controller.TrainingOptions;
import dev.antipode.controller.TrainingResult;
import dev.antipode.controller.train.Evaluation;
import dev.antipode.controller.train.ProgressListener;
import dev.antipode.sim.Registry;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * Trains every task with its defaults for several seeds and prints one table: how many seeds reach the goal in at least
 * 95 % of unseen episodes, the worst of them, and what it took.
 */
public final class TrainingTable {
    private static final int EPISODES = 1000;
    private static final double REQUIRED = 0.95;

    /** What one seed came to. */
    private record Run(double success, double seconds, long steps) {}

    private TrainingTable() {}

    /**
     * Trains.
     *
     * @param arguments the number of seeds (default 5), then task names (default all)
     */
    public static void main(String[] arguments) {
        int seeds = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 5;
        Registry registry = Registry.load(TrainingTable.class.getClassLoader());
        List<String> tasks =
                arguments.length > 1 ? Arrays.asList(arguments).subList(1, arguments.length) : registry.taskNames();
        System.out.println(
                "| task | goal held | seeds that succeed | worst seed | median training | simulator steps |");
        System.out.println("| --- | --- | --- | --- | --- | --- |");
        for (String task : tasks) {
            print(registry, task, seeds, System.out);
        }
    }

    private static void print(Registry registry, String task, int seeds, PrintStream out) {
        List<Run> runs = new ArrayList<>();
        TrainingOptions options = TrainingOptions.of(registry.task(task));
        for (int seed = 1; seed <= seeds; seed++) {
            long start = System.nanoTime();
            TrainingResult result = Antipode.train(options.withSeed(seed), ProgressListener.silent());
            double seconds = (System.nanoTime() - start) / 1e9;
            Evaluation evaluation = result.evaluate(EPISODES);
            runs.add(new Run(evaluation.success(), seconds, result.state().simulatorSteps()));
            System.err.printf(
                    Locale.ROOT, "%s seed %d: %.1f %% in %.1f s%n", task, seed, 100 * evaluation.success(), seconds);
        }
        long reached = runs.stream().filter(r -> r.success() >= REQUIRED).count();
        double worst = runs.stream().mapToDouble(Run::success).min().orElseThrow();
        double[] seconds = runs.stream().mapToDouble(Run::seconds).sorted().toArray();
        out.printf(
                Locale.ROOT,
                "| `%s` | %.1f s | %d of %d | %.1f %% | %.0f s | %d M |%n",
                task,
                options.task().holdSeconds(),
                reached,
                seeds,
                100 * worst,
                seconds[seconds.length / 2],
                runs.getFirst().steps() / 1_000_000);
    }
}
