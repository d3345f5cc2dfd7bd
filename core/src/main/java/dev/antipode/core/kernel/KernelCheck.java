package dev.antipode.core.kernel;

import dev.antipode.core.memory.Precision;
import dev.antipode.core.memory.Tile;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.SplittableRandom;
import java.util.stream.DoubleStream;

/**
 * Memory of its own in which a kernel is warmed up, and the comparison of the bits of two kernels there. Shared memory
 * like a run's, so that the compiled code fits the run.
 */
final class KernelCheck implements AutoCloseable {
    static final int LANES = 64;

    /** Kinds of numbers: ordinary, of both signs, of all magnitudes, edges only, mixtures. */
    static final int KINDS = 6;

    /** Zeros, infinities, NaN, the ends of both precisions' ranges, one and a half. */
    static final double[] ENDS = {
        0.0,
        -0.0,
        1,
        -1,
        Double.NaN,
        Double.POSITIVE_INFINITY,
        Double.NEGATIVE_INFINITY,
        Double.MIN_VALUE,
        -Double.MIN_VALUE,
        Double.MIN_NORMAL,
        Float.MIN_VALUE,
        -Float.MIN_VALUE,
        Float.MIN_NORMAL,
        Float.MAX_VALUE,
        -Float.MAX_VALUE,
        Double.MAX_VALUE,
        -Double.MAX_VALUE,
        0.5,
        -0.5,
    };

    /** What every lane must survive: the ends, and numbers at which functions run out of their ranges. */
    private static final double[] EDGES = DoubleStream.concat(
                    DoubleStream.of(ENDS),
                    DoubleStream.of(3, 1e5, -1e5, 1e20, -1e-20, Math.PI, -Math.PI / 2, 88.7, -87.4, 709.8))
            .toArray();

    private static final long SEED = 0x5eedL;

    private final Precision precision;
    private final Arena arena = Arena.ofShared();
    private final MemorySegment block;
    private final int rows;
    private final int lanes;
    private final long stride;
    private final long tileBytes;
    private final long scratch;
    private final long shared;
    private final long sharedBytes;
    private final SplittableRandom random = new SplittableRandom(SEED);

    KernelCheck(Precision precision, int rows, long scratchBytes) {
        this(precision, rows, scratchBytes, 0, SharedRows.NONE);
    }

    /** @param rowStrideBytes the row stride, or 0 for that of {@link #LANES} lanes */
    KernelCheck(Precision precision, int rows, long scratchBytes, long rowStrideBytes, SharedRows sharedRows) {
        this.precision = precision;
        this.rows = rows;
        this.stride = rowStrideBytes == 0 ? Tile.rowStrideBytes(LANES, precision) : rowStrideBytes;
        int whole = (int) Math.min(LANES, stride / precision.bytes());
        this.lanes = whole / Tile.LANE_MULTIPLE * Tile.LANE_MULTIPLE;
        this.tileBytes = rows * stride;
        this.scratch = 2 * tileBytes;
        this.shared = scratch + scratchBytes + Tile.ALIGNMENT_BYTES;
        // The last row of a second tile with narrow rows may be read as far as the first tile's lanes reach.
        this.sharedBytes = sharedRows.rowsNeeded() * sharedRows.rowStrideBytes() + stride;
        this.block = arena.allocate(shared + sharedBytes, Tile.ALIGNMENT_BYTES);
    }

    /** Fills the tile with ordinary numbers. */
    void fillOrdinary() {
        fill(0);
    }

    void run(Kernel kernel, int lanes) {
        kernel.run(block, 0, stride, lanes, scratch, shared);
    }

    /** Whether two kernels leave the same bits, NaNs being one, for ordinary, wide-ranging and edge numbers. */
    boolean sameBits(Kernel one, Kernel other) {
        for (int kind = 0; kind < KINDS; kind++) {
            fill(kind);
            MemorySegment.copy(block, 0, block, tileBytes, tileBytes);
            one.run(block, 0, stride, lanes, scratch, shared);
            other.run(block, tileBytes, stride, lanes, scratch, shared);
            if (!sameTiles()) {
                return false;
            }
        }
        return true;
    }

    /** The values of one lane in every row. */
    double[] lane(int lane) {
        double[] values = new double[rows];
        for (int row = 0; row < values.length; row++) {
            values[row] = precision.get(block, offset(row, lane));
        }
        return values;
    }

    /** The lanes that are filled and compared: {@link #LANES}, or what the row stride has room for. */
    int lanes() {
        return lanes;
    }

    private long offset(int row, int lane) {
        return row * stride + (long) lane * precision.bytes();
    }

    private boolean sameTiles() {
        for (int row = 0; row < rows; row++) {
            for (int lane = 0; lane < lanes; lane++) {
                double a = precision.get(block, offset(row, lane));
                double b = precision.get(block, tileBytes + offset(row, lane));
                if (Double.doubleToLongBits(a) != Double.doubleToLongBits(b)) {
                    return false;
                }
            }
        }
        return true;
    }

    /** Fills the tile with numbers of a kind, from 0 (ordinary) to 5. */
    void fill(int kind) {
        for (int row = 0; row < rows; row++) {
            for (int lane = 0; lane < lanes; lane++) {
                precision.set(block, offset(row, lane), number(kind));
            }
        }
        for (long offset = shared; offset < shared + sharedBytes; offset += precision.bytes()) {
            precision.set(block, offset, number(kind));
        }
    }

    private double number(int kind) {
        return switch (kind) {
            case 0 -> random.nextDouble(0.5, 1.5);
            case 1 -> random.nextDouble(-3, 3);
            case 2 -> random.nextDouble(-3, 3) * Math.scalb(1.0, random.nextInt(-40, 40));
            case 3 -> EDGES[random.nextInt(EDGES.length)];
            default -> random.nextInt(8) == 0 ? EDGES[random.nextInt(EDGES.length)] : random.nextDouble(-2, 2);
        };
    }

    @Override
    public void close() {
        arena.close();
    }
}
