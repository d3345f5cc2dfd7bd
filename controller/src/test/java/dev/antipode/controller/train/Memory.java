package dev.antipode.controller.train;

import dev.antipode.core.memory.Precision;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/** Small pieces of native memory for tests. */
final class Memory {
    private Memory() {}

    static F64Array doubles(double... values) {
        F64Array array = new F64Array(segment(8L * values.length), 0, values.length);
        for (int i = 0; i < values.length; i++) {
            array.set(i, values[i]);
        }
        return array;
    }

    static I32Array ints(int length) {
        return new I32Array(segment(4L * length), 0, length);
    }

    static double[] copy(F64Array array) {
        double[] values = new double[array.length()];
        for (int i = 0; i < values.length; i++) {
            values[i] = array.get(i);
        }
        return values;
    }

    static Vectors vectors(Precision precision, double[] theta, double[] gradient) {
        long bytes = (long) theta.length * precision.bytes();
        Vectors v = new Vectors(segment(4 * bytes), precision, theta.length, 0, bytes, 2 * bytes, 3 * bytes);
        for (int i = 0; i < theta.length; i++) {
            v.set(v.theta(), i, theta[i]);
            v.set(v.gradient(), i, gradient[i]);
        }
        return v;
    }

    static MemorySegment segment(long bytes) {
        return Arena.ofAuto().allocate(Math.max(bytes, 8), 64);
    }
}
