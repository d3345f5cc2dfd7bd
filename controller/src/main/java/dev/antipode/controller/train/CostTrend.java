package dev.antipode.controller.train;

/**
 * The fall of the cost from update to update, by least squares over the costs that updates have told anyway, with its standard error
 * (the moments are kept as B. P. Welford does, Technometrics 4, 1962).
 */
final class CostTrend {
    /** The fewest costs that are judged: two are used up by the line. */
    static final int LEAST = SampleMean.LEAST + 1;

    private long count;
    private double meanCost;
    /** Sum of the products of the deviations of number and cost. */
    private double products;
    /** Sum of the squares of the deviations of the costs. */
    private double squares;

    void add(double cost) {
        count++;
        double difference = cost - meanCost;
        meanCost += difference / count;
        // The numbers are 1, 2, ...: the deviation of the last from the mean of all is (count - 1) / 2.
        products += difference * (count - 1) / 2;
        squares += difference * (cost - meanCost);
    }

    void clear() {
        count = 0;
        meanCost = 0;
        products = 0;
        squares = 0;
    }

    boolean enough() {
        return count >= LEAST;
    }

    /** By which the cost falls with an update. */
    double fall() {
        return -products / spread();
    }

    double standardError() {
        double residual = Math.max(0, squares - products * products / spread());
        return Math.sqrt(residual / (count - 2) / spread());
    }

    /** Whether the cost falls with a confidence of 95 %. */
    boolean surelyFalls() {
        return enough() && fall() > SampleMean.quantile(count - 1) * standardError();
    }

    /** Sum of the squares of the deviations of 1, 2, ..., count. */
    private double spread() {
        return count * ((double) count * count - 1) / 12;
    }

    static int stateLength() {
        return 4;
    }

    void save(F64Array state, int at) {
        state.set(at, count);
        state.set(at + 1, meanCost);
        state.set(at + 2, products);
        state.set(at + 3, squares);
    }

    void restore(F64Array state, int at) {
        count = (long) state.get(at);
        meanCost = state.get(at + 1);
        products = state.get(at + 2);
        squares = state.get(at + 3);
    }
}
