package dev.antipode.controller.loop;

import dev.antipode.core.memory.Precision;
import dev.antipode.sim.Signal;
import java.util.List;

/**
 * The limits of the inputs, in service as in training: range and rate, outside the controller and whatever it asks for. In the
 * controller's precision, so that a plant that limits the command again finds nothing to change.
 */
final class CommandLimiter {
    private final boolean single;
    private final double[] min;
    private final double[] max;
    private final double[] most;
    private final double[] start;
    private final double[] previous;

    CommandLimiter(List<Signal> inputs, double periodSeconds, Precision precision) {
        this.single = precision == Precision.F32;
        this.min = inputs.stream().mapToDouble(s -> rounded(s.min())).toArray();
        this.max = inputs.stream().mapToDouble(s -> rounded(s.max())).toArray();
        this.most = inputs.stream()
                .mapToDouble(s -> rounded(s.ratePerSecond() * periodSeconds))
                .toArray();
        this.start = inputs.stream()
                .mapToDouble(s -> rounded(Math.clamp(0, s.min(), s.max())))
                .toArray();
        this.previous = start.clone();
    }

    private double rounded(double value) {
        return single ? (float) value : value;
    }

    /** An episode starts: the plant's inputs are what is nearest to 0. */
    void reset() {
        System.arraycopy(start, 0, previous, 0, previous.length);
    }

    /** Limits the commands in place, and remembers them. */
    void limit(double[] command) {
        for (int i = 0; i < command.length; i++) {
            double limited = rounded(command[i]);
            limited = limited > min[i] ? limited : min[i];
            limited = limited < max[i] ? limited : max[i];
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

    /** What was commanded last. */
    double previous(int index) {
        return previous[index];
    }
}
