package dev.antipode.controller.hil.fmi;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/**
 * How a number lies in memory for C, and how it becomes a {@code double} and comes back: integers are rounded to the nearest and
 * saturate, NaN becomes 0, and whatever is not 0 is true.
 */
enum NativeForm {
    F64("Float64", 8),
    F32("Float32", 4),
    I8("Int8", 1),
    U8("UInt8", 1),
    I16("Int16", 2),
    U16("UInt16", 2),
    I32("Int32", 4),
    U32("UInt32", 4),
    I64("Int64", 8),
    U64("UInt64", 8),
    BOOL("Boolean", 1),
    /** FMI 2.0: an {@code int}. */
    WIDE_BOOL("Boolean", 4);

    private static final double TWO_63 = 0x1p63;

    /** The end of the names of the functions of FMI 3.0. */
    final String suffix;

    final int bytes;

    NativeForm(String suffix, int bytes) {
        this.suffix = suffix;
        this.bytes = bytes;
    }

    /** The form of a type that has a number. */
    static NativeForm of(FmiVersion version, VariableType type) {
        boolean two = version == FmiVersion.FMI_2;
        return switch (type) {
            case FLOAT64 -> F64;
            case FLOAT32 -> F32;
            case INT8 -> I8;
            case UINT8 -> U8;
            case INT16 -> I16;
            case UINT16 -> U16;
            case INT32 -> I32;
            case UINT32 -> U32;
            case INT64 -> I64;
            case UINT64 -> U64;
            case BOOLEAN -> two ? WIDE_BOOL : BOOL;
            case ENUMERATION -> two ? I32 : I64;
            case STRING, BINARY, CLOCK ->
                throw new IllegalArgumentException("a " + type.label(version) + " has no number");
        };
    }

    /** The end of the names of the functions of FMI 2.0. */
    String oldSuffix() {
        return switch (this) {
            case F64 -> "Real";
            case I32 -> "Integer";
            default -> "Boolean";
        };
    }

    void put(MemorySegment values, long index, double value) {
        switch (this) {
            case F64 -> values.setAtIndex(ValueLayout.JAVA_DOUBLE, index, value);
            case F32 -> values.setAtIndex(ValueLayout.JAVA_FLOAT, index, (float) value);
            case I8 -> values.set(ValueLayout.JAVA_BYTE, index, (byte) whole(value, Byte.MIN_VALUE, Byte.MAX_VALUE));
            case U8 -> values.set(ValueLayout.JAVA_BYTE, index, (byte) whole(value, 0, 0xff));
            case I16 ->
                values.setAtIndex(
                        ValueLayout.JAVA_SHORT, index, (short) whole(value, Short.MIN_VALUE, Short.MAX_VALUE));
            case U16 -> values.setAtIndex(ValueLayout.JAVA_SHORT, index, (short) whole(value, 0, 0xffff));
            case I32 ->
                values.setAtIndex(
                        ValueLayout.JAVA_INT, index, (int) whole(value, Integer.MIN_VALUE, Integer.MAX_VALUE));
            case U32 -> values.setAtIndex(ValueLayout.JAVA_INT, index, (int) whole(value, 0, 0xffffffffL));
            case I64 -> values.setAtIndex(ValueLayout.JAVA_LONG, index, (long) Math.rint(value));
            case U64 -> values.setAtIndex(ValueLayout.JAVA_LONG, index, unsigned(Math.rint(value)));
            case BOOL -> values.set(ValueLayout.JAVA_BYTE, index, (byte) truth(value));
            case WIDE_BOOL -> values.setAtIndex(ValueLayout.JAVA_INT, index, truth(value));
        }
    }

    double get(MemorySegment values, long index) {
        return switch (this) {
            case F64 -> values.getAtIndex(ValueLayout.JAVA_DOUBLE, index);
            case F32 -> values.getAtIndex(ValueLayout.JAVA_FLOAT, index);
            case I8 -> values.get(ValueLayout.JAVA_BYTE, index);
            case U8 -> values.get(ValueLayout.JAVA_BYTE, index) & 0xff;
            case I16 -> values.getAtIndex(ValueLayout.JAVA_SHORT, index);
            case U16 -> values.getAtIndex(ValueLayout.JAVA_SHORT, index) & 0xffff;
            case I32 -> values.getAtIndex(ValueLayout.JAVA_INT, index);
            case U32 -> values.getAtIndex(ValueLayout.JAVA_INT, index) & 0xffffffffL;
            case I64 -> values.getAtIndex(ValueLayout.JAVA_LONG, index);
            case U64 -> signed(values.getAtIndex(ValueLayout.JAVA_LONG, index));
            case BOOL -> values.get(ValueLayout.JAVA_BYTE, index) == 0 ? 0 : 1;
            case WIDE_BOOL -> values.getAtIndex(ValueLayout.JAVA_INT, index) == 0 ? 0 : 1;
        };
    }

    private static int truth(double value) {
        return value != 0 && !Double.isNaN(value) ? 1 : 0;
    }

    private static long whole(double value, long min, long max) {
        return Math.clamp((long) Math.rint(value), min, max);
    }

    private static long unsigned(double value) {
        // Written so that NaN is among the small ones.
        if (!(value >= TWO_63)) {
            return Math.max(0, (long) value);
        }
        return value >= 2 * TWO_63 ? -1 : (long) (value - TWO_63) ^ Long.MIN_VALUE;
    }

    private static double signed(long value) {
        // The last bit is kept by the halving, so that the sum is rounded once.
        return value >= 0 ? value : 2.0 * ((value >>> 1) | (value & 1));
    }
}
