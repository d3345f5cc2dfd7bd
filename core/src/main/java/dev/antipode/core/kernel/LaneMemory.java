package dev.antipode.core.kernel;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/**
 * What scalar kernels read and write, a number a call. C2 inlines these methods. C1 would, too, each time with all checks of a segment,
 * and take 9 MB of memory for a method of 400 bytes: where it is the only compiler it is told to call them instead
 * ({@link JvmFlags#callsLaneMemory}).
 */
final class LaneMemory {
    private LaneMemory() {}

    static float getFloat(MemorySegment block, long offset) {
        return block.get(ValueLayout.JAVA_FLOAT, offset);
    }

    static double getDouble(MemorySegment block, long offset) {
        return block.get(ValueLayout.JAVA_DOUBLE, offset);
    }

    static int getInt(MemorySegment block, long offset) {
        return block.get(ValueLayout.JAVA_INT, offset);
    }

    static long getLong(MemorySegment block, long offset) {
        return block.get(ValueLayout.JAVA_LONG, offset);
    }

    static void set(MemorySegment block, long offset, float value) {
        block.set(ValueLayout.JAVA_FLOAT, offset, value);
    }

    static void set(MemorySegment block, long offset, double value) {
        block.set(ValueLayout.JAVA_DOUBLE, offset, value);
    }

    static void set(MemorySegment block, long offset, int value) {
        block.set(ValueLayout.JAVA_INT, offset, value);
    }

    static void set(MemorySegment block, long offset, long value) {
        block.set(ValueLayout.JAVA_LONG, offset, value);
    }
}
