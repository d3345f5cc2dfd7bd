package dev.antipode.controller.store;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * A named array of a safetensors file.
 *
 * @param name unique in its file
 * @param type the elements' type
 * @param shape the dimensions, row-major; their product is the number of elements
 * @param bytes the elements, little-endian
 */
record Tensor(String name, ElementType type, long[] shape, byte[] bytes) {
    Tensor {
        if (elements(shape) * type.bytes() != bytes.length) {
            throw new IllegalArgumentException("tensor '" + name + "' has " + bytes.length + " bytes, not "
                    + elements(shape) + " elements of " + type);
        }
    }

    static Tensor of(String name, float[] values, long... shape) {
        ByteBuffer buffer = littleEndian(values.length * Float.BYTES);
        buffer.asFloatBuffer().put(values);
        return new Tensor(name, ElementType.F32, shapeOr(shape, values.length), buffer.array());
    }

    static Tensor of(String name, double[] values, long... shape) {
        ByteBuffer buffer = littleEndian(values.length * Double.BYTES);
        buffer.asDoubleBuffer().put(values);
        return new Tensor(name, ElementType.F64, shapeOr(shape, values.length), buffer.array());
    }

    static Tensor of(String name, long[] values, long... shape) {
        ByteBuffer buffer = littleEndian(values.length * Long.BYTES);
        buffer.asLongBuffer().put(values);
        return new Tensor(name, ElementType.I64, shapeOr(shape, values.length), buffer.array());
    }

    /** The elements widened to double; exact for both floating-point types. */
    double[] doubles() {
        ByteBuffer buffer = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        double[] values = new double[bytes.length / type.bytes()];
        for (int i = 0; i < values.length; i++) {
            values[i] = switch (type) {
                case F32 -> buffer.getFloat();
                case F64 -> buffer.getDouble();
                case I64 -> throw new IllegalStateException("tensor '" + name + "' holds integers");
            };
        }
        return values;
    }

    long[] longs() {
        if (type != ElementType.I64) {
            throw new IllegalStateException("tensor '" + name + "' holds " + type);
        }
        long[] values = new long[bytes.length / Long.BYTES];
        ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).asLongBuffer().get(values);
        return values;
    }

    static long elements(long[] shape) {
        long count = 1;
        for (long dimension : shape) {
            if (dimension < 0) {
                throw new IllegalArgumentException("dimension " + dimension + " must be at least 0");
            }
            count = Math.multiplyExact(count, dimension);
        }
        return count;
    }

    private static long[] shapeOr(long[] shape, int length) {
        return shape.length > 0 ? shape : new long[] {length};
    }

    private static ByteBuffer littleEndian(int bytes) {
        return ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }
}
