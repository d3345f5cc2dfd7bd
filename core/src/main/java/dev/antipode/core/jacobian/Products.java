package dev.antipode.core.jacobian;

import dev.antipode.core.linear.Vectors;

/** Applies a square map to unit vectors, counts the products and keeps the largest growth that any of them showed. */
final class Products {
    private final double[] in;
    private final ComponentScaling scaling;
    private LinearMap map;
    private int count;
    private double largestLogGrowth;
    private double largestScaledLogGrowth;

    Products(int size) {
        in = new double[size];
        scaling = new ComponentScaling(size);
    }

    static long bytes(int size) {
        return 24L * size;
    }

    void start(LinearMap map) {
        this.map = map;
        count = 0;
        largestLogGrowth = Double.NEGATIVE_INFINITY;
        largestScaledLogGrowth = Double.NEGATIVE_INFINITY;
        scaling.clear();
        scaling.reset();
    }

    int count() {
        return count;
    }

    /** Largest {@code ln(|J v| / |v|)}: negative infinity where every product was zero, NaN where one was not finite. */
    double largestLogGrowth() {
        return largestLogGrowth;
    }

    /** The same in the coordinates of {@link #applyScaled}, since they were last changed. */
    double largestScaledLogGrowth() {
        return largestScaledLogGrowth;
    }

    /** Lets {@link #applyScaled} scale by the iterates seen since the last call, if there are any. */
    void rescale() {
        scaling.update();
        scaling.clear();
        largestScaledLogGrowth = Double.NEGATIVE_INFINITY;
    }

    /** Takes a vector into scaled coordinates. */
    void scale(double[] x) {
        scaling.divide(x);
    }

    /**
     * Moves a unit vector on to the direction of its product, or to zero.
     *
     * @param iterate the unit vector, modified
     * @return {@code ln |J v|}: negative infinity for a zero product, NaN where it is not finite
     */
    double advance(double[] iterate) {
        System.arraycopy(iterate, 0, in, 0, in.length);
        double log = product(iterate);
        grew(log);
        scaling.see(iterate);
        return log;
    }

    /**
     * Puts the direction of a product in scaled coordinates into an array.
     *
     * @param vectors holds the unit vector v
     * @param from where v starts
     * @param out receives the unit vector along the product, or zero
     * @return the logarithm of the product's length, as for {@link #advance}
     */
    double applyScaled(double[] vectors, int from, double[] out) {
        System.arraycopy(vectors, from, in, 0, in.length);
        scaling.multiply(in);
        double length = Vectors.normalise(in, 0, in.length);
        double log = product(out);
        grew(log);
        scaling.divide(out);
        log += length + Vectors.normalise(out, 0, out.length);
        if (!(log <= largestScaledLogGrowth)) {
            largestScaledLogGrowth = log;
        }
        return log;
    }

    private double product(double[] out) {
        double scale = map.apply(in, out);
        count++;
        double log = Vectors.normalise(out, 0, in.length);
        if (log == Double.NEGATIVE_INFINITY) {
            return log;
        }
        return scale < Double.POSITIVE_INFINITY ? log + scale : Double.NaN;
    }

    private void grew(double log) {
        if (!(log <= largestLogGrowth)) {
            largestLogGrowth = log;
        }
    }
}
