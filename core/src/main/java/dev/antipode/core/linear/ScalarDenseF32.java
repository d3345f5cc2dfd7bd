package dev.antipode.core.linear;

import dev.antipode.core.kernel.Arithmetic;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/** Dense layers one float at a time. */
final class ScalarDenseF32 implements DenseKernel {
    private static final ValueLayout.OfFloat NUMBER = ValueLayout.JAVA_FLOAT;

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
        for (int o = 0; o < outputs; o++) {
            long bias = biasOffset + 4L * o;
            long weights = weightsOffset + 4L * o;
            for (int lane = 0; lane < lanes; lane++) {
                float y = unit(block, inputOffset + 4L * lane, rowStrideBytes, bias, weights, inputs, outputs);
                block.set(NUMBER, outputOffset + o * rowStrideBytes + 4L * lane, y);
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
        for (int o = 0; o < outputs; o++) {
            float y = unit(block, inputOffset, 4L, biasOffset + 4L * o, weightsOffset + 4L * o, inputs, outputs);
            block.set(NUMBER, outputOffset + 4L * o, y);
        }
    }

    /** One output of one sample, whose inputs are {@code stride} bytes apart. */
    private float unit(MemorySegment block, long input, long stride, long bias, long weights, int inputs, int outputs) {
        float y = block.get(NUMBER, bias);
        for (int k = 0; k < inputs; k++) {
            float w = block.get(NUMBER, weights + 4L * outputs * k);
            float x = block.get(NUMBER, input + k * stride);
            y = fused ? Math.fma(w, x, y) : w * x + y;
        }
        return y;
    }
}
