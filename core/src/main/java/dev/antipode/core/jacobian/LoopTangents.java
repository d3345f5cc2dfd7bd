package dev.antipode.core.jacobian;

import dev.antipode.core.memory.MemoryPlan;
import dev.antipode.core.program.Engine;
import dev.antipode.core.program.Program;
import dev.antipode.core.program.ProgramBuilder;
import dev.antipode.core.program.ProgramJvp;
import dev.antipode.core.program.Rows;
import dev.antipode.core.program.TileLayout;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Tangents that ride along a loop: one step of the loop with k tangents of its state in every lane, and what keeps their lengths
 * within bounds. Compiled once, before the frames of the loop are made, for it adds rows to their tiles; each worker has a
 * {@link TangentFrame}. Immutable.
 */
public final class LoopTangents {
    private final ProgramJvp step;
    private final int[] components;
    private final double[] scales;
    private final int tangents;
    private final Rows logs;
    private final Program orthonormalise;
    private final Program rescale;
    private final TileLayout tangentLayout;
    private final int elementBytes;

    private LoopTangents(
            Program program,
            TileLayout layout,
            Engine engine,
            List<Rows> state,
            double[] scales,
            int tangents,
            boolean orthonormal) {
        this.components = state.stream()
                .flatMapToInt(rows -> IntStream.range(rows.first(), rows.first() + rows.count()))
                .toArray();
        check(components.length, scales, tangents);
        this.scales = scales.clone();
        this.tangents = tangents;
        this.elementBytes = engine.precision().bytes();
        this.step = ProgramJvp.of(program, layout, engine, state, false, tangents);
        this.tangentLayout = new TileLayout(layout.rowStrideBytes());
        List<Rows> all = new ArrayList<>();
        for (int t = 0; t < tangents; t++) {
            Rows tangent = tangentLayout.add("tangent " + t, step.tangentRows());
            for (int component : components) {
                all.add(tangent.part(component, 1));
            }
        }
        this.logs = tangentLayout.add("logarithms of growth", tangents);
        this.orthonormalise = orthonormal ? whole(engine, "orthonormalise", all, logs, true) : null;
        this.rescale = whole(engine, "rescale", all, logs.part(0, 1), false);
    }

    private static void check(int size, double[] scales, int tangents) {
        if (tangents < 1 || tangents > size) {
            throw new IllegalArgumentException(tangents + " tangents of a state of " + size
                    + " numbers: give from 1 to " + size + ", since more would not be independent");
        }
        if (scales.length != size) {
            throw new IllegalArgumentException(
                    scales.length + " scales were given for a state of " + size + " numbers; give one for each");
        }
        for (double scale : scales) {
            if (!(scale > 0) || scale == Double.POSITIVE_INFINITY) {
                throw new IllegalArgumentException("scale " + scale + " of a state must be positive and finite");
            }
        }
    }

    private Program whole(Engine engine, String name, List<Rows> all, Rows logRows, boolean orthonormal) {
        ProgramBuilder program = new ProgramBuilder(tangentLayout, engine);
        List<Rows> outputs = new ArrayList<>(all);
        outputs.add(logRows);
        program.kernel(
                name,
                orthonormal
                        ? TangentGraphs.orthonormalisation(scales, tangents)
                        : TangentGraphs.rescaling(scales, tangents),
                all,
                outputs);
        return program.build();
    }

    /**
     * Compiles.
     *
     * @param program one step of the loop
     * @param layout its tile, of one row stride
     * @param engine what compiles the kernels
     * @param state the rows that a step takes over from the one before and that perturbations are followed in
     * @param scales what each number of the state is measured in, such as half of its range: lengths of tangents are those of
     *     numbers divided by these
     * @param tangents how many ride along, from 1 to the size of the state
     * @return the compiled loop
     * @throws IllegalArgumentException if a number is out of range
     */
    public static LoopTangents of(
            Program program, TileLayout layout, Engine engine, List<Rows> state, double[] scales, int tangents) {
        return new LoopTangents(program, layout, engine, state, scales, tangents, true);
    }

    /**
     * Compiles for tangents that are only followed and rescaled, as columns of a Jacobian are: making many of them orthonormal takes
     * a kernel that grows with the third power of their number.
     *
     * @param program one step of the loop
     * @param layout its tile, of one row stride
     * @param engine what compiles the kernels
     * @param state as for {@link #of}
     * @param scales as for {@link #of}
     * @param tangents how many ride along, from 1 to the size of the state
     * @return the compiled loop; its tangents cannot be made orthonormal
     * @throws IllegalArgumentException if a number is out of range
     */
    public static LoopTangents columns(
            Program program, TileLayout layout, Engine engine, List<Rows> state, double[] scales, int tangents) {
        return new LoopTangents(program, layout, engine, state, scales, tangents, false);
    }

    /**
     * Plans the memory of one frame's tangents.
     *
     * @param plan an entry is added to it
     * @param name the entry's name
     * @param lanes the lanes of the frame
     * @return where it starts, to be given to {@link TangentFrame}
     */
    public long plan(MemoryPlan.Builder plan, String name, int lanes) {
        return plan.add(
                name,
                tangents + " tangents x " + step.tangentRows() + " rows x " + lanes + " lanes",
                tangentLayout.rowCount() * tangentLayout.rowStrideBytes());
    }

    /**
     * The size of the state.
     *
     * @return at least 1
     */
    public int size() {
        return components.length;
    }

    /**
     * How many tangents ride along.
     *
     * @return from 1 to {@link #size}
     */
    public int tangents() {
        return tangents;
    }

    ProgramJvp step() {
        return step;
    }

    Program orthonormalise() {
        if (orthonormalise == null) {
            throw new IllegalStateException("these tangents were compiled as columns and cannot be made orthonormal");
        }
        return orthonormalise;
    }

    Program rescale() {
        return rescale;
    }

    /** The row of a component of the state, in the program's tile and in that of a tangent. */
    int component(int i) {
        return components[i];
    }

    double scale(int i) {
        return scales[i];
    }

    /** The row of a logarithm in the tile of all tangents. */
    int log(int tangent) {
        return logs.row(tangent);
    }

    int elementBytes() {
        return elementBytes;
    }
}
