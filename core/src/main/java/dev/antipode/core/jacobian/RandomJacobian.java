package dev.antipode.core.jacobian;

/**
 * An unbiased estimate of a whole Jacobian from products with random directions: the mean of {@code (J v) v^T}, which
 * needs fewer products than there are columns and tells how far off it is. All memory is taken at construction; not safe
 * for use by several threads at once.
 *
 * <p>Source: A. G. Baydin, B. A. Pearlmutter, D. Syme, F. Wood, P. Torr, "Gradients without backpropagation", arXiv
 * 2202.08587 (2022), for a Jacobian of one row.
 */
public final class RandomJacobian {
    private final LinearMap map;
    private final Sampling sampling;
    private final Directions directions;
    private final EntryMoments moments;
    private final double[] v;
    private final double[] y;

    /**
     * Takes the memory.
     *
     * @param map the Jacobian by its products; each computation uses it as it then is
     * @param sampling the directions
     */
    public RandomJacobian(LinearMap map, Sampling sampling) {
        this.map = map;
        this.sampling = sampling;
        directions = new Directions(map.inputs(), sampling);
        moments = new EntryMoments(map.outputs(), map.inputs(), sampling.blockSize());
        v = new double[map.inputs()];
        y = new double[map.outputs()];
    }

    /**
     * The heap memory of an instance.
     *
     * @param outputs the map's outputs
     * @param inputs the map's inputs
     * @param sampling the directions
     * @return bytes, without the objects' headers
     */
    public static long bytes(int outputs, int inputs, Sampling sampling) {
        return EntryMoments.bytes(outputs, inputs, sampling.blockSize())
                + Directions.bytes(inputs, sampling)
                + 8L * (inputs + outputs);
    }

    /** Computes the estimate, one product a direction. Allocates nothing and never throws: what is not finite spreads. */
    public void compute() {
        moments.clear();
        for (int sample = 0; sample < sampling.samples(); sample++) {
            directions.fill(sample, v, 0);
            double log = map.apply(v, y);
            LogScale.unfold(y, 0, y.length, log);
            moments.add(y, v, 0);
        }
    }

    /**
     * The estimate of an entry.
     *
     * @param row which output
     * @param column which input
     * @return NaN before the first computation, and where a product was not finite
     */
    public double value(int row, int column) {
        return moments.mean(row, column);
    }

    /**
     * The standard error of an entry.
     *
     * @param row which output
     * @param column which input
     * @return at least 0, NaN for fewer than two blocks
     */
    public double standardError(int row, int column) {
        return moments.standardError(row, column);
    }

    /**
     * The root of the sum of the squares of all standard errors, to be compared with the norm of the estimate.
     *
     * @return at least 0, NaN for fewer than two blocks
     */
    public double errorNorm() {
        return moments.errorNorm();
    }
}
