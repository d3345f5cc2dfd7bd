package dev.antipode.core.jacobian;

import dev.antipode.core.linear.Vectors;

/**
 * Some columns of a Jacobian, exactly, chosen at random without repetition; and the Frobenius norm of the whole,
 * extrapolated from them. Right where the columns are alike; where a few of them dominate, {@link NormEstimate} errs
 * less. All memory is taken at construction; not safe for use by several threads at once.
 */
public final class ColumnSubset {
    private final LinearMap map;
    private final int rows;
    private final int[] columns;
    private final double[] v;
    private final double[] y;
    private final double[] entries;
    private final double[] logNorms;
    private double logNorm = Double.NaN;
    private double logNormError = Double.NaN;

    /**
     * Chooses the columns and takes the memory.
     *
     * @param map the Jacobian by its products; each computation uses it as it then is
     * @param count how many columns, from 1 to the map's inputs; the standard error needs at least 2
     * @param seed the run's seed
     */
    public ColumnSubset(LinearMap map, int count, long seed) {
        int inputs = map.inputs();
        if (count < 1 || count > inputs) {
            throw new IllegalArgumentException(
                    count + " columns of a map of " + inputs + " inputs: give from 1 to " + inputs);
        }
        rows = map.outputs();
        if ((long) rows * count > Integer.MAX_VALUE - 8) {
            throw new IllegalArgumentException(
                    count + " columns of " + rows + " rows are more than an array can hold: give fewer columns");
        }
        this.map = map;
        columns = choose(inputs, count, seed);
        v = new double[inputs];
        y = new double[rows];
        entries = new double[rows * count];
        logNorms = new double[count];
    }

    /** The first steps of a random shuffle: R. A. Fisher, F. Yates; D. E. Knuth, TAOCP volume 2, section 3.4.2, algorithm P. */
    private static int[] choose(int inputs, int count, long seed) {
        InspectionStream stream = new InspectionStream(seed, InspectionStream.Use.SUBSET);
        int[] all = new int[inputs];
        for (int i = 0; i < inputs; i++) {
            all[i] = i;
        }
        int[] chosen = new int[count];
        for (int i = 0; i < count; i++) {
            int other = i + stream.below(inputs - i, i);
            chosen[i] = all[other];
            all[other] = all[i];
        }
        return chosen;
    }

    /** Computes the columns, one product each. Allocates nothing and never throws: what is not finite spreads. */
    public void compute() {
        double largest = Double.NEGATIVE_INFINITY;
        for (int c = 0; c < columns.length; c++) {
            v[columns[c]] = 1;
            double log = map.apply(v, y);
            v[columns[c]] = 0;
            System.arraycopy(y, 0, entries, c * rows, rows);
            LogScale.unfold(entries, c * rows, rows, log);
            double length = Vectors.normalise(y, 0, rows);
            logNorms[c] = length == Double.NEGATIVE_INFINITY ? length : length + log;
            largest = Math.max(largest, logNorms[c]);
        }
        extrapolate(largest == Double.NEGATIVE_INFINITY ? 0 : largest);
    }

    /**
     * How many columns there are.
     *
     * @return from 1 to the map's inputs
     */
    public int count() {
        return columns.length;
    }

    /**
     * Which column of the Jacobian was taken.
     *
     * @param c from 0 to {@link #count} - 1
     * @return an input's number, different for each c
     */
    public int column(int c) {
        return columns[c];
    }

    /**
     * An entry of the Jacobian.
     *
     * @param row which output
     * @param c from 0 to {@link #count} - 1
     * @return the entry in column {@link #column column(c)}, exact; infinite where it is beyond the range of a double
     */
    public double value(int row, int c) {
        return entries[c * rows + row];
    }

    /**
     * The natural logarithm of a column's length.
     *
     * @param c from 0 to {@link #count} - 1
     * @return negative infinity for a zero column, NaN where the product was not finite
     */
    public double logColumnNorm(int c) {
        return logNorms[c];
    }

    /**
     * The natural logarithm of the Frobenius norm of the whole Jacobian, extrapolated.
     *
     * @return negative infinity where all columns are zero, NaN where a product was not finite
     */
    public double logFrobeniusNorm() {
        return logNorm;
    }

    /**
     * The standard error of {@link #logFrobeniusNorm}, which is the relative one of the norm. The part of the columns that
     * is known reduces it: W. G. Cochran, "Sampling Techniques", 3rd edition, section 2.6.
     *
     * @return 0 where all columns were taken, NaN for one of several
     */
    public double logFrobeniusStandardError() {
        return logNormError;
    }

    private void extrapolate(double scale) {
        int count = columns.length;
        double mean = 0;
        for (double log : logNorms) {
            mean += StrictMath.exp(2 * (log - scale)) / count;
        }
        logNorm = mean == 0 ? Double.NEGATIVE_INFINITY : 0.5 * StrictMath.log(mean * v.length) + scale;
        if (count == v.length) {
            logNormError = Double.isNaN(logNorm) ? Double.NaN : 0;
            return;
        }
        double squares = 0;
        for (double log : logNorms) {
            double difference = StrictMath.exp(2 * (log - scale)) - mean;
            squares += difference * difference;
        }
        double unknown = 1 - (double) count / v.length;
        double degrees = count < 2 ? Double.NaN : (double) count * (count - 1);
        logNormError = 0.5 * Math.sqrt(unknown * squares / degrees) / mean;
    }
}
