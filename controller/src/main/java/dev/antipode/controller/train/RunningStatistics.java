package dev.antipode.controller.train;

/**
 * Mean and variance of each observation over all generations so far.
 *
 * <p>Source: Chan, Golub and LeVeque, "Updating formulae and a pairwise algorithm for computing sample variances" (1979),
 * equation 2.1.
 */
final class RunningStatistics {
    /** Observations that hardly vary are not blown up further than this. */
    private static final double LEAST_DEVIATION = 1e-3;

    private final int observations;
    /** The count, then the means, then the sums of squared distances from them. */
    private final double[] values;

    RunningStatistics(int observations) {
        this.observations = observations;
        this.values = new double[1 + 2 * observations];
    }

    /** Adds one generation. Allocates nothing. */
    void merge(ObservationSums sums, int episodes) {
        double count = sums.count(episodes);
        if (!(count > 0)) {
            return;
        }
        double before = values[0];
        double total = before + count;
        for (int i = 0; i < observations; i++) {
            double mean = sums.sum(i, episodes) / count;
            double distances = Math.max(0, sums.square(i, episodes) - count * mean * mean);
            double difference = mean - values[1 + i];
            values[1 + i] += difference * (count / total);
            values[1 + observations + i] += distances + difference * difference * (before * count / total);
        }
        values[0] = total;
    }

    boolean empty() {
        return values[0] == 0;
    }

    void read(double[] centre, double[] scale) {
        for (int i = 0; i < observations; i++) {
            centre[i] = values[1 + i];
            scale[i] = 1 / Math.max(LEAST_DEVIATION, Math.sqrt(values[1 + observations + i] / values[0]));
        }
    }

    double[] state() {
        return values.clone();
    }

    void restore(double[] state) {
        System.arraycopy(state, 0, values, 0, values.length);
    }
}
