package dev.antipode.core.linear;

import dev.antipode.core.kernel.Arithmetic;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/**
 * Dense layers one double at a time. Numbers pass through arrays of a block's size: as long as the JVM interprets this, or has only what
 * its first compiler makes of it, an access to native memory takes many times as long as one to an array.
 */
final class ScalarDenseF64 implements DenseKernel {
    private static final ValueLayout.OfDouble NUMBER = ValueLayout.JAVA_DOUBLE;
    private static final int BYTES = 8;
    private static final int LANES = 16;
    private static final int OUTPUTS = 16;

    /** What a thread has of a layer at hand: weights from one input, that input in all lanes, outputs by lanes. */
    private static final class Block {
        final double[] w = new double[OUTPUTS * LANES];
        final double[] x = new double[LANES];
        final double[] y = new double[OUTPUTS * LANES];
    }

    /** Each thread's own, so that a call allocates nothing. */
    private final ThreadLocal<Block> blocks = ThreadLocal.withInitial(Block::new);

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
        Block at = blocks.get();
        for (int o = 0; o < outputs; o += OUTPUTS) {
            int count = Math.min(OUTPUTS, outputs - o);
            long bias = biasOffset + (long) BYTES * o;
            long weights = weightsOffset + (long) BYTES * o;
            for (int lane = 0; lane < lanes; lane += LANES) {
                begin(at, block, bias, count);
                for (int k = 0; k < inputs; k++) {
                    long row = inputOffset + k * rowStrideBytes + (long) BYTES * lane;
                    MemorySegment.copy(block, NUMBER, row, at.x, 0, LANES);
                    MemorySegment.copy(block, NUMBER, weights + (long) BYTES * outputs * k, at.w, 0, count);
                    addProducts(at.w, at.x, at.y, count);
                }
                for (int i = 0; i < count; i++) {
                    long row = outputOffset + (o + i) * rowStrideBytes + (long) BYTES * lane;
                    MemorySegment.copy(at.y, i * LANES, block, NUMBER, row, LANES);
                }
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
        for (int o = 0; o < outputs; o += at.y.length) {
            int count = Math.min(at.y.length, outputs - o);
            MemorySegment.copy(block, NUMBER, biasOffset + (long) BYTES * o, at.y, 0, count);
            for (int k = 0; k < inputs; k++) {
                long row = weightsOffset + BYTES * ((long) outputs * k + o);
                MemorySegment.copy(block, NUMBER, row, at.w, 0, count);
                addProducts(at.w, block.get(NUMBER, inputOffset + (long) BYTES * k), at.y, count);
            }
            MemorySegment.copy(at.y, 0, block, NUMBER, outputOffset + (long) BYTES * o, count);
        }
    }

    /** Every lane of an output starts from its bias. */
    private static void begin(Block at, MemorySegment block, long bias, int count) {
        MemorySegment.copy(block, NUMBER, bias, at.w, 0, count);
        for (int i = 0; i < count; i++) {
            for (int lane = 0; lane < LANES; lane++) {
                at.y[i * LANES + lane] = at.w[i];
            }
        }
    }

    /** One input of all lanes. */
    private void addProducts(double[] w, double[] x, double[] y, int count) {
        for (int i = 0; i < count; i++) {
            double weight = w[i];
            int row = i * LANES;
            for (int lane = 0; lane < LANES; lane++) {
                y[row + lane] = fused ? Math.fma(weight, x[lane], y[row + lane]) : weight * x[lane] + y[row + lane];
            }
        }
    }

    /** One input of one sample. */
    private void addProducts(double[] w, double x, double[] y, int count) {
        for (int i = 0; i < count; i++) {
            y[i] = fused ? Math.fma(w[i], x, y[i]) : w[i] * x + y[i];
        }
    }
}
