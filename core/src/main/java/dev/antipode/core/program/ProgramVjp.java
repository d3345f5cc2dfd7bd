package dev.antipode.core.program;

import dev.antipode.core.linear.DenseTranspose;
import dev.antipode.core.memory.Precision;
import dev.antipode.core.memory.Tile;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Reverse-mode derivative of a {@link Program}, call by call. {@link #record} runs the program with its own bits and keeps what
 * the way back needs; {@link #reverse} then turns the cotangents of what the rows hold now into the cotangents of what they
 * held before, in place. Loops inside a program keep what each turn starts from and run it again; for a loop over time the
 * caller keeps {@link #carriedRows} of each step, restores them, and records and reverses step by step, last first.
 *
 * <p>Cotangents lie in a tile of their own: row r holds the cotangent of row r of the program's tile, lane by lane. The gradient of
 * parameters that lanes share is added up for each 16 lanes apart, lane after lane, so that neither the number of lanes in a tile
 * nor the vector width changes a bit.
 */
public final class ProgramVjp {
    private final Call[] record;
    private final Call[] reverse;
    private final int[] carried;
    private final int rows;
    private final long parameterBytes;
    private final Precision precision;
    private final DenseTranspose transpose;
    private final PrimalCall.Dense[] layers;
    private final Rows[] transposed;
    private final Rows ones;

    ProgramVjp(
            ReverseMode.Halves halves,
            int[] carried,
            int rows,
            long parameterBytes,
            Precision precision,
            DenseTranspose transpose,
            Map<PrimalCall.Dense, Rows> transposed,
            Rows ones) {
        this.record = halves.record().toArray(Call[]::new);
        this.reverse = halves.reverse().toArray(Call[]::new);
        this.carried = carried;
        this.rows = rows;
        this.parameterBytes = parameterBytes;
        this.precision = precision;
        this.transpose = transpose;
        List<PrimalCall.Dense> layerList = new ArrayList<>(transposed.keySet());
        this.layers = layerList.toArray(PrimalCall.Dense[]::new);
        this.transposed = layerList.stream().map(transposed::get).toArray(Rows[]::new);
        this.ones = ones;
    }

    /**
     * Differentiates a program.
     *
     * @param program one step of a loop, or a whole computation
     * @param layout the tile's layout; rows for what is kept on the way forward are added to it
     * @param engine what compiles the kernels
     * @param wrt the rows whose cotangents are wanted
     * @param sharedParameters whether the gradient of the parameters that lanes share is wanted too
     * @return the derivative
     * @throws IllegalArgumentException if the layout is not for one row stride
     */
    public static ProgramVjp of(
            Program program, TileLayout layout, Engine engine, List<Rows> wrt, boolean sharedParameters) {
        return of(program, layout, engine, wrt, sharedParameters, CotangentLimit.NONE, List.of());
    }

    /**
     * Differentiates a step of a loop whose signal back to the step before is limited.
     *
     * @param program one step of a loop
     * @param layout the tile's layout; rows for what is kept on the way forward are added to it
     * @param engine what compiles the kernels
     * @param wrt the rows whose cotangents are wanted
     * @param sharedParameters whether the gradient of the parameters that lanes share is wanted too
     * @param limit what happens to the signal after each step back
     * @param state the rows that carry the signal from step to step
     * @return the derivative
     * @throws IllegalArgumentException if the layout is not for one row stride
     */
    public static ProgramVjp of(
            Program program,
            TileLayout layout,
            Engine engine,
            List<Rows> wrt,
            boolean sharedParameters,
            CotangentLimit limit,
            List<Rows> state) {
        int rows = layout.rowCount();
        ReverseMode mode = new ReverseMode(program, layout, engine, wrt, sharedParameters);
        return mode.derivative(program, rows, limit, state);
    }

    /**
     * Takes over the shared parameters. To be called before the first step and whenever they have changed.
     *
     * @param frame modified: rows of its tile
     */
    public void prepare(Frame frame) {
        if (ones != null) {
            for (int lane = 0; lane < Tile.LANE_MULTIPLE; lane++) {
                precision.set(frame.block, frame.offset(ones.first(), lane, precision.bytes()), 1);
            }
        }
        for (int i = 0; i < layers.length; i++) {
            transpose.weights(
                    frame.block,
                    frame.parametersOffset + layers[i].weightBytes(),
                    layers[i].shape(),
                    frame.offset(transposed[i].first(), 0, precision.bytes()));
        }
    }

    /**
     * Runs the program and keeps what the way back needs. Allocates nothing once the kernels are warm, and never throws.
     *
     * @param frame where to work
     */
    public void record(Frame frame) {
        for (Call call : record) {
            call.run(frame);
        }
    }

    /**
     * Turns cotangents back, after {@link #record} on the same frame. Gradients of parameters are added to what their rows and
     * {@code gradientOffset} hold. Rows that the program itself has changed are not restored. Allocates nothing once the kernels are
     * warm, and never throws.
     *
     * @param frame where to work; its {@code cotangentsOffset}, and {@code gradientOffset} where shared parameters are
     *     differentiated, must be set
     */
    public void reverse(Frame frame) {
        for (Call call : reverse) {
            call.run(frame);
        }
    }

    /**
     * How many rows a run takes over from the run before.
     *
     * @return at least 0
     */
    public int carriedRows() {
        return carried.length;
    }

    /**
     * Keeps the carried rows, so that a step can be run again.
     *
     * @param frame not modified in its tile
     * @param offset where {@link #carriedRows} rows go, in bytes, a multiple of 64
     */
    public void saveCarried(Frame frame, long offset) {
        for (int i = 0; i < carried.length; i++) {
            long row = frame.tileOffset + carried[i] * frame.rowStrideBytes;
            long saved = offset + i * frame.rowStrideBytes;
            MemorySegment.copy(frame.block, row, frame.block, saved, frame.rowStrideBytes);
        }
    }

    /**
     * Puts the carried rows back.
     *
     * @param frame modified: rows of its tile
     * @param offset where {@link #saveCarried} left them
     */
    public void restoreCarried(Frame frame, long offset) {
        for (int i = 0; i < carried.length; i++) {
            long row = frame.tileOffset + carried[i] * frame.rowStrideBytes;
            long saved = offset + i * frame.rowStrideBytes;
            MemorySegment.copy(frame.block, saved, frame.block, row, frame.rowStrideBytes);
        }
    }

    /**
     * The rows of the cotangents' tile; its size is that of a tile of so many rows.
     *
     * @return at least 1
     */
    public int cotangentRows() {
        return rows;
    }

    /**
     * The size of one gradient of the shared parameters; there is one for each 16 lanes.
     *
     * @return bytes, a multiple of 64; 0 where lanes share no parameters
     */
    public long gradientBytes() {
        return parameterBytes;
    }

    /** The calls on the way forward and on the way back, one a line. */
    @Override
    public String toString() {
        return "forward\n" + Program.text(List.of(record)) + "back\n" + Program.text(List.of(reverse));
    }
}
