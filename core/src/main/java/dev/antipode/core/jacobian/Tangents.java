package dev.antipode.core.jacobian;

import dev.antipode.core.memory.Precision;
import java.lang.foreign.MemorySegment;

/** A tile of tangents, one a lane: a row for each column of the Jacobian, then a row for each output. */
final class Tangents {
    private final Linearization linearization;
    private final Precision precision;
    private final MemorySegment block;
    private final long offset;
    private final long stride;

    Tangents(Linearization linearization, MemorySegment block, long offset) {
        this.linearization = linearization;
        this.precision = linearization.precision();
        this.block = block;
        this.offset = offset;
        this.stride = linearization.tangentStride();
    }

    /** Makes tangent {@code j} the unit vector along column {@code j}. */
    void fillIdentity() {
        for (int column = 0; column < linearization.columns(); column++) {
            set(column, column, 1);
        }
    }

    void set(int vector, int column, double value) {
        precision.set(block, at(column, vector), value);
    }

    /** The tangent of an output. */
    double get(int vector, int output) {
        return precision.get(block, at(linearization.columns() + output, vector));
    }

    /** @param lanes how many tangents, rounded up to a multiple of 16 */
    void run(int lanes, long scratch, long shared) {
        linearization.late().run(block, offset, stride, lanes, scratch, shared);
    }

    private long at(int row, int vector) {
        return offset + row * stride + (long) vector * precision.bytes();
    }
}
