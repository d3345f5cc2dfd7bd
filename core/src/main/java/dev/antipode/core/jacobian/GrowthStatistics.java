package dev.antipode.core.jacobian;

import java.util.Arrays;

/**
 * The growth of perturbations along trajectories: takes the logarithmic growth of several directions over one step after
 * another, of one trajectory or of many side by side (lanes), and gives exponents a step with their standard errors.
 * Memory is fixed however many steps come. All of it is taken at construction; not safe for use by several threads at once.
 *
 * <p>A lane whose growth is NaN or positive infinity is lost: it is left out from then on, with all it has contributed,
 * and counted. Negative infinity is a perturbation that has vanished, and stays.
 *
 * <p>Standard errors come from the differences between lanes, or, for a single lane, from the means over batches of steps,
 * which are merged in pairs as the run grows longer, so that they become longer than any correlation: H. Flyvbjerg, H. G.
 * Petersen, "Error estimates on averages of correlated data", Journal of Chemical Physics 91 (1989).
 */
public final class GrowthStatistics {
    /** Batches when they are merged; at least half as many are left, enough for an error good to a sixth. */
    private static final int BATCHES = 40;

    private final int directions;
    private final int lanes;
    private final double[] totals;
    private final double[] corrections;
    private final double[] peaks;
    private final boolean[] lost;

    /** For a single lane: sums over complete batches, batch by batch within a direction, and over the one begun. */
    private final double[] batches;

    private final double[] batchBegun;
    private long batchLength;
    private int complete;
    private long inBatch;
    private long steps;

    /**
     * Takes the memory.
     *
     * @param directions how many directions are followed, at least 1
     * @param lanes how many trajectories, at least 1
     */
    public GrowthStatistics(int directions, int lanes) {
        if (directions < 1 || lanes < 1 || (long) directions * lanes > Integer.MAX_VALUE - 8) {
            throw new IllegalArgumentException(directions + " directions in " + lanes
                    + " lanes: give at least 1 of each, and not more in all than an array can hold");
        }
        this.directions = directions;
        this.lanes = lanes;
        totals = new double[directions * lanes];
        corrections = new double[directions * lanes];
        peaks = new double[directions * lanes];
        lost = new boolean[lanes];
        batches = new double[lanes == 1 ? directions * BATCHES : 0];
        batchBegun = new double[lanes == 1 ? directions : 0];
        clear();
    }

    /**
     * The heap memory of an instance.
     *
     * @param directions how many directions
     * @param lanes how many trajectories
     * @return bytes, without the objects' headers
     */
    public static long bytes(int directions, int lanes) {
        return 24L * directions * lanes + lanes + (lanes == 1 ? 8L * directions * (BATCHES + 1) : 0);
    }

    /** Forgets everything. Allocates nothing. */
    public void clear() {
        Arrays.fill(totals, 0);
        Arrays.fill(corrections, 0);
        Arrays.fill(peaks, 0);
        Arrays.fill(lost, false);
        Arrays.fill(batches, 0);
        Arrays.fill(batchBegun, 0);
        batchLength = 1;
        complete = 0;
        inBatch = 0;
        steps = 0;
    }

    /**
     * Takes in one step of all lanes. Allocates nothing.
     *
     * @param logGrowth the natural logarithm of the growth of direction {@code d} in lane {@code l} at
     *     {@code d * lanes + l}, not modified
     */
    public void add(double[] logGrowth) {
        steps++;
        for (int d = 0; d < directions; d++) {
            for (int lane = 0; lane < lanes; lane++) {
                int at = d * lanes + lane;
                lost[lane] |= !(logGrowth[at] < Double.POSITIVE_INFINITY);
                accumulate(at, logGrowth[at]);
                peaks[at] = Math.max(peaks[at], total(at));
            }
        }
        if (lanes == 1) {
            batch(logGrowth);
        }
    }

    /**
     * Leaves a lane out from now on, with all it has contributed: its trajectory has ended, whatever its growth.
     *
     * @param lane from 0 upwards
     */
    public void lose(int lane) {
        lost[lane] = true;
    }

    /**
     * The number of steps taken in.
     *
     * @return at least 0
     */
    public long steps() {
        return steps;
    }

    /**
     * The number of lanes that are not lost.
     *
     * @return from 0 to the number of lanes
     */
    public int liveLanes() {
        int live = 0;
        for (boolean each : lost) {
            live += each ? 0 : 1;
        }
        return live;
    }

    /**
     * The exponent of a direction: its mean logarithmic growth a step, over all live lanes.
     *
     * @param direction from 0 upwards
     * @return NaN where there were no steps or no lane is live
     */
    public double exponent(int direction) {
        double sum = 0;
        for (int lane = 0; lane < lanes; lane++) {
            sum += lost[lane] ? 0 : logGrowth(direction, lane);
        }
        return sum / liveLanes() / steps;
    }

    /**
     * The standard error of {@link #exponent}.
     *
     * @param direction from 0 upwards
     * @return NaN for fewer than two live lanes of several, fewer than two steps of a single one or where it is lost, and where growth has
     *     vanished
     */
    public double standardError(int direction) {
        return lanes == 1 ? errorFromBatches(direction) : errorFromLanes(direction);
    }

    /**
     * The logarithmic growth of a direction in one lane since the start.
     *
     * @param direction from 0 upwards
     * @param lane from 0 upwards
     * @return NaN for a lane that is lost
     */
    public double logGrowth(int direction, int lane) {
        return lost[lane] ? Double.NaN : total(direction * lanes + lane);
    }

    /**
     * The finite-time exponent of a direction in one lane: its growth since the start, a step.
     *
     * @param direction from 0 upwards
     * @param lane from 0 upwards
     * @return NaN where there were no steps or the lane is lost
     */
    public double finiteTimeExponent(int direction, int lane) {
        return logGrowth(direction, lane) / steps;
    }

    /**
     * The largest logarithmic growth that a direction has had in one lane at any time since the start, which is more than
     * {@link #logGrowth} where growth was only passing.
     *
     * @param direction from 0 upwards
     * @param lane from 0 upwards
     * @return at least 0, the growth at the start; NaN for a lane that is lost
     */
    public double peakLogGrowth(int direction, int lane) {
        return lost[lane] ? Double.NaN : peaks[direction * lanes + lane];
    }

    /** Compensated: A. Neumaier, "Rundungsfehleranalyse einiger Verfahren zur Summation endlicher Summen", ZAMM 54 (1974). */
    private void accumulate(int at, double value) {
        double before = totals[at];
        double after = before + value;
        if (Math.abs(after) < Double.POSITIVE_INFINITY) {
            corrections[at] += Math.abs(before) >= Math.abs(value) ? before - after + value : value - after + before;
        }
        totals[at] = after;
    }

    private double total(int at) {
        return totals[at] + corrections[at];
    }

    private void batch(double[] logGrowth) {
        for (int d = 0; d < directions; d++) {
            batchBegun[d] += logGrowth[d];
        }
        inBatch++;
        if (inBatch < batchLength) {
            return;
        }
        for (int d = 0; d < directions; d++) {
            batches[d * BATCHES + complete] = batchBegun[d];
            batchBegun[d] = 0;
        }
        inBatch = 0;
        complete++;
        if (complete == BATCHES) {
            merge();
        }
    }

    private void merge() {
        for (int d = 0; d < directions; d++) {
            for (int i = 0; i < BATCHES / 2; i++) {
                batches[d * BATCHES + i] = batches[d * BATCHES + 2 * i] + batches[d * BATCHES + 2 * i + 1];
            }
        }
        complete = BATCHES / 2;
        batchLength *= 2;
    }

    private double errorFromBatches(int direction) {
        double mean = 0;
        for (int i = 0; i < complete; i++) {
            mean += batches[direction * BATCHES + i] / complete;
        }
        double squares = 0;
        for (int i = 0; i < complete; i++) {
            double difference = batches[direction * BATCHES + i] - mean;
            squares += difference * difference;
        }
        double degrees = complete < 2 || lost[0] ? Double.NaN : (double) complete * (complete - 1);
        return Math.sqrt(squares / degrees) / batchLength;
    }

    private double errorFromLanes(int direction) {
        int live = liveLanes();
        double mean = exponent(direction);
        double squares = 0;
        for (int lane = 0; lane < lanes; lane++) {
            double difference = lost[lane] ? 0 : finiteTimeExponent(direction, lane) - mean;
            squares += difference * difference;
        }
        double degrees = live < 2 ? Double.NaN : (double) live * (live - 1);
        return Math.sqrt(squares / degrees);
    }
}
