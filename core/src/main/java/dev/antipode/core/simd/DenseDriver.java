package dev.antipode.core.simd;

import dev.antipode.core.linear.DenseKernel;
import java.lang.foreign.MemorySegment;

/**
 * Cuts a dense layer into register tiles of outputs by vectors, whose bodies are generated. Twelve accumulators hide
 * the latency of the multiply-add. Sixteen are no faster on the average of several JVMs, and the JVM's quick compiler
 * C1 cannot hold them.
 */
abstract class DenseDriver implements DenseKernel {
    private final int vectorLanes;
    private final long vectorBytes;
    private final long elementBytes;

    private final boolean threes;

    /** @param threes whether {@link #tile3x4} is used: C1 cannot always hold it, and then never hands it on to C2 */
    DenseDriver(int vectorLanes, int vectorBytes, boolean threes) {
        this.threes = threes;
        this.vectorLanes = vectorLanes;
        this.vectorBytes = vectorBytes;
        this.elementBytes = vectorBytes / vectorLanes;
    }

    @Override
    public final void forward(
            MemorySegment block,
            long inputOffset,
            long outputOffset,
            long rowStrideBytes,
            int lanes,
            long biasOffset,
            long weightsOffset,
            int inputs,
            int outputs) {
        long weightStride = outputs * elementBytes;
        int lane = 0;
        for (; lane + 4 * vectorLanes <= lanes; lane += 4 * vectorLanes) {
            long offset = lane * elementBytes;
            fourVectors(
                    block,
                    inputOffset + offset,
                    outputOffset + offset,
                    rowStrideBytes,
                    biasOffset,
                    weightsOffset,
                    weightStride,
                    inputs,
                    outputs);
        }
        for (; lane < lanes; lane += vectorLanes) {
            long offset = lane * elementBytes;
            oneVector(
                    block,
                    inputOffset + offset,
                    outputOffset + offset,
                    rowStrideBytes,
                    biasOffset,
                    weightsOffset,
                    weightStride,
                    inputs,
                    outputs);
        }
    }

    /** All outputs of four vectors of lanes, in threes, and in twos where threes would leave one. */
    private void fourVectors(
            MemorySegment block,
            long x,
            long y,
            long rowStride,
            long bias,
            long weights,
            long weightStride,
            int inputs,
            int outputs) {
        int left = outputs;
        for (; threes && left >= 3 && left != 4; left -= 3) {
            tile3x4(block, x, y, rowStride, bias, weights, weightStride, inputs);
            y += 3 * rowStride;
            bias += 3 * elementBytes;
            weights += 3 * elementBytes;
        }
        for (; left >= 2; left -= 2) {
            tile2x4(block, x, y, rowStride, bias, weights, weightStride, inputs);
            y += 2 * rowStride;
            bias += 2 * elementBytes;
            weights += 2 * elementBytes;
        }
        if (left == 1) {
            tile1x4(block, x, y, rowStride, bias, weights, weightStride, inputs);
        }
    }

    private void oneVector(
            MemorySegment block,
            long x,
            long y,
            long rowStride,
            long bias,
            long weights,
            long weightStride,
            int inputs,
            int outputs) {
        int left = outputs;
        for (; left >= 8; left -= 8) {
            tile8x1(block, x, y, rowStride, bias, weights, weightStride, inputs);
            y += 8 * rowStride;
            bias += 8 * elementBytes;
            weights += 8 * elementBytes;
        }
        for (; left >= 2; left -= 2) {
            tile2x1(block, x, y, rowStride, bias, weights, weightStride, inputs);
            y += 2 * rowStride;
            bias += 2 * elementBytes;
            weights += 2 * elementBytes;
        }
        if (left == 1) {
            tile1x1(block, x, y, rowStride, bias, weights, weightStride, inputs);
        }
    }

    @Override
    public final void forwardSingle(
            MemorySegment block,
            long inputOffset,
            long outputOffset,
            long biasOffset,
            long weightsOffset,
            int inputs,
            int outputs) {
        long weightStride = outputs * elementBytes;
        long y = outputOffset;
        long b = biasOffset;
        long w = weightsOffset;
        int o = 0;
        for (; o + 4 * vectorLanes <= outputs; o += 4 * vectorLanes) {
            units4(block, inputOffset, y, b, w, weightStride, inputs);
            y += 4 * vectorBytes;
            b += 4 * vectorBytes;
            w += 4 * vectorBytes;
        }
        for (; o + vectorLanes <= outputs; o += vectorLanes) {
            units1(block, inputOffset, y, b, w, weightStride, inputs);
            y += vectorBytes;
            b += vectorBytes;
            w += vectorBytes;
        }
        for (; o + 4 <= outputs; o += 4) {
            scalars4(block, inputOffset, y, b, w, weightStride, inputs);
            y += 4 * elementBytes;
            b += 4 * elementBytes;
            w += 4 * elementBytes;
        }
        for (; o < outputs; o++) {
            scalars1(block, inputOffset, y, b, w, weightStride, inputs);
            y += elementBytes;
            b += elementBytes;
            w += elementBytes;
        }
    }

    /** Three outputs by four vectors of lanes; {@code bias} and {@code weights} are the first output's, those of the next input follow at the stride. */
    abstract void tile3x4(
            MemorySegment block,
            long x,
            long y,
            long rowStride,
            long bias,
            long weights,
            long weightStride,
            int inputs);

    abstract void tile2x4(
            MemorySegment block,
            long x,
            long y,
            long rowStride,
            long bias,
            long weights,
            long weightStride,
            int inputs);

    abstract void tile1x4(
            MemorySegment block,
            long x,
            long y,
            long rowStride,
            long bias,
            long weights,
            long weightStride,
            int inputs);

    abstract void tile8x1(
            MemorySegment block,
            long x,
            long y,
            long rowStride,
            long bias,
            long weights,
            long weightStride,
            int inputs);

    abstract void tile2x1(
            MemorySegment block,
            long x,
            long y,
            long rowStride,
            long bias,
            long weights,
            long weightStride,
            int inputs);

    abstract void tile1x1(
            MemorySegment block,
            long x,
            long y,
            long rowStride,
            long bias,
            long weights,
            long weightStride,
            int inputs);

    /** Four vectors of outputs of one sample. */
    abstract void units4(MemorySegment block, long x, long y, long bias, long weights, long weightStride, int inputs);

    abstract void units1(MemorySegment block, long x, long y, long bias, long weights, long weightStride, int inputs);

    /** Four outputs of one sample, each a scalar: what is left over by whole vectors. */
    abstract void scalars4(MemorySegment block, long x, long y, long bias, long weights, long weightStride, int inputs);

    abstract void scalars1(MemorySegment block, long x, long y, long bias, long weights, long weightStride, int inputs);
}
