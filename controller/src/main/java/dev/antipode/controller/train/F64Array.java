package dev.antipode.controller.train;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/** Numbers of double precision in the workspace, whatever the run's precision: costs, fitness, sums. */
record F64Array(MemorySegment block, long offsetBytes, int length) {
    double get(int i) {
        return block.get(ValueLayout.JAVA_DOUBLE, offsetBytes + 8L * i);
    }

    void set(int i, double value) {
        block.set(ValueLayout.JAVA_DOUBLE, offsetBytes + 8L * i, value);
    }

    static long bytes(int length) {
        return 8L * length;
    }
}
