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
    private final TileRows rows;
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
        Checks.requireStep(stepSeconds);
        TileRows made = TileRows.of(
                lanes,
                engine.precision(),
                plant.states().size(),
                plant.inputs().size(),
                plant.parameters().size(),
                0);
        ProgramBuilder builder = new ProgramBuilder(made.tile, engine);
        plant.append(builder, integrator, made.state, made.input, made.parameters, made.dt);
        this(made, builder.build(), plant.states(), lanes, count, orthonormal, engine, budgetBytes, null);
        for (int lane = 0; lane < lanes; lane++) {
            set(rows.dt.row(0), lane, stepSeconds);
            for (int i = 0; i < rows.input.count(); i++) {
                Signal signal = plant.inputs().get(i);
                set(rows.input.row(i), lane, signal.limited(signal.defaultValue()));
            }
            for (int i = 0; i < rows.parameters.count(); i++) {
                set(rows.parameters.row(i), lane, plant.parameters().get(i).defaultValue());
            }
        }
    }

    /**
     * Compiles and allocates for a plant that is asked, by the classical method of Runge and Kutta.
     *
     * @param dynamics the plant; has neither inputs nor parameters here
     * @param stepSeconds the step, above 0
     * @param lanes how many trajectories side by side, a positive multiple of 16
     * @param count how many tangents, from 1 to the size of the state
     * @param orthonormal whether the tangents are to be made orthonormal; columns of Jacobians are not
     * @param engine what compiles the kernels; stays open
     * @param budgetBytes the most memory
     * @throws dev.antipode.core.memory.BudgetExceededException if it takes more
     */
    public PlantLoop(
            ExternalDynamics dynamics,
            double stepSeconds,
            int lanes,
            int count,
            boolean orthonormal,
            Engine engine,
            long budgetBytes) {
        Checks.requireStep(stepSeconds);
        int size = dynamics.states().size();
        TileRows made = TileRows.of(lanes, engine.precision(), size, 0, 0, size);
        ProgramBuilder builder = new ProgramBuilder(made.tile, engine);
        builder.kernel(
                "external step",
                ExternalStep.near(size),
                List.of(made.state, made.point, made.next, made.jacobian),
                List.of(made.state));
        ExternalStep step = new ExternalStep(dynamics, stepSeconds);
        this(made, builder.build(), dynamics.states(), lanes, count, orthonormal, engine, budgetBytes, step);
    }

    /** The step of a plant that is asked is null for one that is lifted. */
    private PlantLoop(
            TileRows rows,
            Program program,
            List<Signal> states,
            int lanes,
            int count,
            boolean orthonormal,
            Engine engine,
            long budgetBytes,
            ExternalStep step) {
        this.rows = rows;
        this.precision = engine.precision();
        double[] scales = LoopState.scales(states);
        LoopTangents loop = orthonormal
                ? LoopTangents.of(program, rows.tile, engine, List.of(rows.state), scales, count)
                : LoopTangents.columns(program, rows.tile, engine, List.of(rows.state), scales, count);
        MemoryPlan.Builder plan = MemoryPlan.builder();
        long tile = plan.add(
                "tile",
                rows.tile.rowCount() + " rows x " + lanes + " lanes x " + precision,
                Tile.bytes(rows.tile.rowCount(), lanes, precision));
        long scratch = plan.add("scratch", "kernels", engine.scratchBytes());
        long tangentOffset = loop.plan(plan, "tangents", lanes);
        this.workspace = Workspace.allocate(plan.build(), budgetBytes);
        Frame frame =
                new Frame(workspace.block(), tile, Tile.rowStrideBytes(lanes, precision), lanes, scratch, scratch);
        this.tangents = step == null
                ? new TangentFrame(loop, frame, tangentOffset)
                : new TangentFrame(loop, frame, tangentOffset, () -> ask(step));
        double[] start = states.stream().mapToDouble(Signal::defaultValue).toArray();
        for (int lane = 0; lane < lanes; lane++) {
            setState(lane, start);
        }
    }

    /** The rows of the tile; the last three are those of a plant that is asked. */
    private record TileRows(
            TileLayout tile, Rows state, Rows input, Rows parameters, Rows dt, Rows point, Rows next, Rows jacobian) {
        static TileRows of(int lanes, Precision precision, int states, int inputs, int parameters, int asked) {
            TileLayout tile = new TileLayout(Tile.rowStrideBytes(lanes, precision));
            return new TileRows(
                    tile,
                    tile.add("state", states),
                    tile.add("input", inputs),
                    tile.add("parameters", parameters),
                    tile.add("dt", 1),
                    tile.add("point", asked),
                    tile.add("next", asked),
                    tile.add("jacobian", asked * asked));
        }
    }

    /** Writes where each trajectory is, where it goes from there, and how that changes with where it is. */
    private void ask(ExternalStep step) {
        for (int lane = 0; lane < tangents.frame().lanes; lane++) {
            for (int i = 0; i < step.state.length; i++) {
                step.state[i] = state(i, lane);
            }
            step.run();
            set(rows.point, lane, step.state);
            set(rows.next, lane, step.next);
            set(rows.jacobian, lane, step.nextBy);
        }
    }

    /**
     * Where a trajectory is.
     *
     * @param lane from 0
     * @param values one number a state, in the plant's order; not modified
     */
    public void setState(int lane, double[] values) {
        set(rows.state, lane, values);
    }

    /**
     * What acts on a trajectory.
     *
     * @param lane from 0
     * @param values one number an input, in the plant's order; not modified
     */
    public void setInputs(int lane, double[] values) {
        set(rows.input, lane, values);
    }

    /**
     * The parameters of a trajectory.
     *
     * @param lane from 0
     * @param values one number a parameter, in the plant's order; not modified
     */
    public void setParameters(int lane, double[] values) {
        set(rows.parameters, lane, values);
    }

    private void set(Rows group, int lane, double[] values) {
        for (int i = 0; i < group.count(); i++) {
            set(group.row(i), lane, values[i]);
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
        return precision.get(frame.block, frame.offset(rows.state.row(i), lane, precision.bytes()));
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
