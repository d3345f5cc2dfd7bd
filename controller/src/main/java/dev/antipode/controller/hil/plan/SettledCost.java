package dev.antipode.controller.hil.plan;

/**
 * The stage cost that a plant without faults stays below once it has settled: that of the last half of the nominal episodes that were
 * not lost, at most its greatest value plus its whole spread, so that noise alone is no relapse. Says nothing where no cost is told.
 *
 * @param limit the cost; infinite where nothing is known
 */
record SettledCost(double limit) {
    static SettledCost of(CaseLog nominal) {
        double low = Double.POSITIVE_INFINITY;
        double high = Double.NEGATIVE_INFINITY;
        for (int episode = 0; episode < nominal.episodes(); episode++) {
            int from = nominal.from(episode);
            int until = nominal.until(episode);
            for (int row = from + (until - from) / 2; row < until && !nominal.lost(episode); row++) {
                double cost = nominal.cost(row);
                low = cost < low ? cost : low;
                high = cost > high ? cost : high;
            }
        }
        return new SettledCost(high >= low ? high + (high - low) : Double.POSITIVE_INFINITY);
    }

    static SettledCost unknown() {
        return new SettledCost(Double.POSITIVE_INFINITY);
    }

    /** Whether a cost is below; one that nobody told is. */
    boolean holds(double cost) {
        return !(cost > limit);
    }
}
