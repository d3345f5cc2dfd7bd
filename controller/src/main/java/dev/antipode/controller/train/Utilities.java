package dev.antipode.controller.train;

/**
 * The rank-based utilities of natural evolution strategies: {@code max(0, ln(count / 2 + 1) - ln k)} for the candidate with the
 * {@code k}-th lowest cost, divided by their sum, less {@code 1 / count}. Candidates of equal cost share the average of their
 * utilities, so that equal costs give exactly zero.
 *
 * <p>Source: Wierstra and others, "Natural evolution strategies", JMLR 15 (2014), section 3.1 and table 1.
 */
final class Utilities {
    private Utilities() {}

    /**
     * Computes the utilities, whose sum is zero to rounding. Allocates nothing.
     *
     * @param costs finite numbers, not modified
     * @param order scratch for {@code count} integers
     * @param utilities receives one number a candidate, large for low costs
     */
    static void rank(F64Array costs, int count, I32Array order, F64Array utilities) {
        for (int i = 0; i < count; i++) {
            order.set(i, i);
        }
        IndexSort.sort(order, count, costs);
        double sum = 0;
        for (int k = 1; k <= count; k++) {
            sum += utility(k, count);
        }
        int first = 0;
        while (first < count) {
            double cost = costs.get(order.get(first));
            double share = 0;
            int end = first;
            while (end < count && costs.get(order.get(end)) == cost) {
                end++;
                share += utility(end, count);
            }
            boolean all = end - first == count;
            double value = all ? 0 : share / (end - first) / sum - 1.0 / count;
            for (int i = first; i < end; i++) {
                utilities.set(order.get(i), value);
            }
            first = end;
        }
    }

    private static double utility(int k, int count) {
        return Math.max(0, StrictMath.log(count / 2.0 + 1) - StrictMath.log(k));
    }
}
