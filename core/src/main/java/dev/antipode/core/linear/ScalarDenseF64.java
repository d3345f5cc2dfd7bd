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
            long parametersOffset,
            int inputs,
            int outputs) {
        for (int o = 0; o < outputs; o++) {
            long parameter = parametersOffset + 8L * o;
            for (int lane = 0; lane < lanes; lane++) {
                double y = unit(block, inputOffset + 8L * lane, rowStrideBytes, parameter, inputs, outputs);
                block.set(NUMBER, outputOffset + o * rowStrideBytes + 8L * lane, y);
            }
        }
    }

    @Override
    public void forwardSingle(
            MemorySegment block, long inputOffset, long outputOffset, long parametersOffset, int inputs, int outputs) {
        for (int o = 0; o < outputs; o++) {
            double y = unit(block, inputOffset, 8L, parametersOffset + 8L * o, inputs, outputs);
            block.set(NUMBER, outputOffset + 8L * o, y);
        }
    }

    /** One output of one sample, whose inputs are {@code stride} bytes apart. */
    private double unit(MemorySegment block, long input, long stride, long parameter, int inputs, int outputs) {
        double y = block.get(NUMBER, parameter);
        for (int k = 0; k < inputs; k++) {
            double w = block.get(NUMBER, parameter + 8L * outputs * (k + 1));
            double x = block.get(NUMBER, input + k * stride);
            y = fused ? Math.fma(w, x, y) : w * x + y;
        }
        return y;
    }
}
