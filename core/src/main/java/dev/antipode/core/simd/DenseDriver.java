package dev.antipode.core.simd;

import dev.antipode.core.linear.DenseKernel;
import java.lang.foreign.MemorySegment;

/**
 * Cuts a dense layer into register tiles of outputs by vectors, whose bodies are generated. Eight sums or more hide the
 * latency of the multiply-add; the more there are, the fewer loads each of them takes.
 */
abstract class DenseDriver implements DenseKernel {
    private final int vectorLanes;
    private final long vectorBytes;
    private final long elementBytes;
    private final int mostOutputs;

    /** @param mostOutputs of a tile: 4, 8, or 16 where {@link #tile3x4} is used, too, which keeps as many vectors in registers */
    DenseDriver(int vectorLanes, int vectorBytes, int mostOutputs) {
        this.mostOutputs = mostOutputs;
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
        int tile;
        for (int left = outputs; left > 0; left -= tile) {
            if (mostOutputs >= 16 && left >= 3 && left != 4) {
                tile = 3;
                tile3x4(block, x, rowStride, weights, weightStride, inputs, y, bias);
            } else if (left >= 2) {
                tile = 2;
                tile2x4(block, x, rowStride, weights, weightStride, inputs, y, bias);
            } else {
                tile = 1;
                tile1x4(block, x, rowStride, weights, weightStride, inputs, y, bias);
            }
            y += tile * rowStride;
            bias += tile * elementBytes;
            weights += tile * elementBytes;
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
        int tile;
        for (int left = outputs; left > 0; left -= tile) {
            if (left >= 16 && mostOutputs >= 16) {
                tile = 16;
                tile16x1(block, x, rowStride, weights, weightStride, inputs, y, bias);
            } else if (left >= 8 && mostOutputs >= 8) {
                tile = 8;
                tile8x1(block, x, rowStride, weights, weightStride, inputs, y, bias);
            } else if (left >= 4) {
                tile = 4;
                tile4x1(block, x, rowStride, weights, weightStride, inputs, y, bias);
            } else if (left >= 2) {
                tile = 2;
                tile2x1(block, x, rowStride, weights, weightStride, inputs, y, bias);
            } else {
                tile = 1;
                tile1x1(block, x, rowStride, weights, weightStride, inputs, y, bias);
            }
            y += tile * rowStride;
            bias += tile * elementBytes;
            weights += tile * elementBytes;
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
            long rowStride,
            long weights,
            long weightStride,
            int inputs,
            long y,
            long bias);

    abstract void tile2x4(
            MemorySegment block,
            long x,
            long rowStride,
            long weights,
            long weightStride,
            int inputs,
            long y,
            long bias);

    abstract void tile1x4(
            MemorySegment block,
            long x,
            long rowStride,
            long weights,
            long weightStride,
            int inputs,
            long y,
            long bias);

    abstract void tile16x1(
            MemorySegment block,
            long x,
            long rowStride,
            long weights,
            long weightStride,
            int inputs,
            long y,
            long bias);

    abstract void tile8x1(
            MemorySegment block,
            long x,
            long rowStride,
            long weights,
            long weightStride,
            int inputs,
            long y,
            long bias);

    abstract void tile4x1(
            MemorySegment block,
            long x,
            long rowStride,
            long weights,
            long weightStride,
            int inputs,
            long y,
            long bias);

    abstract void tile2x1(
            MemorySegment block,
            long x,
            long rowStride,
            long weights,
            long weightStride,
            int inputs,
            long y,
            long bias);

    abstract void tile1x1(
            MemorySegment block,
            long x,
            long rowStride,
            long weights,
            long weightStride,
            int inputs,
            long y,
            long bias);

    /** Four vectors of outputs of one sample. */
    abstract void units4(MemorySegment block, long x, long y, long bias, long weights, long weightStride, int inputs);

    abstract void units1(MemorySegment block, long x, long y, long bias, long weights, long weightStride, int inputs);

    /** Four outputs of one sample, each a scalar: what is left over by whole vectors. */
    abstract void scalars4(MemorySegment block, long x, long y, long bias, long weights, long weightStride, int inputs);

    abstract void scalars1(MemorySegment block, long x, long y, long bias, long weights, long weightStride, int inputs);
}
