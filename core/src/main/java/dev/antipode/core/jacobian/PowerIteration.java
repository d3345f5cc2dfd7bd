package dev.antipode.core.jacobian;

import dev.antipode.core.linear.Convergence;
import dev.antipode.core.linear.Vectors;

/**
 * The largest modulus among the eigenvalues of a square map, from products alone: the power iteration, with a small
 * Krylov space built on its iterate now and then.
 *
 * <p>Two estimates are followed. The growth of the iterate itself, as a geometric mean over the last third of the steps,
 * is right for every map sooner or later: its products keep the small components that matter in maps far from normal,
 * and many eigenvalues of one modulus do it no harm; but it settles only like one over the number of steps. The Ritz
 * value settles in a few products for complex pairs and clusters, but between orthonormal vectors rounding is relative to
 * the map's norm, and so it may be wrong for maps far from normal. It counts as settled only when its residual is small
 * and two spaces, from iterates half as far again apart, agree.
 */
final class PowerIteration {
    /** A mean over the last third still lags behind by twice what it moved since the last check. */
    private static final double GROWTH_SAFETY = 4;

    private static final int FIRST_STEPS = 4;

    private final IterationOptions options;
    private final int size;
    private final Products products;
    private final KrylovProbe probe;
    private final double[] start;
    private final double[] iterate;
    private final double[] scaled;
    private Convergence convergence;
    private double growth;
    private double growthMoved;
    private double lastRitz;
    private double logModulus = Double.NaN;
    private double uncertainty = Double.NaN;

    PowerIteration(int size, IterationOptions options) {
        this.size = size;
        this.options = options;
        products = new Products(size);
        probe = new KrylovProbe(size, options);
        int least = 2 * probe.dimension() + FIRST_STEPS;
        if (options.maxProducts() < least) {
            throw new IllegalArgumentException("at most " + options.maxProducts()
                    + " products are not enough for two Krylov spaces of dimension " + probe.dimension()
                    + ", which are to be compared: give at least " + least);
        }
        start = new double[size];
        iterate = new double[size];
        scaled = new double[size];
        new InspectionStream(options.seed(), InspectionStream.Use.START).uniforms(0, start, 0, size);
        Vectors.normalise(start, 0, size);
    }

    static long bytes(int size, IterationOptions options) {
        return 24L * size + Products.bytes(size) + KrylovProbe.bytes(size, options);
    }

    /** The natural logarithm of the largest modulus; negative infinity for 0, NaN where a product was not finite. */
    double logModulus() {
        return logModulus;
    }

    /** How far the logarithm moved between the last two checks, or its residual where that is more. */
    double uncertainty() {
        return uncertainty;
    }

    Convergence convergence() {
        return convergence;
    }

    Products products() {
        return products;
    }

    void run(LinearMap map) {
        products.start(map);
        System.arraycopy(start, 0, iterate, 0, size);
        growth = Double.NaN;
        growthMoved = Double.NaN;
        lastRitz = Double.NaN;
        int steps = 0;
        int more = 0;
        do {
            steps += more;
            check(steps);
            // A mean over fewer steps would say less than the last one, and a part of a probe less than the last probe.
            more = Math.max(FIRST_STEPS, steps / 2);
        } while (convergence == Convergence.NOT_CONVERGED
                && products.count() + more + probe.dimension() <= options.maxProducts()
                && advance(more));
    }

    /** Builds a Krylov space on the iterate, with about as many products as the iterate has had. */
    private void check(int steps) {
        int affordable = (options.maxProducts() - products.count()) / probe.dimension();
        System.arraycopy(iterate, 0, scaled, 0, size);
        products.scale(scaled);
        probe.run(products, scaled, options.tolerance(), Math.clamp(steps / probe.dimension(), 1, affordable));
        weigh(probe.logModulus(), Math.abs(probe.logModulus() - lastRitz));
        lastRitz = probe.logModulus();
    }

    /** Moves the iterate on; false where that was the end. */
    private boolean advance(int steps) {
        double total = 0;
        for (int i = 0; i < steps && total > Double.NEGATIVE_INFINITY; i++) {
            total += products.advance(iterate);
        }
        if (Double.isNaN(total)) {
            end(Convergence.NOT_FINITE, Double.NaN, Double.NaN);
            return false;
        }
        if (total == Double.NEGATIVE_INFINITY) {
            // The map took a random vector to zero: all its eigenvalues are zero.
            end(Convergence.CONVERGED, total, 0);
            return false;
        }
        products.rescale();
        growthMoved = Math.abs(total / steps - growth);
        growth = total / steps;
        return true;
    }

    /** Takes the better of the two estimates; what there was no comparison for is not known at all. */
    private void weigh(double ritz, double ritzMoved) {
        double ritzError = Double.isNaN(ritzMoved) ? Double.POSITIVE_INFINITY : Math.max(ritzMoved, probe.residual());
        double growthError = Double.isNaN(growthMoved) ? Double.POSITIVE_INFINITY : GROWTH_SAFETY * growthMoved;
        if (Double.isNaN(ritz)) {
            end(Convergence.NOT_FINITE, Double.NaN, Double.NaN);
        } else if (ritzError <= options.tolerance()) {
            end(Convergence.CONVERGED, ritz, ritzError);
        } else if (growthError <= options.tolerance()) {
            end(Convergence.CONVERGED, growth, growthError);
        } else if (growthError < ritzError || (ritz == Double.NEGATIVE_INFINITY && !Double.isNaN(growth))) {
            end(Convergence.NOT_CONVERGED, growth, growthError);
        } else {
            end(Convergence.NOT_CONVERGED, ritz, ritzError);
        }
    }

    private void end(Convergence how, double logModulus, double uncertainty) {
        convergence = how;
        this.logModulus = logModulus;
        this.uncertainty = uncertainty;
    }
}
