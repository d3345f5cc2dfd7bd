package dev.antipode.core.jacobian;

/**
 * Jacobians of a function smoothed at several scales, from its values alone: the mean of
 * {@code (f(x + sigma v) - f(x - sigma v)) / (2 sigma) v^T} over random directions v, with the same directions at every
 * scale. With normal directions this is the exact Jacobian of f convolved with a normal density of that width, whether f
 * is differentiable or not. All memory is taken at construction; not safe for use by several threads at once.
 *
 * <p>Source: Y. Nesterov, V. Spokoiny, "Random gradient-free minimization of convex functions", Foundations of
 * Computational Mathematics 17 (2017), section 2; antithetic differences as in T. Salimans et al., arXiv 1703.03864.
 */
public final class SmoothedJacobian {
    /** No scale can be trusted. */
    public static final int NONE = -1;

    /** Of scales whose relative errors differ by less than this factor, the finer one is nearer to the derivative. */
    private static final double AS_GOOD = 1.25;

    private final BatchFunction function;
    private final Sampling sampling;
    private final int pairs;
    private final int inputs;
    private final int outputs;
    private final double[] widths;
    private final Directions directions;
    private final EntryMoments[] moments;
    private final ScaleReport[] reports;
    private final double[] v;
    private final double[] points;
    private final double[] values;
    private final double[] difference;
    private int mostTrustworthy = NONE;

    /**
     * Takes the memory: for each scale two numbers an entry, or three with orthogonal directions.
     *
     * @param function the function
     * @param ladder the scales
     * @param sampling the directions, at least two blocks of them; normal ones unless there is a reason
     * @param pairsPerBatch how many antithetic pairs are evaluated at once, so twice as many points; at least 1
     * @param widths how far a perturbation of length one moves each input: its unit or its usual range; positive, one for
     *     each input, copied
     */
    public SmoothedJacobian(
            BatchFunction function, SigmaLadder ladder, Sampling sampling, int pairsPerBatch, double[] widths) {
        inputs = function.inputs();
        outputs = function.outputs();
        if (sampling.blocks() < 2) {
            throw new IllegalArgumentException(sampling.blocks()
                    + " block of directions gives no standard errors to judge by: give at least 2, usually some tens");
        }
        if (pairsPerBatch < 1 || 2L * pairsPerBatch * Math.max(inputs, outputs) > Integer.MAX_VALUE - 8) {
            throw new IllegalArgumentException(pairsPerBatch + " pairs of points of " + inputs + " inputs and "
                    + outputs + " outputs at once: give at least 1, and not more than arrays can hold");
        }
        if (widths.length != inputs) {
            throw new IllegalArgumentException(
                    widths.length + " widths for " + inputs + " inputs: give one for each input");
        }
        for (double width : widths) {
            if (!(width > 0 && width < Double.POSITIVE_INFINITY)) {
                throw new IllegalArgumentException("width " + width + " of an input: give a positive number");
            }
        }
        this.function = function;
        this.sampling = sampling;
        this.widths = widths.clone();
        pairs = pairsPerBatch;
        directions = new Directions(inputs, sampling);
        moments = new EntryMoments[ladder.count()];
        reports = new ScaleReport[ladder.count()];
        for (int s = 0; s < moments.length; s++) {
            moments[s] = new EntryMoments(outputs, inputs, sampling.blockSize());
            reports[s] = new ScaleReport(ladder.sigma(s));
        }
        v = new double[pairs * inputs];
        points = new double[2 * pairs * inputs];
        values = new double[2 * pairs * outputs];
        difference = new double[outputs];
    }

    /**
     * The heap memory of an instance.
     *
     * @param outputs the function's outputs
     * @param inputs the function's inputs
     * @param ladder the scales
     * @param sampling the directions
     * @param pairsPerBatch how many antithetic pairs are evaluated at once
     * @return bytes, without the objects' headers
     */
    public static long bytes(int outputs, int inputs, SigmaLadder ladder, Sampling sampling, int pairsPerBatch) {
        return ladder.count() * EntryMoments.bytes(outputs, inputs, sampling.blockSize())
                + Directions.bytes(inputs, sampling)
                + 8L * pairsPerBatch * (3L * inputs + 2L * outputs)
                + 8L * (inputs + outputs);
    }

    /**
     * Computes the estimates and judges them. Allocates nothing and never throws: pairs with a value that is not finite are
     * left out and counted.
     *
     * @param x the point, at least as long as the function has inputs, not modified
     * @return the scale that can be trusted most, or {@link #NONE}: of those that are trustworthy the one of the least
     *     relative error, or a finer one that is about as good
     */
    public int compute(double[] x) {
        for (EntryMoments each : moments) {
            each.clear();
        }
        for (int first = 0; first < sampling.samples(); first += pairs) {
            int live = Math.min(pairs, sampling.samples() - first);
            for (int p = 0; p < pairs; p++) {
                // Lanes that are left over are copies, and not counted.
                directions.fill(first + Math.min(p, live - 1), v, p * inputs);
            }
            for (int s = 0; s < moments.length; s++) {
                evaluate(x, reports[s].sigma());
                for (int p = 0; p < live; p++) {
                    add(moments[s], p, reports[s].sigma());
                }
            }
        }
        judge();
        return mostTrustworthy;
    }

    /**
     * The number of scales.
     *
     * @return at least 2
     */
    public int scales() {
        return reports.length;
    }

    /**
     * What a scale is worth.
     *
     * @param scale from 0, the coarsest, to {@link #scales} - 1
     * @return the same object for all computations
     */
    public ScaleReport report(int scale) {
        return reports[scale];
    }

    /**
     * The scale that the last computation trusted most.
     *
     * @return from 0 to {@link #scales} - 1, or {@link #NONE}
     */
    public int mostTrustworthy() {
        return mostTrustworthy;
    }

    /**
     * The estimate of an entry.
     *
     * @param scale from 0 to {@link #scales} - 1
     * @param row which output
     * @param column which input
     * @return NaN before the first computation, and where no sample could be used
     */
    public double value(int scale, int row, int column) {
        return moments[scale].mean(row, column) / widths[column];
    }

    /**
     * The standard error of an entry.
     *
     * @param scale from 0 to {@link #scales} - 1
     * @param row which output
     * @param column which input
     * @return at least 0, NaN where fewer than two blocks of samples could be used
     */
    public double standardError(int scale, int row, int column) {
        return moments[scale].standardError(row, column) / widths[column];
    }

    /** The points x + sigma v are the first half of the batch, the points x - sigma v the second. */
    private void evaluate(double[] x, double sigma) {
        int count = 2 * pairs;
        for (int i = 0; i < inputs; i++) {
            double step = sigma * widths[i];
            for (int p = 0; p < pairs; p++) {
                double moved = step * v[p * inputs + i];
                points[i * count + p] = x[i] + moved;
                points[i * count + pairs + p] = x[i] - moved;
            }
        }
        function.evaluate(points, count, values);
    }

    private void add(EntryMoments to, int p, double sigma) {
        int count = 2 * pairs;
        boolean finite = true;
        for (int i = 0; i < outputs; i++) {
            difference[i] = (values[i * count + p] - values[i * count + pairs + p]) / (2 * sigma);
            finite &= Math.abs(difference[i]) < Double.POSITIVE_INFINITY;
        }
        if (finite) {
            to.add(difference, v, p * inputs);
        } else {
            to.lose();
        }
    }

    private void judge() {
        for (int s = 0; s < moments.length; s++) {
            reports[s].begin(moments[s]);
        }
        for (int s = 1; s < moments.length; s++) {
            double distance = moments[s].distance(moments[s - 1]);
            reports[s].compare(distance, reports[s - 1]);
            reports[s - 1].compare(distance, reports[s]);
        }
        double least = Double.POSITIVE_INFINITY;
        for (ScaleReport report : reports) {
            if (report.trustworthy()) {
                least = Math.min(least, report.relativeError());
            }
        }
        mostTrustworthy = NONE;
        for (int s = 0; s < reports.length; s++) {
            if (reports[s].trustworthy() && reports[s].relativeError() <= AS_GOOD * least) {
                mostTrustworthy = s;
            }
        }
    }
}
