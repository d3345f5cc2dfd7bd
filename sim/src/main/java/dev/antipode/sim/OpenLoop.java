package dev.antipode.sim;

import dev.antipode.core.kernel.Arithmetic;
import dev.antipode.core.kernel.KernelMode;
import dev.antipode.core.memory.MemoryPlan;
import dev.antipode.core.memory.Precision;
import dev.antipode.core.memory.Tile;
import dev.antipode.core.memory.Workspace;
import dev.antipode.core.program.DrawUse;
import dev.antipode.core.program.Engine;
import dev.antipode.core.program.Frame;
import dev.antipode.core.program.Program;
import dev.antipode.core.program.ProgramBuilder;
import dev.antipode.core.program.Rows;
import dev.antipode.core.program.TileLayout;
import dev.antipode.core.random.EpisodeSet;
import dev.antipode.core.random.LaneCounters;
import java.util.List;

/**
 * Steps a plant under inputs that are given, one episode at a time, with scalar kernels: the bits of the closed loop's
 * plant steps, without its latency and slew limits. Inputs are clamped to their {@link Range} and go to the nearest
 * of their {@link Levels}. On a task's plant it also
 * gives the stage cost of each step and whether the state after it is a failure. A state that is lost or non-finite is
 * stepped on. Not thread-safe.
 */
public final class OpenLoop implements AutoCloseable {
    private static final int LANES = Tile.LANE_MULTIPLE;

    private final PlantModel plant;
    private final double stepSeconds;
    private final Engine engine;
    private final Workspace workspace;
    private final Frame frame;
    private final Rows state;
    private final Rows input;
    private final Rows previous;
    private final Rows parameters;
    private final Rows time;
    private final Rows cost;
    private final Rows failed;
    private final Program start;
    private final Program step;
    private int steps;
    private long clamped;

    private OpenLoop(
            PlantModel plant,
            TaskModel task,
            Integrator integrator,
            double stepSeconds,
            Precision precision,
            Arithmetic arithmetic) {
        Checks.requireStep(stepSeconds);
        this.plant = plant;
        this.stepSeconds = stepSeconds;
        this.engine = new Engine(precision, arithmetic, KernelMode.SCALAR);
        TileLayout layout = new TileLayout();
        state = layout.add("state", plant.states().size());
        input = layout.add("input", plant.inputs().size());
        previous = layout.add("previous input", plant.inputs().size());
        parameters = layout.add("parameters", plant.parameters().size());
        Rows dt = layout.add("dt", 1);
        time = layout.add("time", 1);
        cost = layout.add("stage cost", task == null ? 0 : 1);
        failed = layout.add("failed", task == null ? 0 : 1);
        Rows reference =
                layout.add("reference", task == null ? 0 : task.references().size());

        ProgramBuilder starting = new ProgramBuilder(layout, engine);
        ProgramBuilder stepping = new ProgramBuilder(layout, engine);
        if (reference.count() > 0) {
            TaskGraph graph = task.graph("reference");
            List<Rows> inputs = new java.util.ArrayList<>(List.of(time));
            inputs.addAll(starting.draws(DrawUse.REFERENCE, graph.normal()));
            stepping.kernel("reference", graph.graph(), inputs, List.of(reference));
        }
        if (task != null) {
            stepping.kernel(
                    "cost",
                    task.graph("cost").graph(),
                    List.of(state, reference, input, previous, parameters),
                    List.of(cost));
        }
        plant.append(stepping, integrator, state, input, parameters, dt);
        if (task != null) {
            stepping.kernel(
                    "failed", task.graph("failed").graph(), List.of(state, reference, parameters), List.of(failed));
        }
        start = starting.build();
        step = stepping.build();

        long rowBytes = Tile.bytes(layout.rowCount(), LANES, precision);
        MemoryPlan.Builder plan = MemoryPlan.builder();
        long tile = plan.add("tile", layout.rowCount() + " rows x " + LANES + " lanes x " + precision, rowBytes);
        long counters = plan.add("lane counters", LANES + " lanes", LaneCounters.bytes(LANES));
        long scratch = plan.add("scratch", "", engine.scratchBytes());
        workspace = Workspace.allocate(plan.build(), Long.MAX_VALUE);
        frame = new Frame(workspace.block(), tile, Tile.rowStrideBytes(LANES, precision), LANES, scratch, counters);
        frame.laneCounters.setEpisodes(workspace.block(), 0, LANES);
        frame.episodeSet = EpisodeSet.TEST;
        set(dt, 0, stepSeconds);
    }

    /**
     * Prepares a plant.
     *
     * @param plant the plant
     * @param integrator how it is stepped; null for a plant in discrete time
     * @param stepSeconds the step
     * @param precision of every number
     * @param arithmetic fused or unfused
     * @return the open loop, to be closed
     * @throws IllegalArgumentException if the plant is in discrete time and takes no integrator, or the step is not above 0
     */
    public static OpenLoop of(
            PlantModel plant, Integrator integrator, double stepSeconds, Precision precision, Arithmetic arithmetic) {
        return new OpenLoop(plant, null, integrator, stepSeconds, precision, arithmetic);
    }

    /**
     * Prepares a task's plant, with its costs.
     *
     * @param task the task
     * @param integrator how its plant is stepped; null for a plant in discrete time
     * @param stepSeconds the step
     * @param precision of every number
     * @param arithmetic fused or unfused
     * @return the open loop, to be closed
     * @throws IllegalArgumentException if the plant is in discrete time and takes no integrator, or the step is not above 0
     */
    public static OpenLoop of(
            TaskModel task, Integrator integrator, double stepSeconds, Precision precision, Arithmetic arithmetic) {
        return new OpenLoop(task.plant(), task, integrator, stepSeconds, precision, arithmetic);
    }

    /**
     * Starts an episode.
     *
     * @param states one number a state, in the plant's order; not modified
     * @param values one number a parameter, in the plant's order; not modified
     * @param seed of a task's reference
     * @param episode from 0, of the test set; decides a task's reference
     */
    public void start(double[] states, double[] values, long seed, int episode) {
        for (int i = 0; i < states.length; i++) {
            set(state, i, states[i]);
        }
        for (int i = 0; i < values.length; i++) {
            set(parameters, i, values[i]);
        }
        for (int i = 0; i < input.count(); i++) {
            set(input, i, plant.inputs().get(i).limited(0));
        }
        steps = 0;
        frame.seed = seed;
        frame.firstEpisode = episode;
        frame.step = 0;
        start.run(frame);
    }

    /**
     * One step.
     *
     * @param inputs one number an input, in the plant's order, held during the step; not modified
     */
    public void step(double[] inputs) {
        set(time, 0, steps * stepSeconds);
        for (int i = 0; i < input.count(); i++) {
            double applied = plant.inputs().get(i).limited(inputs[i]);
            if (applied != inputs[i]) {
                clamped++;
            }
            set(previous, i, get(input, i));
            set(input, i, applied);
        }
        step.run(frame);
        steps++;
        frame.step = steps;
    }

    /**
     * The time since the start of the episode.
     *
     * @return seconds
     */
    public double seconds() {
        return steps * stepSeconds;
    }

    /**
     * A state.
     *
     * @param i its index in the plant's order
     * @return the number
     */
    public double state(int i) {
        return get(state, i);
    }

    /**
     * The input that led to the state, after its clamp.
     *
     * @param i its index in the plant's order
     * @return the number
     */
    public double input(int i) {
        return get(input, i);
    }

    /**
     * Whether there are costs.
     *
     * @return true on a task's plant
     */
    public boolean judged() {
        return cost.count() > 0;
    }

    /**
     * The stage cost of the last step.
     *
     * @return the cost of the state before it and the input that acted
     */
    public double cost() {
        return get(cost, 0);
    }

    /**
     * Whether the state is one in which the task is lost.
     *
     * @return true if so
     */
    public boolean failed() {
        return get(failed, 0) != 0;
    }

    /**
     * Whether every state is a number.
     *
     * @return false as soon as one is infinite or NaN
     */
    public boolean finite() {
        for (int i = 0; i < state.count(); i++) {
            if (!Double.isFinite(state(i))) {
                return false;
            }
        }
        return true;
    }

    /**
     * How many given inputs were outside their range, or between their levels, so far.
     *
     * @return a count over all steps of all episodes
     */
    public long clampedInputs() {
        return clamped;
    }

    private double get(Rows rows, int i) {
        Precision precision = engine.precision();
        return precision.get(frame.block, frame.offset(rows.row(i), 0, precision.bytes()));
    }

    /** All lanes run the same episode: the first is read, the others must only not disturb it. */
    private void set(Rows rows, int i, double value) {
        Precision precision = engine.precision();
        for (int lane = 0; lane < LANES; lane++) {
            precision.set(frame.block, frame.offset(rows.row(i), lane, precision.bytes()), value);
        }
    }

    /** Frees the memory. */
    @Override
    public void close() {
        engine.close();
        workspace.close();
    }
}
