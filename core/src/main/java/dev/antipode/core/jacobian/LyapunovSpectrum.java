package dev.antipode.core.jacobian;

/**
 * The leading Lyapunov exponents of a loop, from tangents that ride along and are made orthonormal again and again: G. Benettin, L.
 * Galgani, A. Giorgilli, J.-M. Strelcyn, "Lyapunov characteristic exponents for smooth dynamical systems", Meccanica 15 (1980); I.
 * Shimada, T. Nagashima, Progress of Theoretical Physics 61 (1979). A streaming object: it may run beside training, step by
 * step, and can be read at any time. After the kernels are warm nothing is allocated.
 */
public final class LyapunovSpectrum {
    private final TangentFrame tangents;
    private final int every;
    private final int lanes;
    private final GrowthStatistics statistics;
    private final double[] growth;
    private int since;

    /**
     * Starts with random orthonormal tangents.
     *
     * @param tangents the loop and its tangents
     * @param lanes how many lanes count, from 1 to those of the frame: where lanes repeat the same trajectory, 1
     * @param every the steps from one orthonormalisation to the next, at least 1; growth in between must not reach 1e30 in F32
     * @param seed of the tangents
     * @throws IllegalArgumentException if a number is out of range
     */
    public LyapunovSpectrum(TangentFrame tangents, int lanes, int every, long seed) {
        if (lanes < 1 || lanes > tangents.frame().lanes) {
            throw new IllegalArgumentException(lanes + " lanes cannot count; give from 1 to " + tangents.frame().lanes);
        }
        if (every < 1) {
            throw new IllegalArgumentException(
                    "tangents cannot be made orthonormal every " + every + " steps; give at least 1");
        }
        this.tangents = tangents;
        this.every = every;
        this.lanes = lanes;
        this.statistics = new GrowthStatistics(tangents.loop().tangents(), lanes);
        this.growth = new double[tangents.loop().tangents() * lanes];
        tangents.setRandom(seed);
    }

    /** One step of the loop, with its tangents. */
    public void step() {
        tangents.step();
        since++;
        if (since == every) {
            since = 0;
            tangents.orthonormalise();
            for (int t = 0; t < tangents.loop().tangents(); t++) {
                for (int lane = 0; lane < lanes; lane++) {
                    growth[t * lanes + lane] = tangents.logGrowth(t, lane);
                }
            }
            statistics.add(growth);
        }
    }

    /** Forgets what was measured so far but keeps the tangents: after a transient, in which they find their directions. */
    public void forget() {
        statistics.clear();
    }

    /**
     * Leaves a lane out, until what was measured is forgotten.
     *
     * @param lane whose trajectory has ended, from 0
     */
    public void lose(int lane) {
        statistics.lose(lane);
    }

    /**
     * How many exponents are measured.
     *
     * @return at least 1
     */
    public int size() {
        return tangents.loop().tangents();
    }

    /**
     * An exponent; the first is the largest.
     *
     * @param i from 0
     * @return mean logarithmic growth a step; NaN before the first orthonormalisation
     */
    public double perStep(int i) {
        return statistics.exponent(i) / every;
    }

    /**
     * The standard error of an exponent: from differences between lanes, or from batches of steps of the only one.
     *
     * @param i from 0
     * @return a step; NaN where there is too little to tell
     */
    public double standardError(int i) {
        return statistics.standardError(i) / every;
    }

    /**
     * The statistics, of one orthonormalisation after another.
     *
     * @return not to be modified
     */
    public GrowthStatistics statistics() {
        return statistics;
    }
}
