package dev.antipode.sim.particles;

import dev.antipode.core.memory.MemoryPlan;
import dev.antipode.core.memory.Precision;
import dev.antipode.core.memory.Tile;
import dev.antipode.core.memory.Workspace;
import dev.antipode.core.program.Engine;
import dev.antipode.core.program.Frame;
import dev.antipode.core.program.ProgramBuilder;
import dev.antipode.core.program.ProgramJvp;
import dev.antipode.core.program.Rows;
import dev.antipode.core.program.TileLayout;
import dev.antipode.core.random.LaneCounters;
import java.util.List;

/**
 * How the places of settled packings answer to the diameter, whatever way they settled on: where the force {@code F(x, D)} is zero and
 * stays so, {@code -(dF/dx) dx/dD = dF/dD}, by the implicit function theorem. The matrix is the energy's Hessian but for a factor,
 * symmetric and not negative at a minimum, so that conjugate gradients solve it with products alone, each a {@link ProgramJvp} of the
 * force: M. Hestenes, E. Stiefel, "Methods of conjugate gradients for solving linear systems" (1952). Moving all disks alike changes no
 * force and is left out. Allocates nothing once the kernels are warm. Not thread-safe.
 */
public final class PackingResponse implements AutoCloseable {
    /** Of the residual's square to the first one, where a lane has its solution. */
    private static final double SOLVED = 1e-26;

    private final int disks;
    private final int lanes;
    private final Rows diameter;
    private final Rows place;
    private final Rows solution;
    private final Rows residual;
    private final PackingForces forces;
    private final ProgramJvp jvp;
    private final Workspace workspace;
    private final Frame frame;
    private final double[] square;
    private final double[] first;

    /**
     * Compiles and allocates.
     *
     * @param disks as many as the packings have
     * @param lanes as many as they are, a positive multiple of 16
     * @param engine in double precision; stays open
     * @param budgetBytes the most memory
     * @throws IllegalArgumentException if the engine is in single precision, in which no force is zero enough
     * @throws dev.antipode.core.memory.BudgetExceededException if it takes more memory
     */
    public PackingResponse(int disks, int lanes, Engine engine, long budgetBytes) {
        if (engine.precision() != Precision.F64) {
            throw new IllegalArgumentException(
                    "responses are solved for in F64, not " + engine.precision() + "; give an engine in F64");
        }
        this.disks = disks;
        this.lanes = lanes;
        long stride = Tile.rowStrideBytes(lanes, Precision.F64);
        TileLayout layout = new TileLayout(stride);
        diameter = layout.add("diameter", 1);
        place = layout.add("place", 2 * disks);
        solution = layout.add("solution", 2 * disks);
        residual = layout.add("residual", 2 * disks);
        PackingGraphs graphs = new PackingGraphs(disks);
        forces = new PackingForces(graphs, disks, layout, engine, place);
        ProgramBuilder program = new ProgramBuilder(layout, engine);
        program.kernel("sizes", graphs.sizes(), List.of(diameter), List.of(forces.sizes(), forces.side()));
        forces.append(program);
        jvp = ProgramJvp.of(program.build(), layout, engine, List.of(diameter, place), false, 1);
        MemoryPlan.Builder plan = MemoryPlan.builder("response of " + disks + " packed disks");
        long tile = plan.add(
                "settled packings",
                layout.rowCount() + " rows x " + lanes + " lanes x F64",
                Tile.bytes(layout.rowCount(), lanes, Precision.F64));
        long tangents = plan.add(
                "their tangent",
                jvp.tangentRows() + " rows x " + lanes + " lanes x F64",
                Tile.bytes(jvp.tangentRows(), lanes, Precision.F64));
        long counters = plan.add("lane counters", lanes + " lanes", LaneCounters.bytes(lanes));
        long scratch = plan.add("scratch", "kernels", engine.scratchBytes());
        workspace = Workspace.allocate(plan.build(), budgetBytes);
        frame = new Frame(workspace.block(), tile, stride, lanes, scratch, counters);
        frame.tangentsOffset = tangents;
        square = new double[lanes];
        first = new double[lanes];
    }

    private double get(Rows rows, int i, int lane) {
        return Precision.F64.get(frame.block, frame.offset(rows.row(i), lane, Double.BYTES));
    }

    private void set(Rows rows, int i, int lane, double value) {
        Precision.F64.set(frame.block, frame.offset(rows.row(i), lane, Double.BYTES), value);
    }

    private double tangent(Rows rows, int i, int lane) {
        return Precision.F64.get(frame.block, jvp.offset(frame, 0, rows.row(i), lane, Double.BYTES));
    }

    private void setTangent(Rows rows, int i, int lane, double value) {
        Precision.F64.set(frame.block, jvp.offset(frame, 0, rows.row(i), lane, Double.BYTES), value);
    }

    /**
     * Takes over diameters and places.
     *
     * @param packing of as many disks and lanes, settled
     */
    public void take(DiskPacking packing) {
        for (int lane = 0; lane < lanes; lane++) {
            set(diameter, 0, lane, packing.diameter(lane));
            for (int i = 0; i < 2 * disks; i++) {
                set(place, i, lane, packing.place(i % disks, i / disks, lane));
            }
        }
    }

    /**
     * Solves for the places' derivatives.
     *
     * @param iterations at most so many products with the Hessian
     * @return how many were made
     */
    public int solve(int iterations) {
        start();
        for (int iteration = 0; iteration < iterations; iteration++) {
            boolean all = true;
            for (int lane = 0; lane < lanes; lane++) {
                all &= square[lane] <= SOLVED * first[lane];
            }
            if (all) {
                finish();
                return iteration;
            }
            jvp.run(frame);
            for (int lane = 0; lane < lanes; lane++) {
                iterate(lane);
            }
        }
        finish();
        return iterations;
    }

    /** From the solution zero: residual and direction are what the diameter does to the forces. */
    private void start() {
        for (int lane = 0; lane < lanes; lane++) {
            for (int row = 0; row < jvp.tangentRows(); row++) {
                Precision.F64.set(frame.block, jvp.offset(frame, 0, row, lane, Double.BYTES), 0);
            }
            setTangent(diameter, 0, lane, 1);
        }
        jvp.run(frame);
        for (int lane = 0; lane < lanes; lane++) {
            double squares = 0;
            for (int i = 0; i < 2 * disks; i++) {
                double b = tangent(forces.force(), i, lane);
                set(solution, i, lane, 0);
                set(residual, i, lane, b);
                setTangent(place, i, lane, b);
                squares += b * b;
            }
            setTangent(diameter, 0, lane, 0);
            square[lane] = squares;
            first[lane] = squares;
        }
    }

    /** One iteration of a lane: the tangent of the places is the direction, that of the forces minus its product with the Hessian. */
    private void iterate(int lane) {
        double curvature = 0;
        for (int i = 0; i < 2 * disks; i++) {
            curvature -= tangent(place, i, lane) * tangent(forces.force(), i, lane);
        }
        if (!(curvature > 0) || square[lane] <= SOLVED * first[lane]) {
            return;
        }
        double length = square[lane] / curvature;
        double squares = 0;
        for (int i = 0; i < 2 * disks; i++) {
            set(solution, i, lane, get(solution, i, lane) + length * tangent(place, i, lane));
            double rest = get(residual, i, lane) + length * tangent(forces.force(), i, lane);
            set(residual, i, lane, rest);
            squares += rest * rest;
        }
        double kept = squares / square[lane];
        for (int i = 0; i < 2 * disks; i++) {
            setTangent(place, i, lane, get(residual, i, lane) + kept * tangent(place, i, lane));
        }
        square[lane] = squares;
    }

    /** The tangent becomes that along the solution. */
    private void finish() {
        for (int lane = 0; lane < lanes; lane++) {
            setTangent(diameter, 0, lane, 1);
            for (int i = 0; i < 2 * disks; i++) {
                setTangent(place, i, lane, get(solution, i, lane));
            }
        }
        jvp.run(frame);
    }

    /**
     * How far the forces of a packing are from zero.
     *
     * @param lane from 0
     * @return the largest component
     */
    public double largestForce(int lane) {
        double largest = 0;
        for (int i = 0; i < 2 * disks; i++) {
            largest = Math.max(largest, Math.abs(get(forces.force(), i, lane)));
        }
        return largest;
    }

    /**
     * The derivative of a place by the diameter, after {@link #solve}.
     *
     * @param disk from 0
     * @param axis 0 for to the right, 1 for up
     * @param lane from 0
     * @return in sides of the box; moving all disks alike is left out
     */
    public double placeSlope(int disk, int axis, int lane) {
        return get(solution, axis * disks + disk, lane);
    }

    /**
     * The derivative of the settled energy by the diameter, after {@link #solve}.
     *
     * @param lane from 0
     * @return with the places answering
     */
    public double slope(int lane) {
        return tangent(forces.energy(), 0, lane);
    }

    /**
     * What was allocated.
     *
     * @return the plan
     */
    public MemoryPlan plan() {
        return workspace.plan();
    }

    /** Frees the memory. */
    @Override
    public void close() {
        workspace.close();
    }
}
