package dev.antipode.core.linear;

/**
 * Operations on vectors that are pieces of arrays, from {@code from} upwards. Sums run upwards one term after the other,
 * so that their bits are the same everywhere. Nothing is allocated; norms neither overflow nor underflow on the way.
 */
public final class Vectors {
    /** The distance from 1 to the next larger number. */
    public static final double EPSILON = 0x1p-52;

    /** The natural logarithm of two. */
    public static final double LN_2 = 0.6931471805599453;

    private Vectors() {}

    /**
     * The inner product.
     *
     * @param a the first vector's array
     * @param aFrom where it starts
     * @param b the second vector's array
     * @param bFrom where it starts
     * @param length the length of both
     * @return the sum of the products
     */
    public static double dot(double[] a, int aFrom, double[] b, int bFrom, int length) {
        double sum = 0;
        for (int i = 0; i < length; i++) {
            sum += a[aFrom + i] * b[bFrom + i];
        }
        return sum;
    }

    /**
     * {@code y += factor * x}.
     *
     * @param factor the factor
     * @param x the vector to add
     * @param xFrom where it starts
     * @param y the vector to change
     * @param yFrom where it starts
     * @param length the length of both
     */
    public static void addScaled(double factor, double[] x, int xFrom, double[] y, int yFrom, int length) {
        for (int i = 0; i < length; i++) {
            y[yFrom + i] += factor * x[xFrom + i];
        }
    }

    /**
     * {@code x *= factor}.
     *
     * @param x the vector to change
     * @param from where it starts
     * @param length its length
     * @param factor the factor
     */
    public static void scale(double[] x, int from, int length, double factor) {
        for (int i = 0; i < length; i++) {
            x[from + i] *= factor;
        }
    }

    /**
     * The largest magnitude.
     *
     * @param x the array
     * @param from where the vector starts
     * @param length its length
     * @return NaN where the vector has one, 0 for an empty vector
     */
    public static double largest(double[] x, int from, int length) {
        double largest = 0;
        for (int i = 0; i < length; i++) {
            double magnitude = Math.abs(x[from + i]);
            if (!(magnitude <= largest)) {
                if (Double.isNaN(magnitude)) {
                    return Double.NaN;
                }
                largest = magnitude;
            }
        }
        return largest;
    }

    /**
     * The length of a vector.
     *
     * @param x the array
     * @param from where the vector starts
     * @param length how many components it has
     * @return the 2-norm; NaN where the vector has a NaN
     */
    public static double norm(double[] x, int from, int length) {
        double largest = largest(x, from, length);
        if (!(largest > 0 && largest < Double.POSITIVE_INFINITY)) {
            return largest;
        }
        int exponent = Math.getExponent(largest);
        return Math.scalb(scaledNorm(x, from, length, exponent), exponent);
    }

    /**
     * Divides a vector by its length.
     *
     * @param x the array, modified there unless the vector is zero or not finite
     * @param from where the vector starts
     * @param length how many components it has
     * @return the logarithm of the length: negative infinity for a zero vector, NaN for one that is not finite
     */
    public static double normalise(double[] x, int from, int length) {
        double largest = largest(x, from, length);
        if (!(largest < Double.POSITIVE_INFINITY)) {
            return Double.NaN;
        }
        if (largest == 0) {
            return Double.NEGATIVE_INFINITY;
        }
        int exponent = Math.getExponent(largest);
        scaleByPowerOfTwo(x, from, length, -exponent);
        double norm = scaledNorm(x, from, length, 0);
        for (int i = 0; i < length; i++) {
            x[from + i] /= norm;
        }
        return exponent * LN_2 + StrictMath.log(norm);
    }

    /**
     * {@code x *= 2^power}, exact but for what becomes smaller than the smallest normal number.
     *
     * @param x the vector to change
     * @param from where it starts
     * @param length its length
     * @param power the power of two
     */
    public static void scaleByPowerOfTwo(double[] x, int from, int length, int power) {
        // Two factors: 2^1074, which a subnormal number may need, is not representable.
        double half = Math.scalb(1.0, power / 2);
        double rest = Math.scalb(1.0, power - power / 2);
        for (int i = 0; i < length; i++) {
            x[from + i] = x[from + i] * half * rest;
        }
    }

    /** The norm of {@code x * 2^-exponent}, whose largest component is between 0 and 2. */
    private static double scaledNorm(double[] x, int from, int length, int exponent) {
        double half = Math.scalb(1.0, -exponent / 2);
        double rest = Math.scalb(1.0, -exponent - -exponent / 2);
        double sum = 0;
        for (int i = 0; i < length; i++) {
            double scaled = x[from + i] * half * rest;
            sum += scaled * scaled;
        }
        return Math.sqrt(sum);
    }
}
