package dev.antipode.core.linear;

import dev.antipode.core.kernel.Arithmetic;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Arrays;

/**
 * Dense layers one float at a time. Numbers pass through arrays of a block's size: as long as the JVM interprets this, or has only what
 * its first compiler makes of it, an access to native memory takes many times as long as one to an array.
 */
final class ScalarDenseF32 implements DenseKernel {
    private static final ValueLayout.OfFloat NUMBER = ValueLayout.JAVA_FLOAT;
    private static final int BYTES = 4;
    private static final int LANES = 16;
    private static final int INPUTS = 16;
    private static final int OUTPUTS = 64;
    private static final int SUMS = 8;

    /** What a thread has of a layer at hand: weights input by input, inputs by lanes, outputs by lanes. */
    private static final class Block {
        /** The last eight may begin with the last output. */
        final float[] w = new float[INPUTS * OUTPUTS + SUMS - 1];

        final float[] x = new float[INPUTS * LANES];
        final float[] y = new float[OUTPUTS * LANES];
    }

    /** Each thread's own, so that a call allocates nothing. */
    private final ThreadLocal<Block> blocks = ThreadLocal.withInitial(Block::new);

    private final boolean fused;

    ScalarDenseF32(Arithmetic arithmetic) {
        this.fused = arithmetic == Arithmetic.FUSED;
    }

    @Override
    public void forward(
            MemorySegment block,
            long inputOffset,
            long outputOffset,
            long rowStrideBytes,
            int lanes,
            long biasOffset,
            long weightsOffset,
            int inputs,
            int outputs) {
        Block at = blocks.get();
        for (int o = 0; o < outputs; o += OUTPUTS) {
            int width = Math.min(OUTPUTS, outputs - o);
            for (int lane = 0; lane < lanes; lane += LANES) {
                long column = (long) BYTES * lane;
                begin(at, block, biasOffset + (long) BYTES * o, width);
                for (int k = 0; k < inputs; k += INPUTS) {
                    int depth = Math.min(INPUTS, inputs - k);
                    inputs(at, block, inputOffset + k * rowStrideBytes + column, rowStrideBytes, depth);
                    weights(at, block, weightsOffset + BYTES * ((long) outputs * k + o), depth, width, outputs);
                    for (int i = 0; i < width; i++) {
                        for (int l = 0; l < LANES; l += SUMS) {
                            add(at.w, i, width, at.x, l, LANES, at.y, i * LANES + l, depth);
                        }
                    }
                }
                outputs(at, block, outputOffset + o * rowStrideBytes + column, rowStrideBytes, width);
            }
        }
    }

    @Override
    public void forwardSingle(
            MemorySegment block,
            long inputOffset,
            long outputOffset,
            long biasOffset,
            long weightsOffset,
            int inputs,
            int outputs) {
        Block at = blocks.get();
        for (int o = 0; o < outputs; o += OUTPUTS) {
            int width = Math.min(OUTPUTS, outputs - o);
            MemorySegment.copy(block, NUMBER, biasOffset + (long) BYTES * o, at.y, 0, width);
            for (int k = 0; k < inputs; k += INPUTS) {
                int depth = Math.min(INPUTS, inputs - k);
                MemorySegment.copy(block, NUMBER, inputOffset + (long) BYTES * k, at.x, 0, depth);
                weights(at, block, weightsOffset + BYTES * ((long) outputs * k + o), depth, width, outputs);
                for (int i = 0; i < width; i += SUMS) {
                    add(at.x, 0, 1, at.w, i, width, at.y, i, depth);
                }
            }
            MemorySegment.copy(at.y, 0, block, NUMBER, outputOffset + (long) BYTES * o, width);
        }
    }

    /** Every lane of an output starts from its bias. */
    private static void begin(Block at, MemorySegment block, long bias, int width) {
        MemorySegment.copy(block, NUMBER, bias, at.w, 0, width);
        for (int i = 0; i < width; i++) {
            Arrays.fill(at.y, i * LANES, (i + 1) * LANES, at.w[i]);
        }
    }

    /** Rows that follow each other without a gap are one copy, whose checks take longer than the copy until C2 has compiled them. */
    private static void inputs(Block at, MemorySegment block, long from, long rowStride, int rows) {
        if (rowStride == BYTES * LANES) {
            MemorySegment.copy(block, NUMBER, from, at.x, 0, rows * LANES);
            return;
        }
        for (int i = 0; i < rows; i++) {
            MemorySegment.copy(block, NUMBER, from + i * rowStride, at.x, i * LANES, LANES);
        }
    }

    private static void outputs(Block at, MemorySegment block, long to, long rowStride, int rows) {
        if (rowStride == BYTES * LANES) {
            MemorySegment.copy(at.y, 0, block, NUMBER, to, rows * LANES);
            return;
        }
        for (int i = 0; i < rows; i++) {
            MemorySegment.copy(at.y, i * LANES, block, NUMBER, to + i * rowStride, LANES);
        }
    }

    /** Weights of {@code depth} inputs for {@code width} of the outputs, without gaps. */
    private static void weights(Block at, MemorySegment block, long from, int depth, int width, int outputs) {
        if (width == outputs) {
            MemorySegment.copy(block, NUMBER, from, at.w, 0, depth * width);
            return;
        }
        for (int k = 0; k < depth; k++) {
            MemorySegment.copy(block, NUMBER, from + (long) BYTES * outputs * k, at.w, k * width, width);
        }
    }

    private void add(
            float[] one,
            int oneAt,
            int oneStride,
            float[] eight,
            int eightAt,
            int eightStride,
            float[] y,
            int at,
            int count) {
        if (fused) {
            ScalarSumsF32.fused(one, oneAt, oneStride, eight, eightAt, eightStride, y, at, count);
        } else {
            ScalarSumsF32.unfused(one, oneAt, oneStride, eight, eightAt, eightStride, y, at, count);
        }
    }
}
