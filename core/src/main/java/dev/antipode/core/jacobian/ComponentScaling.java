package dev.antipode.core.jacobian;

import dev.antipode.core.linear.Vectors;

/**
 * Scales coordinates so that the components of a map's iterates are alike in size. States of mixed units (metres beside
 * revolutions a minute) make a Jacobian look far from normal; in scaled coordinates it has the same eigenvalues, and
 * rounding hurts them less. The factors are powers of 32, so that scaling is exact and leaves alone what is alike already.
 *
 * <p>After T.-Y. Chen, J. W. Demmel, "Balancing sparse matrices for computing eigenvalues", Linear Algebra and its
 * Applications 309 (2000), who balance by products with random vectors.
 */
final class ComponentScaling {
    /** Beyond this the quotients of two factors would leave the range of a double. */
    private static final int LOWEST_POWER = -400;

    private static final int POWER_STEP = 5;

    private final double[] magnitude;
    private final double[] factor;

    ComponentScaling(int size) {
        magnitude = new double[size];
        factor = new double[size];
        clear();
        reset();
    }

    /** No scaling. */
    void reset() {
        for (int i = 0; i < factor.length; i++) {
            factor[i] = 1;
        }
    }

    /** Forgets the iterates. */
    void clear() {
        for (int i = 0; i < magnitude.length; i++) {
            magnitude[i] = 0;
        }
    }

    /** Takes note of an iterate, a unit vector. */
    void see(double[] iterate) {
        for (int i = 0; i < magnitude.length; i++) {
            magnitude[i] = Math.max(magnitude[i], Math.abs(iterate[i]));
        }
    }

    /** Scales by what has been seen. */
    void update() {
        int highest = Math.getExponent(Vectors.largest(magnitude, 0, magnitude.length));
        for (int i = 0; i < magnitude.length; i++) {
            // Of a component that has vanished nothing can come back, whatever its factor.
            int below = magnitude[i] > 0 ? highest - Math.getExponent(magnitude[i]) : -LOWEST_POWER;
            factor[i] = Math.scalb(1.0, Math.max(LOWEST_POWER, -(below / POWER_STEP * POWER_STEP)));
        }
    }

    void multiply(double[] x) {
        for (int i = 0; i < factor.length; i++) {
            x[i] *= factor[i];
        }
    }

    void divide(double[] x) {
        for (int i = 0; i < factor.length; i++) {
            x[i] /= factor[i];
        }
    }
}
