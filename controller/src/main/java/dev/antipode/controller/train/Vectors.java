package dev.antipode.controller.train;

import dev.antipode.core.memory.Precision;
import java.lang.foreign.MemorySegment;

/**
 * The four parameter vectors of a training run in its workspace: parameters, gradient, and the optimizer's two moments.
 *
 * @param block the workspace's memory
 * @param precision the format of every number
 * @param count the number of parameters
 * @param theta where the parameters start, in bytes
 * @param gradient where the gradient starts, in bytes
 * @param first where the first moment starts, in bytes
 * @param second where the second moment starts, in bytes
 */
public record Vectors(
        MemorySegment block, Precision precision, int count, long theta, long gradient, long first, long second) {
    /**
     * Reads one number of a vector.
     *
     * @param vector where the vector starts, in bytes
     * @param i from 0 to {@code count - 1}
     * @return the number
     */
    public double get(long vector, int i) {
        return precision.get(block, vector + (long) i * precision.bytes());
    }

    /**
     * Writes one number of a vector, rounded to the precision.
     *
     * @param vector where the vector starts, in bytes
     * @param i from 0 to {@code count - 1}
     * @param value the number
     */
    public void set(long vector, int i, double value) {
        precision.set(block, vector + (long) i * precision.bytes(), value);
    }

    /**
     * The root mean square of a vector.
     *
     * @param vector where it starts, in bytes
     * @return 0 where there are no numbers
     */
    public double rootMeanSquare(long vector) {
        double sum = 0;
        for (int i = 0; i < count; i++) {
            double value = get(vector, i);
            sum += value * value;
        }
        return Math.sqrt(sum / Math.max(1, count));
    }

    /** Overwrites one vector with another. */
    void copy(long from, long to) {
        for (int i = 0; i < count; i++) {
            set(to, i, get(from, i));
        }
    }

    /**
     * Copies a vector.
     *
     * @param vector where it starts, in bytes
     * @return a new array
     */
    double[] copyOut(long vector) {
        double[] values = new double[count];
        for (int i = 0; i < count; i++) {
            values[i] = get(vector, i);
        }
        return values;
    }

    /** Fills a vector; refuses another number of values. */
    void copyIn(long vector, double[] values) {
        if (values.length != count) {
            throw new IllegalArgumentException(values.length + " parameters were given to a policy of " + count);
        }
        for (int i = 0; i < count; i++) {
            set(vector, i, values[i]);
        }
    }
}
