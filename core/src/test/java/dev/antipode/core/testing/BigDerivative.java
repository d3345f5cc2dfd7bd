package dev.antipode.core.testing;

import dev.antipode.core.graph.Graph;
import java.math.BigDecimal;
import java.util.Arrays;

/**
 * Derivatives of a graph by differences of its values alone, so that they share nothing with the rules under test. With 60
 * digits and steps of some 10^-18 they are exact for F64: the formulas' own errors are below 10^-30, their rounding below
 * 10^-40, both in units of what is differentiated.
 */
public final class BigDerivative {
    /** In units of the smallest number that moves, so that none moves far; of 1 for large ones. */
    private static final int STEP_EXPONENT = -18;

    /** What the steps of tiny numbers stop at. */
    private static final int SMALLEST_STEP_EXPONENT = -30;

    /** Of second differences, whose error is a square and whose rounding is divided by one: both some 10^-30. */
    private static final BigDecimal WIDE_STEP = new BigDecimal("1e-15");

    /** Of a smooth function the differences to the two sides differ by some 10^-18. */
    private static final BigDecimal KINK = new BigDecimal("1e-9");

    private final BigGraph graph;

    public BigDerivative(Graph graph) {
        this.graph = new BigGraph(graph);
    }

    /**
     * The derivatives of all outputs along a direction.
     *
     * @throws ArithmeticException if an output is not finite around the point, or has a kink or a jump at it
     */
    public BigDecimal[] along(double[] at, double[] direction) {
        BigDecimal[] x = BigGraph.exact(at);
        BigDecimal[] v = BigGraph.exact(direction);
        BigDecimal step = step(at, direction);
        BigDecimal two = step.multiply(BigDecimal.TWO);
        BigDecimal[] here = graph.evaluate(x);
        BigDecimal[] after = moved(x, v, step);
        BigDecimal[] before = moved(x, v, step.negate());
        requireSmooth(at, slope(here, after, step), slope(before, here, step));
        BigDecimal[] near = slope(before, after, two);
        BigDecimal[] far = slope(moved(x, v, two.negate()), moved(x, v, two), two.add(two));
        // Richardson: of D(h) = D + c h^2 + ... the step from D(2h) to D(h) is three times what is left.
        BigDecimal[] result = new BigDecimal[near.length];
        Arrays.setAll(
                result,
                i -> near[i].add(
                        near[i].subtract(far[i]).divide(BigDecimal.valueOf(3), BigGraph.DIGITS), BigGraph.DIGITS));
        return result;
    }

    /**
     * The derivatives of all outputs along a direction and its side alone: where there is a kink, each side has its own.
     *
     * @throws ArithmeticException if an output is not finite on that side
     */
    public BigDecimal[] oneSided(double[] at, double[] direction) {
        BigDecimal[] x = BigGraph.exact(at);
        BigDecimal[] v = BigGraph.exact(direction);
        BigDecimal step = step(at, direction);
        BigDecimal two = step.multiply(BigDecimal.TWO);
        BigDecimal[] here = graph.evaluate(x);
        BigDecimal[] near = slope(here, moved(x, v, step), step);
        BigDecimal[] far = slope(here, moved(x, v, two), two);
        BigDecimal[] result = new BigDecimal[near.length];
        Arrays.setAll(result, i -> near[i].multiply(BigDecimal.TWO).subtract(far[i], BigGraph.DIGITS));
        return result;
    }

    /**
     * The Jacobian: a row for each output, a column for each of some inputs.
     *
     * @throws ArithmeticException as {@link #along}
     */
    public BigDecimal[][] jacobian(double[] at, int... wrt) {
        BigDecimal[][] jacobian = null;
        for (int column = 0; column < wrt.length; column++) {
            double[] unit = new double[at.length];
            unit[wrt[column]] = 1;
            BigDecimal[] slopes = along(at, unit);
            jacobian = jacobian == null ? new BigDecimal[slopes.length][wrt.length] : jacobian;
            for (int row = 0; row < slopes.length; row++) {
                jacobian[row][column] = slopes[row];
            }
        }
        return jacobian;
    }

    /**
     * The second derivative of a weighted sum of the outputs along two directions; its error is some 10^-30.
     *
     * @throws ArithmeticException if an output is not finite around the point
     */
    public BigDecimal second(double[] at, double[] weights, double[] one, double[] other) {
        BigDecimal[] w = BigGraph.exact(weights);
        BigDecimal[] x = BigGraph.exact(at);
        BigDecimal[] v = BigGraph.exact(one);
        BigDecimal[] u = BigGraph.exact(other);
        BigDecimal result = BigDecimal.ZERO;
        for (int i = 0; i < 4; i++) {
            BigDecimal first = i / 2 == 0 ? WIDE_STEP : WIDE_STEP.negate();
            BigDecimal second = i % 2 == 0 ? WIDE_STEP : WIDE_STEP.negate();
            BigDecimal value = sum(w, moved(shifted(x, v, first), u, second));
            result = first.equals(second) ? result.add(value) : result.subtract(value);
        }
        return result.divide(WIDE_STEP.multiply(WIDE_STEP).multiply(BigDecimal.valueOf(4)), BigGraph.DIGITS);
    }

    private static BigDecimal step(double[] at, double[] direction) {
        int exponent = 0;
        for (int i = 0; i < at.length; i++) {
            if (at[i] != 0 && direction[i] != 0) {
                exponent = Math.min(exponent, (int) Math.floor(Math.log10(Math.abs(at[i] / direction[i]))));
            }
        }
        return BigDecimal.ONE.scaleByPowerOfTen(Math.max(STEP_EXPONENT + exponent, SMALLEST_STEP_EXPONENT));
    }

    private BigDecimal[] moved(BigDecimal[] x, BigDecimal[] direction, BigDecimal step) {
        return graph.evaluate(shifted(x, direction, step));
    }

    private static BigDecimal[] shifted(BigDecimal[] x, BigDecimal[] direction, BigDecimal step) {
        BigDecimal[] shifted = new BigDecimal[x.length];
        Arrays.setAll(shifted, i -> x[i].add(step.multiply(direction[i])));
        return shifted;
    }

    private static BigDecimal[] slope(BigDecimal[] from, BigDecimal[] to, BigDecimal run) {
        BigDecimal[] slope = new BigDecimal[from.length];
        Arrays.setAll(slope, i -> to[i].subtract(from[i]).divide(run, BigGraph.DIGITS));
        return slope;
    }

    private static void requireSmooth(double[] at, BigDecimal[] right, BigDecimal[] left) {
        for (int i = 0; i < right.length; i++) {
            BigDecimal scale = right[i].abs().add(left[i].abs()).max(BigDecimal.ONE);
            BigDecimal gap = right[i].subtract(left[i]).abs();
            if (gap.compareTo(scale.multiply(KINK)) > 0) {
                throw new ArithmeticException("output " + i + " has no derivative at " + Arrays.toString(at) + ": "
                        + left[i].doubleValue() + " to the left, " + right[i].doubleValue() + " to the right");
            }
        }
    }

    private static BigDecimal sum(BigDecimal[] weights, BigDecimal[] values) {
        BigDecimal sum = BigDecimal.ZERO;
        for (int i = 0; i < values.length; i++) {
            sum = sum.add(weights[i].multiply(values[i]));
        }
        return sum;
    }
}
