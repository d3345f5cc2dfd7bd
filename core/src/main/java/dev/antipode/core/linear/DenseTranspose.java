package dev.antipode.core.linear;

import dev.antipode.core.memory.Precision;
import dev.antipode.core.memory.Tile;
import java.lang.foreign.MemorySegment;

/** Rearranges weights and lanes so that {@link DenseKernel} computes with transposes. Scalar code: it only moves numbers. */
public final class DenseTranspose {
    private final Precision precision;

    /**
     * For one run.
     *
     * @param precision the format of every number
     */
    public DenseTranspose(Precision precision) {
        this.precision = precision;
    }

    /**
     * The weights of the transposed layer: {@code to[o * inputs + k] = from[k * outputs + o]}.
     *
     * @param block native memory
     * @param from where {@code w[0][0]} lies in bytes, not modified
     * @param shape the layer's inputs and outputs
     * @param to where the transposed weights go in bytes; may not overlap the weights
     */
    public void weights(MemorySegment block, long from, DenseShape shape, long to) {
        int bytes = precision.bytes();
        for (int k = 0; k < shape.inputs(); k++) {
            for (int o = 0; o < shape.outputs(); o++) {
                double w = precision.get(block, from + ((long) k * shape.outputs() + o) * bytes);
                precision.set(block, to + ((long) o * shape.inputs() + k) * bytes, w);
            }
        }
    }

    /**
     * Lanes to weights: {@code to[lane * rows + row] = from[row][lane]}, for 16 lanes.
     *
     * @param block native memory
     * @param from the first of the 16 lanes in the first row, in bytes, not modified
     * @param rowStrideBytes from row to row, in bytes
     * @param rows the number of rows
     * @param to where 16 times {@code rows} numbers go, in bytes; may not overlap the rows
     */
    public void lanes(MemorySegment block, long from, long rowStrideBytes, int rows, long to) {
        int bytes = precision.bytes();
        for (int row = 0; row < rows; row++) {
            for (int lane = 0; lane < Tile.LANE_MULTIPLE; lane++) {
                double number = precision.get(block, from + row * rowStrideBytes + (long) lane * bytes);
                precision.set(block, to + ((long) lane * rows + row) * bytes, number);
            }
        }
    }
}
