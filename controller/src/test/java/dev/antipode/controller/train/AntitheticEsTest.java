package dev.antipode.controller.train;

import static org.assertj.core.api.Assertions.assertThat;

import dev.antipode.core.memory.Precision;
import dev.antipode.sim.ParameterLayout;
import org.junit.jupiter.api.Test;

class AntitheticEsTest {
    private static final int PARAMETERS = 300;

    /** One estimate at zero: its gradient, and the info. */
    private static double[] estimate(Quadratic simulation, LearningSettings settings, EstimateInfo info) {
        Perturbations perturbations = Runs.perturbations(settings.precision(), settings.seed());
        try (TrainingMemory memory = new TrainingMemory(simulation, perturbations, settings, 2);
                WorkerPool pool = new WorkerPool(2, "es-test")) {
            memory.allocate(1L << 30);
            Worker[] workers = memory.workers();
            Vectors vectors = memory.vectors();
            Population population =
                    new Population(simulation, perturbations, pool, workers, vectors, memory.costs(), null);
            Estimator es = memory.estimator(population, pool, workers, vectors);
            assertThat(es.estimate(vectors.theta(), 0, vectors.gradient(), info))
                    .isTrue();
            double[] gradient = new double[PARAMETERS];
            for (int i = 0; i < PARAMETERS; i++) {
                gradient[i] = vectors.get(vectors.gradient(), i);
            }
            return gradient;
        }
    }

    private static Quadratic quadratic() {
        return new Quadratic(PARAMETERS, 16, ParameterLayout.SHARED, Precision.F64);
    }

    /**
     * The gradient of a quadratic smoothed by any Gaussian is the quadratic's own, g. An antithetic pair gives (g . e) e,
     * whose covariance is |g|^2 I + g g^T.
     */
    @Test
    void unshapedEstimateOfAQuadraticIsItsGradientWithinTheStandardError() {
        LearningSettings settings = Runs.settings()
                .withPopulation(8000)
                .withShaping(FitnessShaping.NONE)
                .withSigma(new Schedule.Constant(0.3));
        EstimateInfo info = new EstimateInfo();
        double[] estimate = estimate(quadratic(), settings, info);
        double shift = 0;
        for (int e = 0; e < settings.episodes(); e++) {
            shift += Quadratic.shift(dev.antipode.core.random.EpisodeSet.TRAINING, 0, e) / settings.episodes();
        }
        double[] exact = new double[PARAMETERS];
        double norm2 = 0;
        for (int i = 0; i < PARAMETERS; i++) {
            exact[i] = Quadratic.curvature(i) * (-Quadratic.minimum(i) - shift);
            norm2 += exact[i] * exact[i];
        }
        double chiSquare = 0;
        double error2 = 0;
        for (int i = 0; i < PARAMETERS; i++) {
            double variance = (norm2 + exact[i] * exact[i]) / 4000;
            double deviation = estimate[i] - exact[i];
            assertThat(Math.abs(deviation)).isLessThan(5 * Math.sqrt(variance));
            chiSquare += deviation * deviation / variance;
            error2 += deviation * deviation;
        }
        // 300 degrees of freedom: mean 300, standard deviation 24.5.
        assertThat(chiSquare).isBetween(300 - 5 * 24.5, 300 + 5 * 24.5);
        assertThat(error2).isLessThan(norm2 / 5);
    }

    @Test
    void rankedEstimatePointsUphill() {
        LearningSettings settings = Runs.settings().withPopulation(4000);
        double[] estimate = estimate(quadratic(), settings, new EstimateInfo());
        double dot = 0;
        double a = 0;
        double b = 0;
        for (int i = 0; i < PARAMETERS; i++) {
            double g = -Quadratic.curvature(i) * Quadratic.minimum(i);
            dot += g * estimate[i];
            a += g * g;
            b += estimate[i] * estimate[i];
        }
        // 2000 pairs in 300 dimensions: the cosine is about sqrt(2000 / 2300).
        assertThat(dot / Math.sqrt(a * b)).isGreaterThan(0.85);
    }

    @Test
    void equalCostsGiveExactlyZero() {
        for (FitnessShaping shaping : FitnessShaping.values()) {
            Quadratic simulation = quadratic();
            simulation.poison = (episode, first) -> true;
            double[] estimate = estimate(simulation, Runs.settings().withShaping(shaping), new EstimateInfo());
            assertThat(estimate).containsOnly(0.0);
        }
    }

    /** Every candidate that moves the first parameter up is lost; the estimate must be finite and point down there. */
    @Test
    void lostEpisodesAreChargedAndRanked() {
        Quadratic simulation = quadratic();
        simulation.poison = (episode, first) -> first > 0 && episode % 2 == 0;
        EstimateInfo info = new EstimateInfo();
        LearningSettings settings = Runs.settings().withPopulation(400);
        double[] estimate = estimate(simulation, settings, info);
        assertThat(info.nonFiniteEpisodes).isEqualTo(200 * 3);
        assertThat(info.failedEpisodes).isEqualTo(200 * 3);
        assertThat(estimate).doesNotContain(Double.NaN);
        double rms = 0;
        for (double g : estimate) {
            rms += g * g / PARAMETERS;
        }
        assertThat(estimate[0]).isGreaterThan(4 * Math.sqrt(rms));
        assertThat(info.populationMeanCost).isGreaterThan(0.5 * 0.6 * 1000);
    }

    @Test
    void infoHasCostsAndSteps() {
        EstimateInfo info = new EstimateInfo();
        estimate(quadratic(), Runs.settings(), info);
        assertThat(info.simulatorSteps).isEqualTo(10L * 5 * 25);
        double centre = 0;
        for (int e = 0; e < 5; e++) {
            double shift = Quadratic.shift(dev.antipode.core.random.EpisodeSet.TRAINING, 0, e);
            for (int i = 0; i < PARAMETERS; i++) {
                double d = Quadratic.minimum(i) + shift;
                centre += 0.5 * Quadratic.curvature(i) * d * d / 5;
            }
        }
        assertThat(info.centreCost).isCloseTo(centre, org.assertj.core.api.Assertions.within(1e-9));
        assertThat(info.populationMeanCost).isGreaterThan(info.centreCost);
    }
}
