package dev.antipode.controller.hil.train;

/** How the cost of the best parameters changes by itself: the plant wears, warms up or runs down. */
final class DriftEstimate {
    private static final double MINUTE = 60;

    private double cost = Double.NaN;
    private double seconds;
    private double sharePerMinute = Double.NaN;

    /** The best parameters were measured again. */
    void again(double newCost, double atSeconds) {
        if (cost > 0 && atSeconds > seconds) {
            sharePerMinute = (newCost - cost) / cost / ((atSeconds - seconds) / MINUTE);
        }
        best(newCost, atSeconds);
    }

    /** Other parameters are the best from now on. */
    void best(double newCost, double atSeconds) {
        cost = newCost;
        seconds = atSeconds;
    }

    /** The cost at the last measurement; NaN before the first. */
    double cost() {
        return cost;
    }

    /** The change between the last two measurements of the same parameters, as a share of their cost; NaN where unknown. */
    double sharePerMinute() {
        return sharePerMinute;
    }

    /** Writes itself to three places of an array. */
    void save(double[] state, int at) {
        state[at] = cost;
        state[at + 1] = seconds;
        state[at + 2] = sharePerMinute;
    }

    /** Takes back what was written. */
    void restore(double[] state, int at) {
        cost = state[at];
        seconds = state[at + 1];
        sharePerMinute = state[at + 2];
    }
}
