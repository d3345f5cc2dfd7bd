package dev.antipode.core.program;

import java.util.List;

/**
 * Forward-mode derivative of a {@link Program}, call by call: it runs the program and carries k tangents along. The primal
 * values are computed once a run, with the program's own bits, together with the partial derivatives; each tangent then goes
 * through the linear part alone.
 *
 * <p>A tangent lies in a tile of its own, with the rows of the program's tile: row r holds the tangent of row r. Rows that do
 * not depend on what is differentiated keep zeros. Tangents are lanes' own: lane l of a tangent belongs to lane l of the
 * program's tile.
 */
public final class ProgramJvp {
    private final Call[] calls;
    private final int tangents;
    private final int rows;
    private final long parameterBytes;

    ProgramJvp(List<Call> calls, int tangents, int rows, long parameterBytes) {
        this.parameterBytes = parameterBytes;
        this.calls = calls.toArray(Call[]::new);
        this.tangents = tangents;
        this.rows = rows;
    }

    /**
     * Differentiates a program.
     *
     * @param program one step of a loop, or a whole computation
     * @param layout the tile's layout; rows for partial derivatives are added to it
     * @param engine what compiles the kernels
     * @param wrt the rows that tangents may start in
     * @param sharedParameters whether the parameters that lanes share have tangents too
     * @param tangents how many ride along, at least 1
     * @return the derivative
     * @throws IllegalArgumentException if the layout is not for one row stride, or there is no tangent
     */
    public static ProgramJvp of(
            Program program, TileLayout layout, Engine engine, List<Rows> wrt, boolean sharedParameters, int tangents) {
        if (tangents < 1) {
            throw new IllegalArgumentException(tangents + " tangents cannot ride along; give at least 1");
        }
        return new ForwardMode(program, layout, engine, wrt, sharedParameters).derivative(tangents);
    }

    /**
     * Runs the program and pushes the tangents forward, in place: {@code t = J t}. Allocates nothing once the kernels are warm,
     * and never throws.
     *
     * @param frame where to work; its {@code tangentsOffset}, and {@code parameterTangentsOffset} where shared parameters are
     *     differentiated, must be set
     */
    public void run(Frame frame) {
        for (Call call : calls) {
            call.run(frame);
        }
    }

    /**
     * How many tangents ride along.
     *
     * @return at least 1
     */
    public int tangents() {
        return tangents;
    }

    /**
     * The rows of a tangent's tile; its size is that of a tile of so many rows.
     *
     * @return at least 1
     */
    public int tangentRows() {
        return rows;
    }

    /**
     * The distance from one tangent of the shared parameters to the next.
     *
     * @return bytes, a multiple of 64; 0 where lanes share no parameters
     */
    public long parameterTangentBytes() {
        return parameterBytes;
    }

    /**
     * Where a number of a tangent lies.
     *
     * @param frame where the tangents are
     * @param tangent from 0
     * @param row the row of the program's tile
     * @param lane from 0
     * @param elementBytes the size of a number
     * @return the offset in the block, in bytes
     */
    public long offset(Frame frame, int tangent, int row, int lane, int elementBytes) {
        return frame.tangentsOffset + ((long) tangent * rows + row) * frame.rowStrideBytes + (long) lane * elementBytes;
    }

    /** The calls, one a line. */
    @Override
    public String toString() {
        return Program.text(List.of(calls));
    }
}
