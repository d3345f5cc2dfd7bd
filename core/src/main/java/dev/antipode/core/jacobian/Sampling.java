package dev.antipode.core.jacobian;

/**
 * How many random directions are taken, and of which kind. Directions come in blocks; blocks are independent, and standard
 * errors are taken from their differences.
 *
 * @param kind the distribution
 * @param blocks how many blocks, at least 1; standard errors need at least 2 and are rough below 10
 * @param blockSize directions in a block: 1 unless they are orthogonal, then at most the length of a direction
 * @param seed the run's seed
 */
public record Sampling(DirectionKind kind, int blocks, int blockSize, long seed) {
    /** Checks the numbers. */
    public Sampling {
        if (blocks < 1 || blockSize < 1) {
            throw new IllegalArgumentException(
                    blocks + " blocks of " + blockSize + " directions are no sample: give at least 1 of each");
        }
        if ((long) blocks * blockSize > Integer.MAX_VALUE / 2) {
            throw new IllegalArgumentException(blocks + " blocks of " + blockSize + " directions are more than "
                    + Integer.MAX_VALUE / 2 + " samples: give fewer");
        }
        if (kind != DirectionKind.ORTHOGONAL && blockSize != 1) {
            throw new IllegalArgumentException("blocks of " + blockSize + " directions of kind " + kind
                    + ": only orthogonal directions come in blocks, give 1");
        }
    }

    /**
     * Independent directions of random signs.
     *
     * @param samples how many, at least 1
     * @param seed the run's seed
     * @return the sampling
     */
    public static Sampling rademacher(int samples, long seed) {
        return new Sampling(DirectionKind.RADEMACHER, samples, 1, seed);
    }

    /**
     * Independent normal directions.
     *
     * @param samples how many, at least 1
     * @param seed the run's seed
     * @return the sampling
     */
    public static Sampling gaussian(int samples, long seed) {
        return new Sampling(DirectionKind.GAUSSIAN, samples, 1, seed);
    }

    /**
     * Independent blocks of orthogonal directions.
     *
     * @param blocks how many blocks, at least 1
     * @param blockSize directions in a block, from 1 to the length of a direction
     * @param seed the run's seed
     * @return the sampling
     */
    public static Sampling orthogonal(int blocks, int blockSize, long seed) {
        return new Sampling(DirectionKind.ORTHOGONAL, blocks, blockSize, seed);
    }

    /**
     * The number of directions.
     *
     * @return at least 1
     */
    public int samples() {
        return blocks * blockSize;
    }
}
