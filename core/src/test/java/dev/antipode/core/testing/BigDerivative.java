package dev.antipode.core.testing;

import dev.antipode.core.graph.Graph;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Arrays;

/**
 * Derivatives of a graph by differences of its values alone, so that they share nothing with the rules under test. With 60
 * digits and steps of 10^-18 they are exact for F64: the formulas' own errors are below 10^-30, their rounding below
 * 10^-40, both in units of what is differentiated.
 */
public final class BigDerivative {
    private static final BigDecimal STEP = new BigDecimal("1e-18");

    /** The steps of second differences, whose rounding is divided by a square. */
    private static final BigDecimal WIDE_STEP = new BigDecimal("1e-10");

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
        return along(at, BigGraph.exact(direction));
    }

    private BigDecimal[] along(double[] at, BigDecimal[] direction) {
        BigDecimal[] x = BigGraph.exact(at);
        BigDecimal[] here = graph.evaluate(x);
        BigDecimal[] after = moved(x, direction, STEP);
        BigDecimal[] before = moved(x, direction, STEP.negate());
        requireSmooth(at, slope(here, after, STEP), slope(before, here, STEP));
        BigDecimal two = STEP.multiply(BigDecimal.TWO);
        BigDecimal[] near = slope(before, after, two);
        BigDecimal[] far = slope(moved(x, direction, two.negate()), moved(x, direction, two), two.add(two));
        // Richardson: of D(h) = D + c h^2 + ... the step from D(2h) to D(h) is three times what is left.
        BigDecimal[] result = new BigDecimal[near.length];
        Arrays.setAll(result, i -> near[i].add(
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
        BigDecimal two = STEP.multiply(BigDecimal.TWO);
        BigDecimal[] here = graph.evaluate(x);
        BigDecimal[] near = slope(here, moved(x, v, STEP), STEP);
        BigDecimal[] far = slope(here, moved(x, v, two), two);
        BigDecimal[] result = new BigDecimal[near.length];
        Arrays.setAll(result, i -> near[i].multiply(BigDecimal.TWO).subtract(far[i], BigGraph.DIGITS));
        return result;
    }

    /**
     * The gradient of a weighted sum of the outputs with respect to some inputs.
     *
     * @throws ArithmeticException as {@link #along}
     */
    public BigDecimal[] gradient(double[] at, double[] weights, int... wrt) {
        BigDecimal[] w = BigGraph.exact(weights);
        BigDecimal[] result = new BigDecimal[wrt.length];
        Arrays.setAll(result, i -> sum(w, along(at, unit(at.length, wrt[i]))));
        return result;
    }

    /**
     * The second derivative of a weighted sum of the outputs along two directions; its error is some 10^-20.
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
                throw new ArithmeticException("output " + i + " has no derivative at " + Arrays.toString(at)
                        + ": " + left[i].round(new java.math.MathContext(6, RoundingMode.HALF_EVEN)) + " to the left, "
                        + right[i].round(new java.math.MathContext(6, RoundingMode.HALF_EVEN)) + " to the right");
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

    private static BigDecimal[] unit(int size, int one) {
        BigDecimal[] unit = new BigDecimal[size];
        Arrays.setAll(unit, i -> i == one ? BigDecimal.ONE : BigDecimal.ZERO);
        return unit;
    }
}
