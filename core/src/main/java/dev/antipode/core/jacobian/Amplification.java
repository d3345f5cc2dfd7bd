package dev.antipode.core.jacobian;

import java.util.Arrays;

/**
 * How much a loop amplifies perturbations over a horizon: for each number of steps h the root mean square, over lanes and starts,
 * of the length to which perturbations of length 1 have grown after h steps. With as many tangents as the state has numbers it is
 * the Frobenius norm of the product of Jacobians over the root of the size; lengths are in units of the scales. Sums are
 * kept as logarithms, so that nothing overflows.
 */
public final class Amplification {
    private final TangentFrame tangents;
    private final int lanes;
    private final double[] logSquares;
    private final long[] counts;
    private final double[] logs;
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
        steps = 0;
        record();
    }

    /** One step of the loop, with its tangents; beyond the horizon it is not recorded. */
    public void step() {
        tangents.step();
        tangents.rescale();
        for (int lane = 0; lane < lanes; lane++) {
            logs[lane] += tangents.logGrowth(0, lane);
        }
        steps++;
        if (steps < counts.length) {
            record();
        }
    }

    private void record() {
        for (int lane = 0; lane < lanes; lane++) {
            // A lane that has become NaN has no say.
            if (logs[lane] == logs[lane]) {
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
     * @return natural logarithm of the root mean square length
     */
    public double logGrowth(int lane) {
        return logs[lane];
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
