package dev.antipode.controller.policy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.antipode.sim.TaskModel;
import dev.antipode.sim.testing.BigRollout;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The derivatives of whole rollouts' costs with respect to the policy's parameters, backwards and forwards in F64, against
 * differences of whole rollouts in 60 digits.
 */
class RolloutDerivativesTest {
    /** Of the derivatives' errors together, relative to the derivatives together. Measured are 10^-15 to 10^-10. */
    private static final double TOLERANCE = 1e-8;
    /** What differentiates all its parameters over short episodes. */
    private static final int FEW = 8;

    private static final double ROUNDING = 0x1p-53;

    static Stream<DifferentiatedCase> calm() {
        return DifferentiatedCase.calm().stream();
    }

    static Stream<DifferentiatedCase> growing() {
        return DifferentiatedCase.tumbling(200).stream();
    }

    static Stream<DifferentiatedCase> chaotic() {
        return DifferentiatedCase.tumbling(DifferentiatedCase.LONG).stream();
    }

    @ParameterizedTest
    @MethodSource("calm")
    void ofWholeRollouts(DifferentiatedCase of) {
        try (Comparison comparison = new Comparison(of)) {
            assertThat(comparison.path.getLast().alive()).as("is not lost").isTrue();
            comparison.requireWithin(TOLERANCE, comparison.differences());
        }
    }

    @Test
    void ofALostEpisode() {
        try (Comparison comparison = new Comparison(DifferentiatedCase.lost())) {
            assertThat(comparison.path.get(DifferentiatedCase.SHORT / 5).alive())
                    .isTrue();
            assertThat(comparison.path.getLast().alive()).isFalse();
            comparison.requireWithin(TOLERANCE, comparison.differences());
        }
    }

    /** Where small changes grow, so do rounding errors: derivatives are in error by no more than that. */
    @ParameterizedTest
    @MethodSource("growing")
    void ofLoopsWhereSmallChangesGrow(DifferentiatedCase of) {
        try (Comparison comparison = new Comparison(of)) {
            double growth = comparison.growth();
            assertThat(growth).isBetween(1e3, 1e7);
            comparison.requireWithin(100 * growth * ROUNDING, comparison.differences());
            comparison.requireWithin(TOLERANCE, comparison.alongThePath());
        }
    }

    /**
     * In a chaotic loop the path in F64 leaves the true one, and no digit of the true derivatives is left. As derivatives along the
     * path that it is they are exact nevertheless: the product of the true derivatives of the steps at its points.
     */
    @ParameterizedTest
    @MethodSource("chaotic")
    void ofChaoticLoops(DifferentiatedCase of) {
        try (Comparison comparison = new Comparison(of)) {
            assertThat(comparison.growth() * ROUNDING).isGreaterThan(1e6);
            assertThat(comparison.error(comparison.differences())).isGreaterThan(1);
            comparison.requireWithin(TOLERANCE, comparison.alongThePath());
        }
    }

    /** One loop in F64 and in decimals, and directions of its parameters. */
    private static final class Comparison implements AutoCloseable {
        final DifferentiatedCase of;
        final List<BigRollout.Loop> path;
        private final double[] theta;
        private final DifferentiatedLoop loop;
        private final BigRollout decimals;
        private final List<double[]> directions = new ArrayList<>();
        private final List<ToDoubleFunction<double[]>> derivatives = new ArrayList<>();

        Comparison(DifferentiatedCase of) {
            this.of = of;
            TaskModel task = of.model();
            TrainablePolicy policy = of.design().forTask(task);
            theta = of.parameters(policy);
            loop = new DifferentiatedLoop(task, policy, theta);
            decimals = new BigRollout(
                    task,
                    policy.normalisedObservations(),
                    of.inDecimals().apply(task),
                    loop.plantParameters(),
                    DifferentiatedLoop.SEED,
                    DifferentiatedLoop.EPISODE);
            path = loop.path();
            directions();
            double[] window = loop.ofWindow();
            derivatives.add(direction -> product(window, direction));
            derivatives.add(loop::forwards);
            if (!decimals.chargesTheEnd()) {
                double[] horizon = loop.ofHorizon();
                derivatives.add(direction -> product(horizon, direction));
            }
        }

        /** All coordinates of few in short episodes, else one of them and random directions, which all parameters have a part in. */
        private void directions() {
            int n = theta.length;
            boolean all = n <= FEW && of.steps() == DifferentiatedCase.SHORT;
            SplittableRandom random = new SplittableRandom(1);
            int mixed = all ? 0 : of.steps() == DifferentiatedCase.SHORT ? 3 : 1;
            for (int i = 0; i < mixed; i++) {
                directions.add(random.doubles(n, -1, 1).toArray());
            }
            for (int i = all ? 0 : n / 2; i < (all ? n : n / 2 + 1); i++) {
                double[] unit = new double[n];
                unit[i] = 1;
                directions.add(unit);
            }
        }

        /** Of whole rollouts. */
        List<BigDecimal> differences() {
            return each(direction -> decimals.derivative(path.getFirst(), theta, direction));
        }

        /** Of single steps, multiplied. */
        List<BigDecimal> alongThePath() {
            return each(direction ->
                    decimals.along(path, theta, direction, new double[0]).cost());
        }

        /** By how much a small change of the first state has grown at most. */
        double growth() {
            double[] first = new double[path.getFirst().x().length];
            Arrays.fill(first, 1 / Math.sqrt(first.length));
            return decimals.along(path, theta, new double[theta.length], first).growth();
        }

        private List<BigDecimal> each(Function<double[], BigDecimal> derivative) {
            return directions.parallelStream().map(derivative).toList();
        }

        void requireWithin(double tolerance, List<BigDecimal> expected) {
            assertThat(expected).as("influence").anyMatch(number -> number.abs().doubleValue() > 1e-3);
            assertThat(error(expected)).as("relative error of %s", of).isLessThan(tolerance);
        }

        /** The greatest of backwards and forwards: the length of the errors over that of the derivatives. */
        double error(List<BigDecimal> expected) {
            double greatest = 0;
            for (ToDoubleFunction<double[]> derivative : derivatives) {
                double errors = 0;
                double sizes = 0;
                for (int i = 0; i < expected.size(); i++) {
                    BigDecimal actual = new BigDecimal(derivative.applyAsDouble(directions.get(i)));
                    double error = actual.subtract(expected.get(i)).doubleValue();
                    errors += error * error;
                    sizes += expected.get(i).doubleValue() * expected.get(i).doubleValue();
                }
                greatest = Math.max(greatest, Math.sqrt(errors / sizes));
            }
            return greatest;
        }

        private static double product(double[] a, double[] b) {
            double sum = 0;
            for (int i = 0; i < a.length; i++) {
                sum = Math.fma(a[i], b[i], sum);
            }
            return sum;
        }

        @Override
        public void close() {
            loop.close();
        }
    }
}
