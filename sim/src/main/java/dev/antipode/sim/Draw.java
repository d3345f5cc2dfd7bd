package dev.antipode.sim;

/**
 * Random numbers for one episode. Each call in a task's method is one random input of the lifted graph; its place in the
 * order of calls decides which number of the counter-based stream it gets, so the same episode gives the same numbers
 * on every machine.
 */
public interface Draw {
    /**
     * A uniformly distributed number.
     *
     * @param low lower end
     * @param high upper end, at least {@code low}
     * @return a number strictly between {@code low} and {@code high}
     */
    double uniform(double low, double high);

    /**
     * A normally distributed number.
     *
     * @param mean the mean
     * @param standardDeviation the standard deviation, at least 0
     * @return a number
     */
    double normal(double mean, double standardDeviation);
}
