package dev.antipode.core.linear;

import dev.antipode.core.kernel.Arithmetic;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/** Dense layers one double at a time. */
final class ScalarDenseF64 implements DenseKernel {
    private static final ValueLayout.OfDouble NUMBER = ValueLayout.JAVA_DOUBLE;

    private final boolean fused;

    ScalarDenseF64(Arithmetic arithmetic) {
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
            long bias = biasOffset + 8L * o;
            long weights = weightsOffset + 8L * o;
            for (int lane = 0; lane < lanes; lane++) {
                double y = unit(block, inputOffset + 8L * lane, rowStrideBytes, bias, weights, inputs, outputs);
                block.set(NUMBER, outputOffset + o * rowStrideBytes + 8L * lane, y);
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
            double y = unit(block, inputOffset, 8L, biasOffset + 8L * o, weightsOffset + 8L * o, inputs, outputs);
            block.set(NUMBER, outputOffset + 8L * o, y);
        }
    }

    /** One output of one sample, whose inputs are {@code stride} bytes apart. */
    private double unit(
            MemorySegment block, long input, long stride, long bias, long weights, int inputs, int outputs) {
        double y = block.get(NUMBER, bias);
        for (int k = 0; k < inputs; k++) {
            double w = block.get(NUMBER, weights + 8L * outputs * k);
            double x = block.get(NUMBER, input + k * stride);
            y = fused ? Math.fma(w, x, y) : w * x + y;
        }
        return y;
    }
}
