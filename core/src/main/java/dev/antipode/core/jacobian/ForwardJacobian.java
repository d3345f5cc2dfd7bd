package dev.antipode.core.jacobian;

import dev.antipode.core.memory.Precision;
import dev.antipode.core.memory.Tile;
import java.lang.foreign.MemorySegment;

/**
 * The Jacobian of a function at up to {@value Linearization#POINTS} points by forward mode. First {@link #evaluate} for
 * all points; then, point by point, {@link #differentiate} for all columns at once, or {@link #multiply} for products with
 * chosen vectors. Nothing allocates or throws after construction, as long as indices are within their ranges. Works in
 * memory that it is given; not safe for use by several threads at once.
 *
 * <p>A point that is not finite disturbs no other point. Points that were never set hold zeros.
 */
public final class ForwardJacobian {
    private final Linearization linearization;
    private final Precision precision;
    private final MemorySegment block;
    private final long points;
    private final long pointStride;
    private final long scratch;
    private final Tangents unit;
    private final Tangents given;

    /**
     * Takes its memory.
     *
     * @param linearization the function
     * @param block a run's native memory
     * @param offsetBytes where {@link Linearization#bytes} of zeroed bytes start, a multiple of 64
     */
    public ForwardJacobian(Linearization linearization, MemorySegment block, long offsetBytes) {
        if (offsetBytes < 0 || offsetBytes % Tile.ALIGNMENT_BYTES != 0) {
            throw new IllegalArgumentException(
                    "offset " + offsetBytes + " must be a multiple of 64 bytes; take offsets from a MemoryPlan");
        }
        if (offsetBytes + linearization.bytes() > block.byteSize()) {
            throw new IllegalArgumentException("a Jacobian of " + linearization.bytes() + " bytes at offset "
                    + offsetBytes + " does not fit a block of " + block.byteSize() + "; add it to the memory plan");
        }
        this.linearization = linearization;
        this.precision = linearization.precision();
        this.block = block;
        this.points = offsetBytes;
        this.pointStride = linearization.pointStride();
        this.scratch = offsetBytes + linearization.scratchOffset();
        this.unit = new Tangents(linearization, block, offsetBytes + linearization.unitOffset());
        this.given = new Tangents(linearization, block, offsetBytes + linearization.givenOffset());
        unit.fillIdentity();
    }

    /**
     * The function.
     *
     * @return as given
     */
    public Linearization linearization() {
        return linearization;
    }

    /**
     * Sets an input of one point.
     *
     * @param point from 0 to {@link Linearization#POINTS} - 1
     * @param input from 0, in the graph's order
     * @param value the number; rounded where the precision is F32
     */
    public void setInput(int point, int input, double value) {
        precision.set(block, at(point, input), value);
    }

    /** Computes the values of every point, and what the derivatives need of them. */
    public void evaluate() {
        linearization.early().run(block, points, pointStride, Linearization.POINTS, scratch);
    }

    /**
     * A value of the function, after {@link #evaluate}: the bits that the function's own kernel gives.
     *
     * @param point from 0 to {@link Linearization#POINTS} - 1
     * @param output from 0, in the graph's order
     * @return the number
     */
    public double value(int point, int output) {
        return precision.get(block, at(point, linearization.inputs() + output));
    }

    /**
     * Computes the whole Jacobian at one point, after {@link #evaluate}.
     *
     * @param point from 0 to {@link Linearization#POINTS} - 1
     */
    public void differentiate(int point) {
        unit.run(linearization.vectors(), scratch, coefficients(point));
    }

    /**
     * An entry of the Jacobian, after {@link #differentiate}.
     *
     * @param output the row, from 0, in the order of the graph's outputs
     * @param column from 0, in the order in which the inputs to differentiate for were given
     * @return the partial derivative
     */
    public double get(int output, int column) {
        return unit.get(column, output);
    }

    /**
     * Copies the Jacobian, after {@link #differentiate}.
     *
     * @param matrix receives {@code outputs * columns} numbers row by row
     */
    public void copyTo(double[] matrix) {
        int columns = linearization.columns();
        for (int i = 0; i < linearization.outputs(); i++) {
            for (int j = 0; j < columns; j++) {
                matrix[i * columns + j] = get(i, j);
            }
        }
    }

    /**
     * Sets a component of a vector that is to be multiplied.
     *
     * @param vector from 0 to {@link Linearization#vectors} - 1
     * @param column which component, from 0
     * @param value the number; rounded where the precision is F32
     */
    public void setVector(int vector, int column, double value) {
        given.set(vector, column, value);
    }

    /**
     * Multiplies the Jacobian at one point by vectors, after {@link #evaluate}. The vectors stay as they are.
     *
     * @param point from 0 to {@link Linearization#POINTS} - 1
     * @param vectors how many were set, from 1 to {@link Linearization#vectors}
     */
    public void multiply(int point, int vectors) {
        int lanes = (vectors + Tile.LANE_MULTIPLE - 1) / Tile.LANE_MULTIPLE * Tile.LANE_MULTIPLE;
        given.run(lanes, scratch, coefficients(point));
    }

    /**
     * A component of a product, after {@link #multiply}.
     *
     * @param vector which one, from 0
     * @param output which component, from 0
     * @return the directional derivative of that output along that vector
     */
    public double product(int vector, int output) {
        return given.get(vector, output);
    }

    /**
     * Multiplies the Jacobian at one point by one vector, after {@link #evaluate}. Overwrites vector 0.
     *
     * @param point from 0 to {@link Linearization#POINTS} - 1
     * @param in at least {@link Linearization#columns} long, not modified
     * @param out at least {@link Linearization#outputs} long, modified; may be {@code in}
     */
    public void multiply(int point, double[] in, double[] out) {
        for (int j = 0; j < linearization.columns(); j++) {
            given.set(0, j, in[j]);
        }
        multiply(point, 1);
        for (int i = 0; i < linearization.outputs(); i++) {
            out[i] = given.get(0, i);
        }
    }

    private long coefficients(int point) {
        return at(point, linearization.inputs() + linearization.outputs());
    }

    private long at(int point, int row) {
        return points + row * pointStride + (long) point * precision.bytes();
    }
}
