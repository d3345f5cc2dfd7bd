package dev.antipode.sim;

import dev.antipode.core.memory.MemoryPlan;
import dev.antipode.core.memory.Tile;
import dev.antipode.core.program.CotangentLimit;
import dev.antipode.core.program.Frame;
import dev.antipode.core.program.ProgramVjp;
import dev.antipode.core.program.Rows;
import java.lang.foreign.ValueLayout;
import java.util.List;

/**
 * The gradient of a closed loop's cost by reverse-mode differentiation through its control steps: observe, policy, plant and cost.
 * The way forward keeps what each step starts from; the way back runs the steps again one by one, last first. Sensor noise
 * and everything else that is random are the same both times.
 *
 * <p>Either exact over a horizon ({@link #forward}, {@link #backward}), or truncated: window after window through a whole episode
 * ({@link #begin}, {@link #window}), each cut off from the one before, so that memory does not depend on the episode's length.
 *
 * <p>Made before the rollout's frames: it adds rows to their tiles. Immutable; each worker has a frame and memory of its own. After
 * warm-up nothing is allocated.
 */
public final class RolloutGradient {
    private final Rollout rollout;
    private final ProgramVjp step;
    /** Null where the task has no terminal cost. */
    private final ProgramVjp finish;

    private final int mostSteps;
    private final ParameterLayout layout;
    private final int parameters;
    private final int rows;
    private final StepRunner plain;

    private RolloutGradient(Rollout rollout, Policy policy, int mostSteps, CotangentLimit limit) {
        this.rollout = rollout;
        this.mostSteps = mostSteps;
        this.layout = policy.layout();
        this.parameters = policy.parameterCount();
        List<Rows> wrt = layout == ParameterLayout.ROWS ? List.of(rollout.policyParameters()) : List.of();
        this.step = rollout.stepVjp(wrt, layout == ParameterLayout.SHARED, limit);
        this.finish = rollout.task().chargesTerminalCost() ? rollout.finishVjp() : null;
        this.plain = rollout::step;
        this.rows = Math.max(step.cotangentRows(), finish == null ? 0 : finish.cotangentRows());
    }

    /**
     * Differentiates a rollout, exactly.
     *
     * @param rollout the closed loop, before any frame of it is made
     * @param policy its policy
     * @param mostSteps the longest horizon or window in control steps, at least 1
     * @return the gradient with respect to the policy's parameters
     * @throws IllegalArgumentException if the horizon is out of range
     */
    public static RolloutGradient of(Rollout rollout, Policy policy, int mostSteps) {
        return of(rollout, policy, mostSteps, CotangentLimit.NONE);
    }

    /**
     * Differentiates a rollout.
     *
     * @param rollout the closed loop, before any frame of it is made
     * @param policy its policy
     * @param mostSteps the longest horizon or window in control steps, at least 1
     * @param limit what happens to the signal that goes back from step to step
     * @return the gradient with respect to the policy's parameters
     * @throws IllegalArgumentException if the horizon is out of range
     */
    public static RolloutGradient of(Rollout rollout, Policy policy, int mostSteps, CotangentLimit limit) {
        int horizon = rollout.task().timing().horizonSteps();
        if (mostSteps < 1 || mostSteps > horizon) {
            throw new IllegalArgumentException("a horizon of " + mostSteps + " steps is not between 1 and the "
                    + horizon + " steps of task '" + rollout.task().name() + "'");
        }
        return new RolloutGradient(rollout, policy, mostSteps, limit);
    }

    /**
     * Plans the memory of one frame: cotangents, what each step starts from, and the gradient.
     *
     * @param plan entries are added to it
     * @param name what their names start with
     * @return where the memory starts, to be given to {@link #attach}
     */
    public long plan(MemoryPlan.Builder plan, String name) {
        long cotangents =
                plan.add(name + "cotangents", rows + " rows x " + rollout.lanes() + " lanes", cotangentBytes());
        plan.add(
                name + "states of the horizon",
                mostSteps + " steps and the end x " + step.carriedRows() + " rows x " + rollout.lanes() + " lanes",
                (mostSteps + 1) * stateBytes());
        plan.add(name + "gradient", groups() + " lane groups x " + parameters + " parameters", gradientBytes());
        return cotangents;
    }

    private long stride() {
        return Tile.rowStrideBytes(rollout.lanes(), rollout.precision());
    }

    private long cotangentBytes() {
        return rows * stride();
    }

    /** The size of what one step starts from. */
    private long stateBytes() {
        return step.carriedRows() * stride();
    }

    /** What a step takes over from the one before, for those that run it again. */
    ProgramVjp carrier() {
        return step;
    }

    private int groups() {
        return rollout.lanes() / Tile.LANE_MULTIPLE;
    }

    private long gradientBytes() {
        return groups() * step.gradientBytes();
    }

    private long tape(Frame frame, int slot) {
        return frame.cotangentsOffset + cotangentBytes() + slot * stateBytes();
    }

    /**
     * Gives a frame its memory.
     *
     * @param frame modified
     * @param offset what {@link #plan} returned
     */
    public void attach(Frame frame, long offset) {
        frame.cotangentsOffset = offset;
        frame.gradientOffset = tape(frame, mostSteps + 1);
    }

    /**
     * Runs episodes up to a horizon and keeps what each step starts from. The policy's parameters are taken over.
     *
     * @param frame modified; its random stream, first episode and parameters say which episodes of which candidate
     * @param steps the horizon in control steps, from 1 to the longest one
     */
    public void forward(Frame frame, int steps) {
        begin(frame);
        keep(frame, steps, plain);
    }

    private void keep(Frame frame, int steps, StepRunner runner) {
        for (int i = 0; i < steps; i++) {
            step.saveCarried(frame, tape(frame, i));
            runner.step(frame);
        }
    }

    /**
     * The gradient of the mean over steps and lanes of the stage costs up to a horizon that {@link #forward} has reached.
     *
     * @param frame modified; its loop is left at its first step
     * @param steps the horizon in control steps, from 1 to that of {@link #forward}
     */
    public void backward(Frame frame, int steps) {
        zeroGradient(frame);
        seed(frame, 1.0 / ((double) steps * rollout.lanes()), rollout.lanes());
        back(frame, 0, steps);
    }

    /**
     * Starts episodes whose gradient is to be added up window by window. The policy's parameters are taken over.
     *
     * @param frame modified; its random stream, first episode and parameters say which episodes of which candidate
     */
    public void begin(Frame frame) {
        step.prepare(frame);
        zeroGradient(frame);
        rollout.reset(frame);
    }

    /**
     * Runs the next steps of the episodes and adds the gradient of their cost, as if the state at their beginning did not depend on the
     * parameters.
     *
     * @param frame modified; its loop goes on by as many steps
     * @param steps from 1 to the longest window
     * @param weight what the costs count
     * @param live how many lanes count; the others are padding
     * @param last whether the episodes end here, so that the terminal cost counts too; they are finished afterwards
     */
    public void window(Frame frame, int steps, double weight, int live, boolean last) {
        window(frame, steps, weight, live, last, plain);
    }

    /**
     * The same, with something that rides along on the way forward.
     *
     * @param frame modified; its loop goes on by as many steps
     * @param steps from 1 to the longest window
     * @param weight what the costs count
     * @param live how many lanes count; the others are padding
     * @param last whether the episodes end here
     * @param runner runs each step on the way forward; it must give the rollout's own bits and must not touch the cotangents
     */
    public void window(Frame frame, int steps, double weight, int live, boolean last, StepRunner runner) {
        int first = frame.step;
        keep(frame, steps, runner);
        step.saveCarried(frame, tape(frame, steps));
        seed(frame, weight, live);
        if (last && finish != null) {
            finish.record(frame);
            finish.reverse(frame);
        }
        back(frame, first, steps);
        step.restoreCarried(frame, tape(frame, steps));
        frame.step = first + steps;
        if (last) {
            rollout.finish(frame);
        }
    }

    private void back(Frame frame, int first, int steps) {
        for (int i = steps - 1; i >= 0; i--) {
            step.restoreCarried(frame, tape(frame, i));
            frame.step = first + i;
            step.record(frame);
            step.reverse(frame);
        }
    }

    /** The cost counts, and nothing else does; what was added to parameters stays. */
    private void seed(Frame frame, double weight, int live) {
        Rows kept = rollout.policyParameters();
        long start = frame.cotangentsOffset;
        zero(frame, start, kept.first() * stride());
        long after = (kept.first() + kept.count()) * stride();
        zero(frame, start + after, cotangentBytes() - after);
        int bytes = rollout.precision().bytes();
        long cost = start + rollout.costRow() * stride();
        for (int lane = 0; lane < live; lane++) {
            rollout.precision().set(frame.block, cost + (long) lane * bytes, weight);
        }
    }

    private void zeroGradient(Frame frame) {
        zero(frame, frame.cotangentsOffset, cotangentBytes());
        zero(frame, frame.gradientOffset, gradientBytes());
    }

    private static void zero(Frame frame, long offset, long bytes) {
        for (long at = offset; at < offset + bytes; at += Long.BYTES) {
            frame.block.set(ValueLayout.JAVA_LONG, at, 0);
        }
    }

    /**
     * The gradient that was added up: summed over lanes, in their order.
     *
     * @param frame not modified
     * @param gradient one number a parameter, overwritten
     */
    public void gradient(Frame frame, double[] gradient) {
        for (int i = 0; i < parameters; i++) {
            double sum = 0;
            for (int group = 0; group < groups(); group++) {
                sum += groupGradient(frame, i, group);
            }
            gradient[i] = sum;
        }
    }

    /**
     * What 16 neighbouring lanes have added to the gradient: it depends on their episodes alone, whatever the lanes of a tile.
     *
     * @param frame not modified
     * @param parameter from 0
     * @param group from 0 to {@code lanes / 16 - 1}
     * @return the derivative of their part of the cost
     */
    public double groupGradient(Frame frame, int parameter, int group) {
        if (layout == ParameterLayout.SHARED) {
            return shared(frame, parameter, group);
        }
        double sum = 0;
        for (int lane = 0; lane < Tile.LANE_MULTIPLE; lane++) {
            sum += gradient(frame, parameter, group * Tile.LANE_MULTIPLE + lane);
        }
        return sum;
    }

    /**
     * One lane's part of the gradient, for parameters that lanes have of their own.
     *
     * @param frame not modified
     * @param parameter from 0
     * @param lane from 0
     * @return the derivative of the mean cost with respect to that lane's parameter
     */
    public double gradient(Frame frame, int parameter, int lane) {
        Rows rows = rollout.policyParameters();
        int bytes = rollout.precision().bytes();
        long row = frame.cotangentsOffset + rows.row(parameter) * stride();
        return rollout.precision().get(frame.block, row + (long) lane * bytes);
    }

    private double shared(Frame frame, int parameter, int group) {
        int bytes = rollout.precision().bytes();
        long vector = frame.gradientOffset + group * step.gradientBytes();
        return rollout.precision().get(frame.block, vector + (long) parameter * bytes);
    }

    /** The differentiated step, one call a line. */
    @Override
    public String toString() {
        return step.toString();
    }
}
