package dev.antipode.core.memory;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/** The floating-point format in which a run computes and stores its numbers. One run has one precision. */
public enum Precision {
    /** IEEE 754 binary32, Java's {@code float}. */
    F32(Float.BYTES),
    /** IEEE 754 binary64, Java's {@code double}. */
    F64(Double.BYTES);

    private final int bytes;

    Precision(int bytes) {
        this.bytes = bytes;
    }

    /**
     * The size of one number.
     *
     * @return 4 or 8, in bytes
     */
    public int bytes() {
        return bytes;
    }

    /**
     * Reads one number and widens it to double. For set-up and reports; kernels read whole vectors.
     *
     * @param block the memory, not modified
     * @param offsetBytes where the number starts, aligned to {@link #bytes()}
     * @return the number
     */
    public double get(MemorySegment block, long offsetBytes) {
        return switch (this) {
            case F32 -> block.get(ValueLayout.JAVA_FLOAT, offsetBytes);
            case F64 -> block.get(ValueLayout.JAVA_DOUBLE, offsetBytes);
        };
    }

    /**
     * Writes one number, rounded to nearest where this is {@link #F32}.
     *
     * @param block the memory, modified at {@code offsetBytes}
     * @param offsetBytes where the number starts, aligned to {@link #bytes()}
     * @param value the number
     */
    public void set(MemorySegment block, long offsetBytes, double value) {
        switch (this) {
            case F32 -> block.set(ValueLayout.JAVA_FLOAT, offsetBytes, (float) value);
            case F64 -> block.set(ValueLayout.JAVA_DOUBLE, offsetBytes, value);
        }
    }

    /**
     * Rounds a double to this precision.
     *
     * @param value any number
     * @return the nearest number of this precision, as a double
     */
    public double round(double value) {
        return this == F32 ? (float) value : value;
    }
}
