package dev.antipode.bench;

import dev.antipode.controller.Antipode;
import dev.antipode.controller.TrainingOptions;
import dev.antipode.controller.policy.PolicyDesign;
import dev.antipode.controller.policy.TrainablePolicy;
import dev.antipode.controller.train.Trainer;
import dev.antipode.core.random.EpisodeSet;
import dev.antipode.sim.Registry;
import dev.antipode.sim.TaskModel;
import java.io.PrintStream;
import java.util.Arrays;
import org.hipparchus.exception.MathIllegalStateException;
import org.hipparchus.optim.InitialGuess;
import org.hipparchus.optim.MaxEval;
import org.hipparchus.optim.SimpleBounds;
import org.hipparchus.optim.nonlinear.scalar.GoalType;
import org.hipparchus.optim.nonlinear.scalar.ObjectiveFunction;
import org.hipparchus.optim.nonlinear.scalar.noderiv.CMAESOptimizer;
import org.hipparchus.random.Well19937c;

/**
 * Our training by evolution strategies beside Hipparchus's CMA-ES: both look for a linear controller of a cart-pole until its
 * mean cost on the same validation episodes is below the same bound. Both run their episodes by our rollouts.
 */
final class HipparchusPeer {
    private static final String NAME = "Hipparchus 4.0.3 CMA-ES";
    private static final String TASK = "cart-pole";

    /** The pole stays up in every episode, and the cart near the middle. */
    private static final double TARGET = 5;

    private static final int EPISODES = 64;
    private static final int MAX_EVALUATIONS = 20_000;
    private static final int MAX_GENERATIONS = 1000;
    private static final double SIGMA = 0.3;

    /** What one search took. */
    private record Search(long steps, double seconds) {}

    private HipparchusPeer() {}

    /** The medians over so many seeds. */
    static void measure(int seeds, PrintStream out) {
        double[][] ours = new double[2][seeds];
        double[][] theirs = new double[2][seeds];
        for (int seed = 1; seed <= seeds; seed++) {
            Search mine = ours(seed);
            Search other = theirs(seed);
            ours[0][seed - 1] = mine.steps() / 1e3;
            ours[1][seed - 1] = mine.seconds() * 1e3;
            theirs[0][seed - 1] = other.steps() / 1e3;
            theirs[1][seed - 1] = other.seconds() * 1e3;
        }
        String work =
                "linear controller for cart-pole to a cost of " + (int) TARGET + ", median of " + seeds + " seeds, ";
        String[] what = {"control steps", "time"};
        String[] units = {"thousand", "ms"};
        for (int i = 0; i < what.length; i++) {
            double mine = Rounds.median(ours[i]);
            double other = Rounds.median(theirs[i]);
            out.println(new PeerRow(work + what[i], NAME, units[i], mine, other, mine / other, Double.NaN).line());
        }
    }

    private static TrainingOptions options(long seed) {
        TaskModel task = Registry.load(HipparchusPeer.class.getClassLoader()).task(TASK);
        return TrainingOptions.of(task)
                .withPolicy(PolicyDesign.parse("linear"))
                .withSeed(seed)
                .withLearning(
                        learning -> learning.withGenerations(MAX_GENERATIONS).withValidation(EPISODES, 1));
    }

    private static Search ours(long seed) {
        TrainingOptions options = options(seed);
        TrainablePolicy policy = options.policy().forTask(options.task());
        long[] steps = {-1, 0};
        try (Trainer trainer = Antipode.trainer(options, policy)) {
            trainer.awaitWarmUp(BenchSetting.patience());
            long start = System.nanoTime();
            trainer.run(report -> {
                if (steps[0] < 0 && report.validationCost().orElse(Double.MAX_VALUE) <= TARGET) {
                    steps[0] = report.simulatorSteps();
                    steps[1] = System.nanoTime() - start;
                    trainer.cancel();
                }
            });
        }
        if (steps[0] < 0) {
            throw new IllegalStateException("seed " + seed + " of our training did not reach the target");
        }
        return new Search(steps[0], steps[1] / 1e9);
    }

    private static Search theirs(long seed) {
        TrainingOptions options = options(seed);
        try (CandidateCost cost = new CandidateCost(options, EPISODES)) {
            cost.awaitSimd();
            int size = cost.parameterCount();
            long start = System.nanoTime();
            long[] steps = {-1, 0};
            ObjectiveFunction objective = new ObjectiveFunction(theta -> {
                double value = cost.of(EpisodeSet.TRAINING, theta);
                // A promising candidate is judged as ours are; the judge's steps do not count, as ours do not.
                if (steps[0] < 0 && value <= TARGET && cost.of(EpisodeSet.VALIDATION, theta) <= TARGET) {
                    steps[0] = cost.trainingSteps();
                    steps[1] = System.nanoTime() - start;
                }
                return value;
            });
            double[] sigma = new double[size];
            Arrays.fill(sigma, SIGMA);
            int population = 4 + (int) (3 * Math.log(size));
            CMAESOptimizer optimizer = new CMAESOptimizer(
                    MAX_EVALUATIONS, TARGET / 2, true, 0, 0, new Well19937c((int) seed), false, null);
            try {
                optimizer.optimize(
                        objective,
                        GoalType.MINIMIZE,
                        new MaxEval(MAX_EVALUATIONS),
                        new InitialGuess(new double[size]),
                        SimpleBounds.unbounded(size),
                        new CMAESOptimizer.Sigma(sigma),
                        new CMAESOptimizer.PopulationSize(population));
            } catch (MathIllegalStateException e) {
                // All evaluations are used up; whether the target was met is known.
            }
            if (steps[0] < 0) {
                throw new IllegalStateException("seed " + seed + " of CMA-ES did not reach the target");
            }
            return new Search(steps[0], steps[1] / 1e9);
        }
    }
}
