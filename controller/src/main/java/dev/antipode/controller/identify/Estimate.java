package dev.antipode.controller.identify;

/**
 * A point of the search.
 *
 * @param parameters those that are fitted, in their units
 * @param initial a state for each segment
 * @param delay of the inputs, in steps of the plant
 * @param cost the sum of squared residuals, each divided by its output's deviation; infinite where a run is not finite
 * @param measurements how many residuals
 */
record Estimate(double[] parameters, double[][] initial, int delay, double cost, long measurements) {
    static Estimate start(double[] parameters, double[][] initial, int delay) {
        return new Estimate(parameters, initial, delay, Double.POSITIVE_INFINITY, 0);
    }

    Estimate withDelay(int other) {
        return start(parameters, initial, other);
    }

    boolean finite() {
        return Double.isFinite(cost);
    }

    /** Weighted variance, for comparing fits of other lengths. */
    double perMeasurement() {
        return cost / Math.max(1, measurements);
    }
}
