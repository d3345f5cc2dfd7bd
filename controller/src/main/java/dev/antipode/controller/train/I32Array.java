package dev.antipode.controller.train;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/** Integers in the workspace: orders and flags. */
record I32Array(MemorySegment block, long offsetBytes, int length) {
    int get(int i) {
        return block.get(ValueLayout.JAVA_INT, offsetBytes + 4L * i);
    }

    void set(int i, int value) {
        block.set(ValueLayout.JAVA_INT, offsetBytes + 4L * i, value);
    }

    static long bytes(int length) {
        return 4L * length;
    }
}
