package dev.antipode.controller.train;

import dev.antipode.core.memory.Precision;
import dev.antipode.core.memory.Tile;
import dev.antipode.core.program.Engine;
import dev.antipode.core.program.Frame;
import dev.antipode.core.program.Program;
import dev.antipode.core.program.ProgramBuilder;
import dev.antipode.core.program.Rows;
import dev.antipode.core.program.TileLayout;
import dev.antipode.core.random.Gaussian;
import dev.antipode.core.random.LaneCounters;
import dev.antipode.core.random.Purpose;
import dev.antipode.core.random.RandomKernel;
import java.lang.foreign.MemorySegment;
import java.util.List;

/**
 * The standard normal perturbations of a generation, regenerated whenever they are needed and never stored: chunk by
 * chunk of {@value #CHUNK} coordinates in a worker's staging memory.
 *
 * <p>Parameter {@code 256 c + 64 r + l} takes word {@code r} of Threefry block {@code 64 c + l} (component: the pair), so
 * SIMD lanes are coordinates and the numbers depend on neither lanes nor threads.
 */
final class Perturbations {
    /** The lanes of the staging tile: a constant, because it decides which coordinate gets which number. */
    private static final int LANES = 64;

    private static final int ROWS = 4;
    static final int CHUNK = ROWS * LANES;

    private final Engine engine;
    private final RandomKernel random;
    private final Program gaussian;
    private final Precision precision;
    private final long seed;
    private final long strideBytes;

    /** Compiles the Gaussian transform; uniform numbers come from the engine too. */
    Perturbations(Engine engine, long seed) {
        this.engine = engine;
        this.random = engine.random();
        this.precision = engine.precision();
        this.seed = seed;
        this.strideBytes = Tile.rowStrideBytes(LANES, precision);
        TileLayout layout = new TileLayout(strideBytes);
        Rows numbers = layout.add("perturbation", ROWS);
        ProgramBuilder program = new ProgramBuilder(layout, engine);
        program.kernel("perturbation", Gaussian.graph(ROWS / 2), List.of(numbers), List.of(numbers));
        this.gaussian = program.build();
    }

    static int chunks(int parameters) {
        return (parameters + CHUNK - 1) / CHUNK;
    }

    /** The staging memory of one worker: the tile, the lanes' counters, the kernel's scratch. */
    long stagingBytes() {
        return ROWS * strideBytes + LaneCounters.bytes(LANES) + engine.scratchBytes();
    }

    String stagingDimensions() {
        return ROWS + " rows x " + LANES + " lanes x " + precision + " + counters + scratch";
    }

    /** Prepares a worker's staging memory, once. Few parameters are in few lanes of the first row: others are not filled for them. */
    Frame staging(MemorySegment block, long offset, int parameters) {
        long counters = offset + ROWS * strideBytes;
        int lanes = Math.min(LANES, Tile.paddedLanes(Math.max(1, parameters)));
        Frame frame = new Frame(block, offset, strideBytes, lanes, counters + LaneCounters.bytes(LANES), counters);
        frame.laneCounters.setCoordinates(block);
        return frame;
    }

    /** Fills the staging tile with the perturbation of one pair. */
    void fill(Frame staging, int generation, int pair, int chunk) {
        random.uniform(
                staging.block,
                staging.tileOffset,
                strideBytes,
                staging.lanes,
                ROWS,
                staging.laneCounters.offsetBytes(),
                seed,
                Purpose.PERTURBATION,
                generation,
                chunk * CHUNK,
                pair,
                0,
                0);
        gaussian.run(staging);
    }

    /** A number of the staging tile by its place in the chunk. */
    double get(Frame staging, int i) {
        return precision.get(staging.block, staging.offset(i / LANES, i % LANES, precision.bytes()));
    }

    /** Adds a pair's perturbation times its weight to the sums of a chunk. */
    void add(Frame staging, F64Array sums, int generation, int pair, int chunk, int count, double weight) {
        fill(staging, generation, pair, chunk);
        for (int i = 0; i < count; i++) {
            sums.set(i, sums.get(i) + weight * get(staging, i));
        }
    }

    /** Writes {@code theta + scale * perturbation} to another vector. */
    void perturb(Frame staging, int generation, int pair, double scale, long theta, long perturbed, int parameters) {
        int bytes = precision.bytes();
        MemorySegment block = staging.block;
        for (int chunk = 0; chunk < chunks(parameters); chunk++) {
            fill(staging, generation, pair, chunk);
            int first = chunk * CHUNK;
            int count = Math.min(CHUNK, parameters - first);
            for (int i = 0; i < count; i++) {
                long at = (long) (first + i) * bytes;
                double value = precision.get(block, theta + at) + scale * get(staging, i);
                precision.set(block, perturbed + at, value);
            }
        }
    }
}
