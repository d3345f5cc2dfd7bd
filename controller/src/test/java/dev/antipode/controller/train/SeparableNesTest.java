package dev.antipode.controller.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SeparableNesTest {
    private static final EstimatorChoice SNES = EstimatorChoice.parse("snes");

    private static LearningSettings settings() {
        return SNES.defaults(Runs.settings()).withSigma(new Schedule.Constant(0.3));
    }

    /** ln 3 and ln 1.5 of the two best of four, as shares of their sum, less a quarter. */
    @Test
    void utilitiesOfFourAreThosePublished() {
        F64Array utilities = Memory.doubles(new double[4]);
        Utilities.rank(Memory.doubles(7, -1, 30, 2), 4, Memory.ints(4), utilities);
        double sum = Math.log(3) + Math.log(1.5);
        assertThat(utilities.get(1)).isCloseTo(Math.log(3) / sum - 0.25, within(1e-15));
        assertThat(utilities.get(3)).isCloseTo(Math.log(1.5) / sum - 0.25, within(1e-15));
        assertThat(utilities.get(0)).isCloseTo(-0.25, within(1e-15));
        assertThat(utilities.get(2)).isCloseTo(-0.25, within(1e-15));
    }

    @Test
    void equalCostsShareTheirUtilities() {
        F64Array utilities = Memory.doubles(new double[4]);
        Utilities.rank(Memory.doubles(3, 3, 1, 5), 4, Memory.ints(4), utilities);
        assertThat(utilities.get(0)).isEqualTo(utilities.get(1));
        assertThat(Arrays.stream(Memory.copy(utilities)).sum()).isCloseTo(0, within(1e-15));
        Utilities.rank(Memory.doubles(3, 3, 3, 3), 4, Memory.ints(4), utilities);
        assertThat(Memory.copy(utilities)).containsOnly(0.0);
    }

    /** Two updates by the published equations, from the perturbations and the costs alone. */
    @Test
    void updatesEqualAComputationByHand() {
        int n = 7;
        int pairs = 6;
        Landscape.Cost cost = (x, episode) -> {
            double sum = 0;
            for (int i = 0; i < n; i++) {
                sum += (i + 1) * (x[i] - 1) * (x[i] - 1) + 0.1 * episode * x[i];
            }
            return sum;
        };
        LearningSettings settings =
                settings().withPopulation(2 * pairs).withEpisodes(3).withGenerations(2);
        double[] theta = new double[n];
        double[] deviation = new double[n];
        Arrays.fill(deviation, 0.3);
        for (int generation = 0; generation < 2; generation++) {
            double[][] z = new double[2 * pairs][];
            double[] costs = new double[2 * pairs];
            for (int c = 0; c < 2 * pairs; c++) {
                z[c] = Runs.perturbation(settings.seed(), generation, c / 2, n);
                double[] x = new double[n];
                for (int i = 0; i < n; i++) {
                    z[c][i] *= c % 2 == 0 ? 1 : -1;
                    x[i] = theta[i] + deviation[i] * z[c][i];
                }
                costs[c] = (cost.at(x, 0) + cost.at(x, 1) + cost.at(x, 2)) / 3;
            }
            Integer[] best = IntStream.range(0, 2 * pairs).boxed().toArray(Integer[]::new);
            Arrays.sort(best, (a, b) -> Double.compare(costs[a], costs[b]));
            double[] utility = new double[2 * pairs];
            double total = 0;
            for (int k = 1; k <= 2 * pairs; k++) {
                utility[best[k - 1]] = Math.max(0, Math.log(pairs + 1) - Math.log(k));
                total += utility[best[k - 1]];
            }
            double rate = (3 + Math.log(n)) / (5 * Math.sqrt(n));
            for (int i = 0; i < n; i++) {
                double mean = 0;
                double spread = 0;
                for (int c = 0; c < 2 * pairs; c++) {
                    double u = utility[c] / total - 1.0 / (2 * pairs);
                    mean += u * z[c][i];
                    spread += u * (z[c][i] * z[c][i] - 1);
                }
                theta[i] += deviation[i] * mean;
                deviation[i] *= Math.exp(0.5 * rate * spread);
            }
        }
        try (Trainer trainer =
                Runs.trainer(new Landscape(n, cost, (x, episode, i) -> 0), settings, Runs.execution(2))) {
            trainer.run(ProgressListener.silent());
            assertThat(trainer.state().theta()).containsExactly(theta, within(1e-12));
            assertThat(trainer.state().estimator()).containsExactly(deviation, within(1e-12));
        }
    }

    /** Curvatures from 1 to a million: deviations adapt to each, where one for all is too large for the steepest. */
    @Test
    void badlyScaledParametersAreNoHindrance() {
        int n = 10;
        Landscape quadratic = new Landscape(
                n,
                (x, episode) -> {
                    double sum = 0;
                    for (int i = 0; i < n; i++) {
                        sum += Math.pow(10, 6.0 * i / (n - 1)) * (x[i] - 1) * (x[i] - 1);
                    }
                    return sum;
                },
                (x, episode, i) -> 0);
        LearningSettings settings = settings().withEpisodes(1).withGenerations(400);
        double[] costs = new double[2];
        for (int k = 0; k < 2; k++) {
            LearningSettings used = k == 0
                    ? settings
                    : settings.withEstimator(new EsChoice())
                            .withOptimizer(Adam.defaults())
                            .withLearningRate(new Schedule.Cosine(0.1, 0.001));
            double[] last = new double[1];
            try (Trainer trainer = Runs.trainer(quadratic, used, Runs.execution(1))) {
                trainer.run(report -> {
                    last[0] = report.centreCost();
                    if (report.generation() == 0) {
                        assertThat(report.sigma()).isCloseTo(0.3, within(1e-15));
                    }
                });
                costs[k] = last[0];
            }
        }
        assertThat(costs[0]).isLessThan(1e-6);
        assertThat(costs[1]).isGreaterThan(1e3 * costs[0]);
    }
}
