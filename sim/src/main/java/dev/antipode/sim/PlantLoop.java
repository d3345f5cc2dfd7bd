package dev.antipode.sim;

import dev.antipode.core.jacobian.LoopTangents;
import dev.antipode.core.jacobian.TangentFrame;
import dev.antipode.core.memory.MemoryPlan;
import dev.antipode.core.memory.Precision;
import dev.antipode.core.memory.Tile;
import dev.antipode.core.memory.Workspace;
import dev.antipode.core.program.Engine;
import dev.antipode.core.program.Frame;
import dev.antipode.core.program.Program;
import dev.antipode.core.program.ProgramBuilder;
import dev.antipode.core.program.Rows;
import dev.antipode.core.program.TileLayout;
import java.util.List;

/**
 * A plant that runs by itself, its inputs constant, with tangents of its state: for spectra and growth. One trajectory a lane. Not
 * thread-safe.
 */
public final class PlantLoop implements AutoCloseable {
    private final Precision precision;
    private final Rows state;
    private final Rows input;
    private final Rows parameters;
    private final Rows dt;
    private final Workspace workspace;
    private final TangentFrame tangents;

    /**
     * Compiles and allocates.
     *
     * @param plant the plant
     * @param integrator how it is stepped; null for a plant in discrete time
     * @param stepSeconds the step
     * @param lanes how many trajectories side by side, a positive multiple of 16
     * @param count how many tangents, from 1 to the size of the state
     * @param engine what compiles the kernels; stays open
     */
    public PlantLoop(PlantModel plant, Integrator integrator, double stepSeconds, int lanes, int count, Engine engine) {
        this(plant, integrator, stepSeconds, lanes, count, true, engine, Long.MAX_VALUE);
    }

    /**
     * Compiles and allocates within a budget.
     *
     * @param plant the plant
     * @param integrator how it is stepped; null for a plant in discrete time
     * @param stepSeconds the step, above 0
     * @param lanes how many trajectories side by side, a positive multiple of 16
     * @param count how many tangents, from 1 to the size of the state
     * @param orthonormal whether the tangents are to be made orthonormal; columns of Jacobians are not
     * @param engine what compiles the kernels; stays open
     * @param budgetBytes the most memory
     * @throws dev.antipode.core.memory.BudgetExceededException if it takes more
     */
    public PlantLoop(
            PlantModel plant,
            Integrator integrator,
            double stepSeconds,
            int lanes,
            int count,
            boolean orthonormal,
            Engine engine,
            long budgetBytes) {
        if (!(stepSeconds > 0) || Double.isInfinite(stepSeconds)) {
            throw new IllegalArgumentException(
                    "step " + stepSeconds + " s must be above 0; give seconds, such as 0.02");
        }
        precision = engine.precision();
        TileLayout layout = new TileLayout(Tile.rowStrideBytes(lanes, precision));
        state = layout.add("state", plant.states().size());
        input = layout.add("input", plant.inputs().size());
        parameters = layout.add("parameters", plant.parameters().size());
        dt = layout.add("dt", 1);
        ProgramBuilder builder = new ProgramBuilder(layout, engine);
        plant.append(builder, integrator, state, input, parameters, dt);
        Program program = builder.build();
        double[] scales = LoopState.scales(plant.states());
        LoopTangents loop = orthonormal
                ? LoopTangents.of(program, layout, engine, List.of(state), scales, count)
                : LoopTangents.columns(program, layout, engine, List.of(state), scales, count);
        MemoryPlan.Builder plan = MemoryPlan.builder();
        long tile = plan.add(
                "tile",
                layout.rowCount() + " rows x " + lanes + " lanes x " + precision,
                Tile.bytes(layout.rowCount(), lanes, precision));
        long scratch = plan.add("scratch", "kernels", engine.scratchBytes());
        long tangentOffset = loop.plan(plan, "tangents", lanes);
        workspace = Workspace.allocate(plan.build(), budgetBytes);
        Frame frame =
                new Frame(workspace.block(), tile, Tile.rowStrideBytes(lanes, precision), lanes, scratch, scratch);
        tangents = new TangentFrame(loop, frame, tangentOffset);
        for (int lane = 0; lane < lanes; lane++) {
            set(dt.row(0), lane, stepSeconds);
            for (int i = 0; i < state.count(); i++) {
                set(state.row(i), lane, plant.states().get(i).defaultValue());
            }
            for (int i = 0; i < input.count(); i++) {
                Signal signal = plant.inputs().get(i);
                set(input.row(i), lane, signal.limited(signal.defaultValue()));
            }
            for (int i = 0; i < parameters.count(); i++) {
                set(parameters.row(i), lane, plant.parameters().get(i).defaultValue());
            }
        }
    }

    /**
     * Where a trajectory is.
     *
     * @param lane from 0
     * @param values one number a state, in the plant's order; not modified
     */
    public void setState(int lane, double[] values) {
        set(state, lane, values);
    }

    /**
     * What acts on a trajectory.
     *
     * @param lane from 0
     * @param values one number an input, in the plant's order; not modified
     */
    public void setInputs(int lane, double[] values) {
        set(input, lane, values);
    }

    /**
     * The parameters of a trajectory.
     *
     * @param lane from 0
     * @param values one number a parameter, in the plant's order; not modified
     */
    public void setParameters(int lane, double[] values) {
        set(parameters, lane, values);
    }

    private void set(Rows rows, int lane, double[] values) {
        for (int i = 0; i < rows.count(); i++) {
            set(rows.row(i), lane, values[i]);
        }
    }

    private void set(int row, int lane, double value) {
        Frame frame = tangents.frame();
        precision.set(frame.block, frame.offset(row, lane, precision.bytes()), value);
    }

    /**
     * A number of the state.
     *
     * @param i its index in the plant's order
     * @param lane from 0
     * @return the number
     */
    public double state(int i, int lane) {
        Frame frame = tangents.frame();
        return precision.get(frame.block, frame.offset(state.row(i), lane, precision.bytes()));
    }

    /**
     * The loop's tangents, which step it.
     *
     * @return the same object at every call
     */
    public TangentFrame tangents() {
        return tangents;
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
