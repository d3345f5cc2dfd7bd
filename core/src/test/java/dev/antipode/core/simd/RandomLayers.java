package dev.antipode.core.simd;

import dev.antipode.core.kernel.Arithmetic;
import dev.antipode.core.linear.DenseKernel;
import dev.antipode.core.linear.DenseShape;
import dev.antipode.core.linear.StartingDense;
import dev.antipode.core.memory.Precision;
import dev.antipode.core.memory.Tile;
import dev.antipode.core.random.LaneCounters;
import dev.antipode.core.random.Purpose;
import dev.antipode.core.random.RandomKernel;
import dev.antipode.core.random.StartingRandom;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/** Random uniforms that go through dense layers, batched and single, in one precision and arithmetic. */
final class RandomLayers {
    private static final int LANES = 112;
    private static final DenseShape[] LAYERS = {
        new DenseShape(8, 35), new DenseShape(35, 64), new DenseShape(64, 85), new DenseShape(85, 4)
    };
    private static final int ROWS = 8 + 35 + 64 + 85 + 4;

    final StartingDense dense;
    final StartingRandom random;
    private final MemorySegment block;
    private final Precision precision;
    private final long rows = LaneCounters.bytes(LANES);
    private final long stride;
    private final long parameters;
    private final long single;
    private int step;

    RandomLayers(Precision precision, Arithmetic arithmetic) {
        this.precision = precision;
        dense = DenseKernel.starting(precision, arithmetic);
        random = RandomKernel.starting(precision);
        stride = Tile.rowStrideBytes(LANES, precision);
        parameters = rows + ROWS * stride;
        single = parameters + 64L * 1024 * precision.bytes();
        block = Arena.ofShared().allocate(single + ROWS * 8L, Tile.ALIGNMENT_BYTES);
        LaneCounters counters = new LaneCounters(0, LANES);
        // Parameters are uniforms too, moved to zero mean so that sums stay of the order of one.
        counters.setCoordinates(block);
        for (long row = parameters; row + 4 * stride <= single; row += 4 * stride) {
            RandomKernel.scalar(precision)
                    .uniform(
                            block,
                            row,
                            stride,
                            LANES,
                            4,
                            0,
                            5,
                            Purpose.SELF_CHECK,
                            (int) (row - parameters),
                            0,
                            0,
                            0,
                            0);
        }
        for (long offset = parameters; offset < single; offset += precision.bytes()) {
            precision.set(block, offset, (precision.get(block, offset) - 0.5) / 4);
        }
        counters.setEpisodes(block, 0, 7);
    }

    void step() {
        random.uniform(block, rows, stride, LANES, 8, 0, 1, Purpose.SELF_CHECK, 0, 0, 0, 0, step);
        long x = rows;
        long xOne = single;
        long theta = parameters;
        for (DenseShape layer : LAYERS) {
            long y = x + layer.inputs() * stride;
            long yOne = xOne + (long) layer.inputs() * precision.bytes();
            long weights = theta + (long) layer.outputs() * precision.bytes();
            dense.forward(block, x, y, stride, LANES, theta, weights, layer.inputs(), layer.outputs());
            dense.forwardSingle(block, xOne, yOne, theta, weights, layer.inputs(), layer.outputs());
            theta += (long) layer.parameterCount() * precision.bytes();
            x = y;
            xOne = yOne;
        }
        // The next single sample starts from this step's last outputs.
        MemorySegment.copy(block, x, block, single, 4L * precision.bytes());
        step++;
    }

    /** All of its memory. */
    int[] bits() {
        return block.toArray(ValueLayout.JAVA_INT);
    }
}
