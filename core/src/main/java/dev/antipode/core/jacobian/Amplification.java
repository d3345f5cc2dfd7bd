package dev.antipode.core.jacobian;

import java.util.Arrays;
import java.util.function.IntPredicate;

/**
 * How much a loop amplifies perturbations over a horizon: for each number of steps h the root mean square, over lanes and starts,
 * of the length to which perturbations of length 1 have grown after h steps. With as many tangents as the state has numbers it is
 * the Frobenius norm of the product of Jacobians over the root of the size; lengths are in units of the scales. Sums are
 * kept as logarithms, so that nothing overflows.
 *
 * <p>A lane whose trajectory is lost (it failed, stands still or is no number any more) says nothing about growth: it is left out. A
 * lane that goes on while its perturbations are no finite numbers any more has grown beyond every bound.
 */
public final class Amplification {
    private static final IntPredicate EVERY_LANE = _ -> true;

    private final TangentFrame tangents;
    private final int lanes;
    private final double[] logSquares;
    private final long[] counts;
    private final double[] logs;
    private final boolean[] leftOut;
    private int steps;

    /**
     * Takes the memory.
     *
     * @param tangents the loop and its tangents
     * @param lanes how many lanes count, from 1 to those of the frame
     * @param horizon the most steps, at least 1
     */
    public Amplification(TangentFrame tangents, int lanes, int horizon) {
        if (lanes < 1 || lanes > tangents.frame().lanes || horizon < 1) {
            throw new IllegalArgumentException(lanes + " lanes over a horizon of " + horizon + " steps: give from 1 to "
                    + tangents.frame().lanes + " lanes and at least 1 step");
        }
        this.tangents = tangents;
        this.lanes = lanes;
        this.logSquares = new double[horizon + 1];
        this.counts = new long[horizon + 1];
        this.logs = new double[lanes];
        this.leftOut = new boolean[lanes];
        Arrays.fill(logSquares, Double.NEGATIVE_INFINITY);
        start();
    }

    /** Starts afresh from where the loop is now; what was measured before stays. */
    public void start() {
        if (tangents.loop().tangents() == tangents.loop().size()) {
            tangents.setIdentity();
        } else {
            tangents.setRandom(counts[0]);
        }
        Arrays.fill(logs, 0);
        Arrays.fill(leftOut, false);
        steps = 0;
        record();
    }

    /** One step of the loop, with its tangents; beyond the horizon it is not recorded. */
    public void step() {
        step(EVERY_LANE);
    }

    /**
     * One step of the loop, with its tangents; beyond the horizon it is not recorded.
     *
     * @param live whether a lane's trajectory still goes on after the step; where it does not, the lane is left out from this step
     *     to the next start
     */
    public void step(IntPredicate live) {
        tangents.step();
        tangents.rescale();
        for (int lane = 0; lane < lanes; lane++) {
            leftOut[lane] |= !live.test(lane);
            double sum = logs[lane] + tangents.logGrowth(0, lane);
            logs[lane] = Double.isNaN(sum) ? Double.POSITIVE_INFINITY : sum;
        }
        steps++;
        if (steps < counts.length) {
            record();
        }
    }

    private void record() {
        for (int lane = 0; lane < lanes; lane++) {
            if (!leftOut[lane]) {
                logSquares[steps] = logSum(logSquares[steps], 2 * logs[lane]);
                counts[steps]++;
            }
        }
    }

    private static double logSum(double a, double b) {
        double larger = Math.max(a, b);
        return larger == Double.NEGATIVE_INFINITY || larger == Double.POSITIVE_INFINITY
                ? larger
                : larger + StrictMath.log(StrictMath.exp(a - larger) + StrictMath.exp(b - larger));
    }

    /**
     * The logarithm of the growth that one lane's perturbations have had since the start.
     *
     * @param lane from 0
     * @return natural logarithm of the root mean square length; NaN for a lane that is left out
     */
    public double logGrowth(int lane) {
        return leftOut[lane] ? Double.NaN : logs[lane];
    }

    /**
     * The logarithm of the amplification.
     *
     * @param h steps, from 0 to the horizon
     * @return natural logarithm; NaN where nothing was recorded
     */
    public double logAmplification(int h) {
        return counts[h] == 0 ? Double.NaN : 0.5 * (logSquares[h] - StrictMath.log(counts[h]));
    }

    /**
     * The longest horizon up to which the amplification stays within a factor all the way.
     *
     * @param factor at least 1
     * @return steps, from 0 to the horizon
     */
    public int longestWithin(double factor) {
        double limit = StrictMath.log(factor);
        int longest = 0;
        while (longest + 1 < counts.length && logAmplification(longest + 1) <= limit) {
            longest++;
        }
        return longest;
    }
}
