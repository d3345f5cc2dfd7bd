package dev.antipode.controller.train;

/**
 * Sums by a fixed tree over the index, so that the bits depend on the numbers alone and not on who computed them: a
 * range is split at the greatest power of two below its length.
 */
final class PairwiseSum {
    private PairwiseSum() {}

    /** The sum of {@code count} numbers that are {@code stride} apart; 0 for none. */
    static double sum(F64Array values, int first, int count, int stride) {
        if (count <= 2) {
            return switch (count) {
                case 0 -> 0;
                case 1 -> values.get(first);
                default -> values.get(first) + values.get(first + stride);
            };
        }
        int left = Integer.highestOneBit(count - 1);
        return sum(values, first, left, stride) + sum(values, first + left * stride, count - left, stride);
    }

    static double mean(F64Array values, int first, int count) {
        return sum(values, first, count, 1) / count;
    }

    /** The sum of squared distances from a centre. */
    static double squares(F64Array values, int first, int count, double centre) {
        if (count == 1) {
            double d = values.get(first) - centre;
            return d * d;
        }
        if (count == 0) {
            return 0;
        }
        int left = Integer.highestOneBit(count - 1);
        return squares(values, first, left, centre) + squares(values, first + left, count - left, centre);
    }
}
