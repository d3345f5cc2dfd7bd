package dev.antipode.core.linear;

import dev.antipode.core.kernel.SimdProvider;
import dev.antipode.core.memory.Precision;
import dev.antipode.core.memory.Tile;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.SplittableRandom;

/** Data on which a dense kernel is warmed and checked: shapes that reach every register tile of every vector width. */
final class DenseScratch implements AutoCloseable {
    private static final int LANES = 80;

    /**
     * Few, so that C2 compiles a tile for its calls before it does, once more, for the turns of its loop. What C1 has compiled first
     * needs the many turns to go on to C2.
     */
    private static final int INPUTS = SimdProvider.quickCompiler() ? 32 : 16;

    /** Every way to cut outputs into tiles: a way not met here would be a way not compiled. */
    private static final int[] BATCH_OUTPUTS = {31, 13, 3, 2, 1};

    private static final int ALL_BATCH_OUTPUTS = 31 + 13 + 3 + 2 + 1;

    /** Four vectors, one vector, four scalars and one, where a vector has 16 lanes or fewer; and no vector. */
    private static final int[] SINGLE_OUTPUTS = {85, 1};

    private static final double[] EDGES = {
        0.0, -0.0, Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY, Float.MIN_VALUE, Float.MAX_VALUE,
    };

    private final Arena arena = Arena.ofShared();
    private final SplittableRandom random = new SplittableRandom(0x5eedL);
    private final Precision precision;
    private final long rowStride;
    private final long parameters;
    private final long firstResult;
    private final long resultBytes;
    private final MemorySegment block;

    DenseScratch(Precision precision) {
        this.precision = precision;
        this.rowStride = Tile.rowStrideBytes(LANES, precision);
        this.parameters = INPUTS * rowStride;
        long parameterBytes = (long) new DenseShape(INPUTS, SINGLE_OUTPUTS[0]).parameterCount() * precision.bytes();
        this.firstResult = Math.ceilDiv(parameters + parameterBytes, Tile.ALIGNMENT_BYTES) * Tile.ALIGNMENT_BYTES;
        // The batched results, then the single ones in two rows each.
        this.resultBytes = (ALL_BATCH_OUTPUTS + 2 * SINGLE_OUTPUTS.length) * rowStride;
        this.block = arena.allocate(firstResult + 2 * resultBytes, Tile.ALIGNMENT_BYTES);
        fill(false);
    }

    long firstResult() {
        return firstResult;
    }

    void run(DenseKernel kernel, long result) {
        long output = result;
        for (int outputs : BATCH_OUTPUTS) {
            kernel.forward(block, 0, output, rowStride, LANES, parameters, weights(outputs), INPUTS, outputs);
            output += outputs * rowStride;
        }
        for (int outputs : SINGLE_OUTPUTS) {
            kernel.forwardSingle(block, 0, output, parameters, weights(outputs), INPUTS, outputs);
            output += 2 * rowStride;
        }
    }

    private long weights(int outputs) {
        return parameters + (long) outputs * precision.bytes();
    }

    /** Whether two kernels give the same bits, NaNs being one, for ordinary numbers and for edge cases. */
    boolean sameBits(DenseKernel one, DenseKernel other) {
        for (int round = 0; round < 4; round++) {
            fill(round % 2 == 1);
            run(one, firstResult);
            run(other, firstResult + resultBytes);
            for (long offset = 0; offset < resultBytes; offset += precision.bytes()) {
                double a = precision.get(block, firstResult + offset);
                double b = precision.get(block, firstResult + resultBytes + offset);
                if (Double.doubleToLongBits(a) != Double.doubleToLongBits(b)) {
                    return false;
                }
            }
        }
        return true;
    }

    private void fill(boolean edges) {
        for (long offset = 0; offset < firstResult; offset += precision.bytes()) {
            boolean edge = edges && random.nextInt(64) == 0;
            precision.set(block, offset, edge ? EDGES[random.nextInt(EDGES.length)] : random.nextDouble(-2, 2));
        }
    }

    @Override
    public void close() {
        arena.close();
    }
}
