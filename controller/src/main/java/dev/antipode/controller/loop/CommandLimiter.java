package dev.antipode.controller.loop;

import dev.antipode.core.memory.Precision;
import dev.antipode.sim.Signal;
import java.util.List;

/**
 * The limits of the inputs, in service as in training: range, levels and rate, outside the controller and whatever it asks for. In the
 * controller's precision, so that a plant that limits the command again finds nothing to change.
 */
public final class CommandLimiter {
    private final boolean single;
    private final double[] min;
    private final double[] max;
    private final double[] most;
    private final double[][] levels;
    private final double[][] thresholds;
    private final double[] start;
    private final double[] previous;

    /**
     * Makes one at rest.
     *
     * @param inputs what is limited
     * @param periodSeconds from one command to the next
     * @param precision that of the controller
     */
    public CommandLimiter(List<Signal> inputs, double periodSeconds, Precision precision) {
        this.single = precision == Precision.F32;
        this.min = inputs.stream().mapToDouble(s -> rounded(s.min())).toArray();
        this.max = inputs.stream().mapToDouble(s -> rounded(s.max())).toArray();
        this.most = inputs.stream()
                .mapToDouble(s -> rounded(s.ratePerSecond() * periodSeconds))
                .toArray();
        this.start = inputs.stream().mapToDouble(s -> rounded(s.limited(0))).toArray();
        this.levels = new double[min.length][];
        this.thresholds = new double[min.length][];
        for (int i = 0; i < min.length; i++) {
            Signal input = inputs.get(i);
            levels[i] = input.levels().stream().mapToDouble(this::rounded).toArray();
            thresholds[i] = new double[Math.max(0, levels[i].length - 1)];
            for (int level = 0; level < thresholds[i].length; level++) {
                thresholds[i][level] = rounded(input.threshold(level));
            }
        }
        this.previous = start.clone();
    }

    private double rounded(double value) {
        return single ? (float) value : value;
    }

    /** An episode starts: the plant's inputs are what is nearest to 0. */
    public void reset() {
        System.arraycopy(start, 0, previous, 0, previous.length);
    }

    /**
     * Limits the commands in place, and remembers them. Allocates nothing.
     *
     * @param command one number an input, in its unit; modified
     */
    public void limit(double[] command) {
        for (int i = 0; i < command.length; i++) {
            double limited = rounded(command[i]);
            limited = limited > min[i] ? limited : min[i];
            limited = limited < max[i] ? limited : max[i];
            limited = levels[i].length == 0 ? limited : nearestLevel(i, limited);
            if (most[i] != Double.POSITIVE_INFINITY) {
                double low = rounded(previous[i] - most[i]);
                double high = rounded(previous[i] + most[i]);
                limited = limited > low ? limited : low;
                limited = limited < high ? limited : high;
            }
            previous[i] = limited;
            command[i] = limited;
        }
    }

    /** Half-way between two levels the lower one, as in training. */
    private double nearestLevel(int input, double command) {
        int level = 0;
        while (level < thresholds[input].length && command > thresholds[input][level]) {
            level++;
        }
        return levels[input][level];
    }

    /** What was commanded last. */
    double previous(int index) {
        return previous[index];
    }
}
