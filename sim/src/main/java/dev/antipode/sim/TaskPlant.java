package dev.antipode.sim;

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
import dev.antipode.core.random.EpisodeSet;
import dev.antipode.core.random.LaneCounters;

/**
 * The plant of a task with its sensors and actuators, commanded from outside: one episode, with the noise, the latency and the limits
 * of the task. The same commands give the same bits as in a {@link Rollout}. Not thread-safe; after warm-up no call but the
 * constructor allocates.
 */
public final class TaskPlant implements AutoCloseable {
    private static final int LANES = Tile.LANE_MULTIPLE;

    private final TaskModel task;
    private final Precision precision;
    private final RolloutRows rows;
    private final Program start;
    private final Program sense;
    private final Program act;
    private final Program finish;
    private final Workspace workspace;
    private final Frame frame;

    /**
     * Compiles and allocates.
     *
     * @param task what is simulated
     * @param engine what compiles the kernels; stays open
     * @param budgetBytes the most memory
     * @throws dev.antipode.core.memory.BudgetExceededException if it takes more
     */
    public TaskPlant(TaskModel task, Engine engine, long budgetBytes) {
        this.task = task;
        this.precision = engine.precision();
        long stride = Tile.rowStrideBytes(LANES, precision);
        TileLayout layout = new TileLayout(stride);
        this.rows = new RolloutRows(layout, task, new Outside());
        StepCalls calls = new StepCalls(task, rows, layout, engine);
        ProgramBuilder starting = new ProgramBuilder(layout, engine);
        calls.start(starting);
        this.start = starting.build();
        ProgramBuilder sensing = new ProgramBuilder(layout, engine);
        calls.sense(sensing);
        this.sense = sensing.build();
        ProgramBuilder acting = new ProgramBuilder(layout, engine);
        calls.act(acting);
        this.act = acting.build();
        ProgramBuilder finishing = new ProgramBuilder(layout, engine);
        calls.finish(finishing);
        this.finish = finishing.build();
        MemoryPlan.Builder plan = MemoryPlan.builder();
        long tile = plan.add(
                "plant",
                layout.rowCount() + " rows x " + LANES + " lanes x " + precision,
                Tile.bytes(layout.rowCount(), LANES, precision));
        long counters = plan.add("plant: lane counters", LANES + " lanes", LaneCounters.bytes(LANES));
        long scratch = plan.add("plant: scratch", "kernels", engine.scratchBytes());
        this.workspace = Workspace.allocate(plan.build(), budgetBytes);
        this.frame = new Frame(workspace.block(), tile, stride, LANES, scratch, counters);
        // Every lane runs the one episode, so that no padding meets numbers that are rare, such as denormal ones.
        frame.laneCounters.setEpisodes(frame.block, 0, 1);
    }

    /**
     * Starts an episode.
     *
     * @param seed of every random number
     * @param set which set the episode belongs to
     * @param episode its number, from 0
     */
    public void reset(long seed, EpisodeSet set, int episode) {
        frame.seed = seed;
        frame.episodeSet = set;
        frame.firstEpisode = episode;
        frame.step = 0;
        start.run(frame);
    }

    /**
     * Looks at the plant. To be called once a step, before {@link #act}.
     *
     * @param observation one number an observation, written
     * @param reference one number a reference, written
     */
    public void sense(double[] observation, double[] reference) {
        sense.run(frame);
        read(rows.observation, observation);
        read(rows.reference, reference);
    }

    /**
     * Moves on by one control period.
     *
     * @param command one number an input, as the controller asks for it: limits and latency are the plant's side; not modified
     */
    public void act(double[] command) {
        for (int i = 0; i < command.length; i++) {
            for (int lane = 0; lane < LANES; lane++) {
                set(rows.command.row(i), lane, command[i]);
            }
        }
        act.run(frame);
        frame.step++;
    }

    /** Ends the episode: terminal cost and success. */
    public void finish() {
        finish.run(frame);
    }

    /**
     * Changes a parameter of the plant for the rest of the episode.
     *
     * @param index in the plant's order
     * @param value in its unit
     */
    public void setParameter(int index, double value) {
        for (int lane = 0; lane < LANES; lane++) {
            set(rows.plantParameters.row(index), lane, value);
        }
    }

    /**
     * A parameter of the plant in the episode.
     *
     * @param index in the plant's order
     * @return in its unit
     */
    public double parameter(int index) {
        return get(rows.plantParameters.row(index));
    }

    /**
     * A number of the state.
     *
     * @param index in the plant's order
     * @return in its unit
     */
    public double state(int index) {
        return get(rows.state.row(index));
    }

    /**
     * The input that acts on the plant at the end of the last step.
     *
     * @param index in the plant's order
     * @return in its unit
     */
    public double applied(int index) {
        return get(rows.later.row(index));
    }

    /**
     * The steps since {@link #reset}.
     *
     * @return at least 0
     */
    public int step() {
        return frame.step;
    }

    /**
     * The cost of the last step.
     *
     * @return the stage cost, or the failure cost once the episode is lost
     */
    public double stageCost() {
        return failed() ? task.failureCost() : get(rows.stageCost.first());
    }

    /**
     * The cost of the episode so far.
     *
     * @return the sum over its steps
     */
    public double cost() {
        return get(rows.cost.first());
    }

    /**
     * Whether the episode is lost; its state stays what it was.
     *
     * @return true if it failed or became non-finite
     */
    public boolean failed() {
        return get(rows.alive.first()) == 0;
    }

    /**
     * Whether an episode that was ended reached its goal and held it.
     *
     * @return true if it did and never failed
     */
    public boolean success() {
        return get(rows.success.first()) != 0;
    }

    /**
     * What is simulated.
     *
     * @return as given
     */
    public TaskModel task() {
        return task;
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

    private void read(Rows group, double[] values) {
        for (int i = 0; i < group.count(); i++) {
            values[i] = get(group.row(i));
        }
    }

    private double get(int row) {
        return precision.get(frame.block, frame.offset(row, 0, precision.bytes()));
    }

    private void set(int row, int lane, double value) {
        precision.set(frame.block, frame.offset(row, lane, precision.bytes()), value);
    }

    /** In the place of a policy: the command is written from outside. */
    private static final class Outside implements Policy {
        @Override
        public int parameterCount() {
            return 0;
        }

        @Override
        public ParameterLayout layout() {
            return ParameterLayout.SHARED;
        }

        @Override
        public int memorySize() {
            return 0;
        }

        @Override
        public boolean normalisedObservations() {
            return false;
        }

        @Override
        public String fingerprint() {
            return "outside";
        }

        @Override
        public void append(ProgramBuilder program, Rows observation, Rows parameters, Rows memory, Rows command) {}
    }
}
