package dev.antipode.core.jacobian;

/**
 * What one scale of a smoothed Jacobian is worth. Norms are root sums of squares over all entries, each times the width of
 * its input. Filled in by {@link SmoothedJacobian#compute}.
 */
public final class ScaleReport {
    /** Neighbours may differ by as many combined standard errors. */
    private static final double AGREEMENT = 2;

    /** An estimate is of use when its standard error is at most this part of it. */
    private static final double USEFUL = 0.5;

    /** Relative difference that is put down to rounding. */
    private static final double ROUNDING = 1e-9;

    private final double sigma;
    private double estimateNorm = Double.NaN;
    private double errorNorm = Double.NaN;
    private double change = Double.NaN;
    private int lost;
    private boolean stable;
    private boolean confirmed;

    ScaleReport(double sigma) {
        this.sigma = sigma;
    }

    /** Starts from one scale's own moments. */
    void begin(EntryMoments moments) {
        estimateNorm = moments.norm();
        errorNorm = moments.errorNorm();
        lost = moments.lost();
        change = Double.POSITIVE_INFINITY;
        stable = false;
        confirmed = false;
    }

    /** Compares with a neighbour. */
    void compare(double distance, ScaleReport neighbour) {
        double errors = Math.sqrt(errorNorm * errorNorm + neighbour.errorNorm * neighbour.errorNorm);
        double rounding = ROUNDING * Math.max(estimateNorm, neighbour.estimateNorm);
        boolean agrees = distance <= AGREEMENT * errors + rounding;
        stable |= agrees;
        // A neighbour that is all noise agrees with anything.
        confirmed |= agrees && neighbour.relativeError() <= USEFUL;
        if (distance < change) {
            change = distance;
        }
    }

    /**
     * The scale: perturbations are this long in each input, times the input's width.
     *
     * @return positive
     */
    public double sigma() {
        return sigma;
    }

    /**
     * The norm of the estimate.
     *
     * @return NaN before the first computation, and where no sample could be used
     */
    public double estimateNorm() {
        return estimateNorm;
    }

    /**
     * The norm of the standard errors.
     *
     * @return NaN before the first computation, and where fewer than two blocks of samples could be used
     */
    public double errorNorm() {
        return errorNorm;
    }

    /**
     * The standard error relative to the estimate.
     *
     * @return infinity for a zero estimate, NaN where there is none
     */
    public double relativeError() {
        return estimateNorm == 0 ? Double.POSITIVE_INFINITY : errorNorm / estimateNorm;
    }

    /**
     * The norm of the difference from the neighbouring scale that is nearer.
     *
     * @return at least 0, infinity where there was none to compare with
     */
    public double change() {
        return change;
    }

    /**
     * How many pairs of points had a value that is not finite, and were left out.
     *
     * @return at least 0
     */
    public int lost() {
        return lost;
    }

    /**
     * Whether the estimate agrees with that of a neighbouring scale within two combined standard errors.
     *
     * @return false also where there is no estimate
     */
    public boolean stable() {
        return stable;
    }

    /**
     * Whether the standard error exceeds what the estimate is without it: noise alone has an estimate as large as its
     * error, so that the squares are compared after one has been taken from the other.
     *
     * @return true also where there is no estimate, or a zero one
     */
    public boolean dominatedByFluctuation() {
        double signal = estimateNorm * estimateNorm - errorNorm * errorNorm;
        return !(signal > errorNorm * errorNorm);
    }

    /**
     * Whether the estimate may be used: its standard error is at most half of it, a neighbouring scale of which the same
     * can be said agrees with it, and no sample was lost.
     *
     * @return false where one of these fails
     */
    public boolean trustworthy() {
        return relativeError() <= USEFUL && confirmed && lost == 0;
    }
}
