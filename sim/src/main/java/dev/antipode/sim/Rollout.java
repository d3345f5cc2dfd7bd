package dev.antipode.sim;

import dev.antipode.core.jacobian.LoopTangents;
import dev.antipode.core.memory.Precision;
import dev.antipode.core.memory.Tile;
import dev.antipode.core.program.CarriedRows;
import dev.antipode.core.program.CotangentLimit;
import dev.antipode.core.program.Engine;
import dev.antipode.core.program.Frame;
import dev.antipode.core.program.ProgramJvp;
import dev.antipode.core.program.ProgramVjp;
import dev.antipode.core.program.Rows;
import dev.antipode.core.program.TileLayout;
import dev.antipode.core.random.LaneCounters;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.List;

/**
 * A closed loop of task and policy, compiled for tiles of a fixed number of lanes. Immutable; each worker runs it on a
 * {@link Frame} of its own. After warm-up nothing is allocated.
 *
 * <p>A lane that becomes non-finite is counted, frozen at its last finite state and charged as failed; it never disturbs
 * its neighbours. Sums of costs and of observations are in the run's precision.
 */
public final class Rollout {
    private final TaskModel task;
    private final Engine engine;
    private final int lanes;
    private final TileLayout layout;
    private final RolloutRows rows;
    private final RolloutPrograms programs;
    private final LostEpisodes lost;

    private Rollout(TaskModel task, Policy policy, int lanes, Engine engine) {
        this.task = task;
        this.engine = engine;
        this.lanes = lanes;
        this.layout = new TileLayout(Tile.rowStrideBytes(lanes, engine.precision()));
        this.rows = new RolloutRows(layout, task, policy);
        this.programs = new RolloutPrograms(task, policy, rows, layout, engine);
        this.lost = new LostEpisodes(this, rows, task.failureCost());
    }

    /**
     * Compiles the closed loop.
     *
     * @param task what is to be achieved, on which plant
     * @param policy what commands it
     * @param lanes the lanes of a tile, a positive multiple of 16
     * @param engine what compiles the kernels; rollouts can share one
     * @return the rollout
     */
    public static Rollout compile(TaskModel task, Policy policy, int lanes, Engine engine) {
        if (lanes <= 0 || lanes % Tile.LANE_MULTIPLE != 0) {
            throw new IllegalArgumentException(
                    lanes + " lanes are not a positive multiple of 16; use Tile.paddedLanes");
        }
        return new Rollout(task, policy, lanes, engine);
    }

    /**
     * The rows of a closed loop before it is compiled, for the choice of its lanes; without random draws and without what
     * the policy computes on the way to its command.
     *
     * @param task what is to be achieved, on which plant
     * @param policy what commands it
     * @return rows of a tile
     */
    public static int rows(TaskModel task, Policy policy) {
        TileLayout tile = new TileLayout();
        new RolloutRows(tile, task, policy);
        return tile.rowCount();
    }

    /**
     * The memory of one tile with its lane counters.
     *
     * @return bytes, a multiple of 64
     */
    public long tileBytes() {
        return rowBytes() + LaneCounters.bytes(lanes);
    }

    private long rowBytes() {
        return Tile.bytes(layout.rowCount(), lanes, precision());
    }

    /**
     * The dimensions of a tile, for the memory plan.
     *
     * @return for example {@code "96 rows x 64 lanes x F32"}
     */
    public String tileDimensions() {
        return layout.rowCount() + " rows x " + lanes + " lanes x " + precision();
    }

    /**
     * The scratch memory of one worker.
     *
     * @return bytes, a multiple of 64
     */
    public long scratchBytes() {
        return engine.scratchBytes();
    }

    /**
     * The lanes of a tile.
     *
     * @return a positive multiple of 16
     */
    public int lanes() {
        return lanes;
    }

    Precision precision() {
        return engine.precision();
    }

    TaskModel task() {
        return task;
    }

    /** The state that the plant came to in the last step, finite or not. */
    Rows nextStates() {
        return rows.nextState;
    }

    int costRow() {
        return rows.cost.first();
    }

    /** The control step in reverse; rows are added to the tile. */
    ProgramVjp stepVjp(List<Rows> wrt, boolean sharedParameters, CotangentLimit limit) {
        return ProgramVjp.of(programs.step, layout, engine, wrt, sharedParameters, limit, loopState());
    }

    /** The control step forward with one tangent; rows are added to the tile. */
    ProgramJvp stepJvp(List<Rows> wrt, boolean sharedParameters) {
        return ProgramJvp.of(programs.step, layout, engine, wrt, sharedParameters, 1);
    }

    /** The end of an episode forward with one tangent: from the last state and the cost so far to the whole cost. */
    ProgramJvp finishJvp() {
        return ProgramJvp.of(programs.finish, layout, engine, List.of(rows.state, rows.cost), false, 1);
    }

    /** The end of an episode in reverse: from the whole cost to the last state. */
    ProgramVjp finishVjp() {
        return ProgramVjp.of(programs.finish, layout, engine, List.of(rows.state, rows.cost), false);
    }

    /**
     * Makes a worker's frame and fills its constant rows: observations are scaled by their declared ranges until
     * {@link #setNormalisation} says otherwise.
     *
     * @param block the workspace's memory
     * @param tileOffset {@link #tileBytes()} of it, at a multiple of 64
     * @param scratchOffset {@link #scratchBytes()} of it, at a multiple of 64
     * @return the frame; lane {@code l} runs episode {@code firstEpisode + l}
     */
    public Frame frame(MemorySegment block, long tileOffset, long scratchOffset) {
        long stride = Tile.rowStrideBytes(lanes, precision());
        Frame frame = new Frame(block, tileOffset, stride, lanes, scratchOffset, tileOffset + rowBytes());
        for (int i = 0; i < task.observations().size(); i++) {
            Signal signal = task.observations().get(i);
            fill(frame, rows.centre.row(i), signal.middle());
            fill(frame, rows.scale.row(i), 1 / signal.halfWidth());
        }
        setEpisodes(frame, lanes);
        return frame;
    }

    /**
     * Lets lanes repeat the same episodes, for lanes that are candidates times episodes.
     *
     * @param frame modified: lane {@code l} runs episode {@code firstEpisode + l % episodes}
     * @param episodes at least 1
     */
    public void setEpisodes(Frame frame, int episodes) {
        frame.laneCounters.setEpisodes(frame.block, 0, episodes);
    }

    /**
     * Sets how observations are shifted and scaled before a policy sees them.
     *
     * @param frame modified
     * @param centre one number an observation, subtracted
     * @param scale one number an observation, multiplied by afterwards
     */
    public void setNormalisation(Frame frame, double[] centre, double[] scale) {
        for (int i = 0; i < centre.length; i++) {
            fill(frame, rows.centre.row(i), centre[i]);
            fill(frame, rows.scale.row(i), scale[i]);
        }
    }

    private void fill(Frame frame, int row, double value) {
        for (int lane = 0; lane < lanes; lane++) {
            set(frame, row, lane, value);
        }
    }

    /**
     * The state of the closed loop: what a control step takes over from the one before and what changes the plant's state, now or
     * later: the state itself, the policy's memory, commands that are delayed or looked back at.
     *
     * @return groups of rows, in that order
     */
    public List<Rows> loopState() {
        return LoopState.of(task, rows, programs.step).rows();
    }

    /**
     * Tangents of the closed loop's state, which ride along its control steps. To be made before any frame of the rollout.
     *
     * @param count how many, from 1 to the size of {@link #loopState}
     * @return the compiled loop; lengths are in units of half the declared ranges
     */
    public LoopTangents loopTangents(int count) {
        LoopState state = LoopState.of(task, rows, programs.step);
        return LoopTangents.of(programs.step, layout, engine, state.rows(), state.scales(), count);
    }

    /**
     * One tangent for each number of the closed loop's state, for Jacobians. To be made before any frame of the rollout.
     *
     * @return the compiled loop; its tangents cannot be made orthonormal
     */
    public LoopTangents loopColumns() {
        LoopState state = LoopState.of(task, rows, programs.step);
        int size = state.rows().size();
        return LoopTangents.columns(programs.step, layout, engine, state.rows(), state.scales(), size);
    }

    /**
     * What has to be kept of episodes that are interrupted: with these rows, the frame's random stream, first episode and step, and the
     * policy's parameters, they go on to the same bits on any frame of the rollout.
     *
     * @return the rows
     */
    public CarriedRows carried() {
        return CarriedRows.of(programs.reset, List.of(programs.step, programs.finish));
    }

    /**
     * The memory that {@link #carried} rows are kept in.
     *
     * @return bytes, a multiple of 64
     */
    public long carriedBytes() {
        return carried().count() * Tile.rowStrideBytes(lanes, precision());
    }

    /**
     * Lets what is summed over an episode begin again: cost, live steps, observations and their squares. What is read after more steps is
     * of these steps alone.
     *
     * @param frame modified
     */
    public void clearSums(Frame frame) {
        clear(frame, rows.cost);
        clear(frame, rows.liveSteps);
        clear(frame, rows.observationSums);
        clear(frame, rows.observationSquares);
    }

    private static void clear(Frame frame, Rows group) {
        long from = frame.tileOffset + group.first() * frame.rowStrideBytes;
        for (long at = from; at < from + group.count() * frame.rowStrideBytes; at += Long.BYTES) {
            frame.block.set(ValueLayout.JAVA_LONG, at, 0);
        }
    }

    /**
     * Runs whole episodes: the start, every step to the horizon, the end. Where all of them are lost before, what is left is only charged:
     * costs, sums, states and counts are those of running each step; the observation, the command and the policy's memory are not.
     *
     * @param frame modified; its random stream, first episode and parameters say which episodes of which candidate
     */
    public void run(Frame frame) {
        reset(frame);
        int steps = task.timing().horizonSteps();
        while (frame.step < steps) {
            if (frame.step % LostEpisodes.INTERVAL_STEPS == 0 && lost.everywhere(frame)) {
                lost.pass(frame, steps - frame.step);
            } else {
                step(frame);
            }
        }
        finish(frame);
    }

    /**
     * Starts the episodes.
     *
     * @param frame modified
     */
    public void reset(Frame frame) {
        frame.step = 0;
        programs.reset.run(frame);
    }

    /**
     * Runs one control step.
     *
     * @param frame modified
     */
    public void step(Frame frame) {
        programs.step.run(frame);
        frame.step++;
    }

    /**
     * Ends the episodes: terminal cost and success.
     *
     * @param frame modified
     */
    public void finish(Frame frame) {
        programs.finish.run(frame);
    }

    /**
     * The cost of an episode so far.
     *
     * @param frame not modified
     * @param lane from 0 to {@code lanes() - 1}
     * @return the sum over its steps
     */
    public double cost(Frame frame, int lane) {
        return get(frame, rows.cost.first(), lane);
    }

    /**
     * Whether an episode is lost.
     *
     * @param frame not modified
     * @param lane from 0 to {@code lanes() - 1}
     * @return true if it failed or became non-finite
     */
    public boolean failed(Frame frame, int lane) {
        return get(frame, rows.alive.first(), lane) == 0;
    }

    /**
     * Whether an episode became non-finite.
     *
     * @param frame not modified
     * @param lane from 0 to {@code lanes() - 1}
     * @return true if it did
     */
    public boolean nonFinite(Frame frame, int lane) {
        return get(frame, rows.nonFinite.first(), lane) != 0;
    }

    /**
     * Whether an ended episode reached its goal and held it.
     *
     * @param frame not modified
     * @param lane from 0 to {@code lanes() - 1}
     * @return true if it did and never failed
     */
    public boolean success(Frame frame, int lane) {
        return get(frame, rows.success.first(), lane) != 0;
    }

    /**
     * Reads one number of the tile.
     *
     * @param frame not modified
     * @param row a row of one of the groups below
     * @param lane from 0 to {@code lanes() - 1}
     * @return the number
     */
    public double get(Frame frame, int row, int lane) {
        Precision precision = precision();
        return precision.get(frame.block, frame.offset(row, lane, precision.bytes()));
    }

    /**
     * Writes one number of the tile.
     *
     * @param frame modified
     * @param row a row of one of the groups below
     * @param lane from 0 to {@code lanes() - 1}
     * @param value the number
     */
    public void set(Frame frame, int row, int lane, double value) {
        Precision precision = precision();
        precision.set(frame.block, frame.offset(row, lane, precision.bytes()), value);
    }

    /**
     * The plant's state.
     *
     * @return one row a number
     */
    public Rows states() {
        return rows.state;
    }

    /**
     * The input that acts on the plant at the end of a step.
     *
     * @return one row a number
     */
    public Rows inputs() {
        return rows.later;
    }

    /**
     * The reference of the last step.
     *
     * @return one row a number
     */
    public Rows references() {
        return rows.reference;
    }

    /**
     * The observation of the last step, in its own units.
     *
     * @return one row a number
     */
    public Rows observations() {
        return rows.observation;
    }

    /**
     * The stage cost of the last step.
     *
     * @return one row
     */
    public Rows stageCost() {
        return rows.stageCost;
    }

    /**
     * The plant's parameters in the episode.
     *
     * @return one row a number
     */
    public Rows plantParameters() {
        return rows.plantParameters;
    }

    /**
     * The policy's parameters, for {@link ParameterLayout#ROWS}; written by the caller before an episode.
     *
     * @return one row a parameter, else none
     */
    public Rows policyParameters() {
        return rows.policyParameters;
    }

    /**
     * What the policy carries from step to step.
     *
     * @return one row a number
     */
    public Rows policyMemory() {
        return rows.policyMemory;
    }

    /**
     * The steps in which an episode was live.
     *
     * @return one row
     */
    public Rows liveSteps() {
        return rows.liveSteps;
    }

    /**
     * The sum of each observation over the live steps of the episode.
     *
     * @return one row a number
     */
    public Rows observationSums() {
        return rows.observationSums;
    }

    /**
     * The sum of each observation's square over the live steps of the episode.
     *
     * @return one row a number
     */
    public Rows observationSquares() {
        return rows.observationSquares;
    }

    /** The programs, one call a line. */
    @Override
    public String toString() {
        return "start\n" + programs.reset + "step\n" + programs.step + "finish\n" + programs.finish;
    }
}
