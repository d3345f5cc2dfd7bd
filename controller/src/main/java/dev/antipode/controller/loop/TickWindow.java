package dev.antipode.controller.loop;

/** Cost and violations of the last ticks, of fixed number. Allocates nothing after its start. */
final class TickWindow {
    private final double[] costs;
    private final boolean[] violated;
    private int next;
    private int filled;

    TickWindow(int ticks) {
        costs = new double[ticks];
        violated = new boolean[ticks];
    }

    void add(double cost, boolean violation) {
        costs[next] = cost;
        violated[next] = violation;
        next = next + 1 == costs.length ? 0 : next + 1;
        filled = Math.min(filled + 1, costs.length);
    }

    /** The mean of the costs that are known; infinite where none is, so that nothing can be dearer. */
    double meanCost() {
        double sum = 0;
        int count = 0;
        for (int i = 0; i < filled; i++) {
            if (costs[i] == costs[i]) {
                sum += costs[i];
                count++;
            }
        }
        return count == 0 ? Double.POSITIVE_INFINITY : sum / count;
    }

    int violations() {
        int count = 0;
        for (int i = 0; i < filled; i++) {
            count += violated[i] ? 1 : 0;
        }
        return count;
    }
}
