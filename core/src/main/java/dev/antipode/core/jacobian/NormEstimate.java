package dev.antipode.core.jacobian;

import dev.antipode.core.linear.Vectors;

/**
 * The Frobenius norm of a map, and the trace of a square one, from a few products with random directions: the expected
 * value of {@code |J v|^2} is the square of the norm, that of {@code v^T J v} the trace. All memory is taken at
 * construction; not safe for use by several threads at once.
 *
 * <p>Source: M. F. Hutchinson, "A stochastic estimator of the trace of the influence matrix for Laplacian smoothing
 * splines", Communications in Statistics 18 (1989).
 */
public final class NormEstimate {
    private final LinearMap map;
    private final Sampling sampling;
    private final Directions directions;
    private final boolean square;
    private final double[] v;
    private final double[] y;

    /** Of each block: the mean square and the mean quadratic form, in units of exp(2 scale) and exp(scale). */
    private final double[] squares;

    private final double[] forms;
    private final double[] scales;
    private double logNorm = Double.NaN;
    private double logNormError = Double.NaN;
    private double trace = Double.NaN;
    private double traceError = Double.NaN;

    /**
     * Takes the memory.
     *
     * @param map the map; each computation uses it as it then is
     * @param sampling the directions
     */
    public NormEstimate(LinearMap map, Sampling sampling) {
        this.map = map;
        this.sampling = sampling;
        directions = new Directions(map.inputs(), sampling);
        square = map.inputs() == map.outputs();
        v = new double[map.inputs()];
        y = new double[map.outputs()];
        squares = new double[sampling.blocks()];
        forms = new double[sampling.blocks()];
        scales = new double[sampling.blocks()];
    }

    /** Computes the estimates, one product a direction. Allocates nothing and never throws: what is not finite spreads. */
    public void compute() {
        double largest = Double.NEGATIVE_INFINITY;
        for (int block = 0; block < sampling.blocks(); block++) {
            sampleBlock(block);
            // A zero product has no scale of its own.
            largest = squares[block] == 0 ? largest : Math.max(largest, scales[block]);
        }
        double scale = largest == Double.NEGATIVE_INFINITY ? 0 : largest;
        for (int block = 0; block < sampling.blocks(); block++) {
            double factor = squares[block] == 0 ? 0 : StrictMath.exp(scales[block] - scale);
            squares[block] *= factor * factor;
            forms[block] *= factor;
        }
        double meanSquare = mean(squares);
        logNorm = meanSquare == 0 ? Double.NEGATIVE_INFINITY : 0.5 * StrictMath.log(meanSquare) + scale;
        // The error of half a logarithm is half the relative error.
        logNormError = 0.5 * standardError(squares, meanSquare) / meanSquare;
        double unit = StrictMath.exp(scale);
        double meanForm = mean(forms);
        trace = square ? meanForm * unit : Double.NaN;
        traceError = square ? standardError(forms, meanForm) * unit : Double.NaN;
    }

    /**
     * The natural logarithm of the Frobenius norm.
     *
     * @return negative infinity for the zero map, NaN where a product was not finite
     */
    public double logFrobeniusNorm() {
        return logNorm;
    }

    /**
     * The standard error of {@link #logFrobeniusNorm}, which is the relative one of the norm.
     *
     * @return at least 0, NaN for fewer than two blocks
     */
    public double logFrobeniusStandardError() {
        return logNormError;
    }

    /**
     * The Frobenius norm, the root of an unbiased estimate of its square.
     *
     * @return infinity where it is beyond the range of a double, NaN where a product was not finite
     */
    public double frobeniusNorm() {
        return StrictMath.exp(logNorm);
    }

    /**
     * The standard error of {@link #frobeniusNorm}.
     *
     * @return at least 0, NaN for fewer than two blocks
     */
    public double frobeniusStandardError() {
        return frobeniusNorm() * logNormError;
    }

    /**
     * The trace.
     *
     * @return NaN where the map is not square or a product was not finite
     */
    public double trace() {
        return trace;
    }

    /**
     * The standard error of {@link #trace}.
     *
     * @return at least 0, NaN where the map is not square and for fewer than two blocks
     */
    public double traceStandardError() {
        return traceError;
    }

    private void sampleBlock(int block) {
        double sumOfSquares = 0;
        double sumOfForms = 0;
        double scale = Double.NEGATIVE_INFINITY;
        for (int i = 0; i < sampling.blockSize(); i++) {
            directions.fill(block * sampling.blockSize() + i, v, 0);
            double log = map.apply(v, y);
            double length = Vectors.normalise(y, 0, y.length);
            if (length == Double.NEGATIVE_INFINITY) {
                continue;
            }
            log += length;
            if (!(log <= scale)) {
                double factor = StrictMath.exp(scale - log);
                sumOfSquares *= factor * factor;
                sumOfForms *= factor;
                scale = log;
            }
            double factor = StrictMath.exp(log - scale);
            sumOfSquares += factor * factor;
            sumOfForms += square ? factor * Vectors.dot(v, 0, y, 0, y.length) : 0;
        }
        squares[block] = sumOfSquares / sampling.blockSize();
        forms[block] = sumOfForms / sampling.blockSize();
        scales[block] = scale;
    }

    private static double mean(double[] values) {
        double sum = 0;
        for (double value : values) {
            sum += value;
        }
        return sum / values.length;
    }

    private static double standardError(double[] values, double mean) {
        double sum = 0;
        for (double value : values) {
            sum += (value - mean) * (value - mean);
        }
        double degrees = values.length < 2 ? Double.NaN : (double) values.length * (values.length - 1);
        return Math.sqrt(sum / degrees);
    }
}
