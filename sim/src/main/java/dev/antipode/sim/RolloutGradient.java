package dev.antipode.sim;

import dev.antipode.core.memory.MemoryPlan;
import dev.antipode.core.memory.Tile;
import dev.antipode.core.program.Frame;
import dev.antipode.core.program.ProgramVjp;
import dev.antipode.core.program.Rows;
import java.lang.foreign.ValueLayout;
import java.util.List;

/**
 * The exact gradient of a closed loop's cost over a horizon, by reverse-mode differentiation through every step of it: observe,
 * policy, plant and cost. The way forward keeps what each step starts from; the way back runs the steps again one by one, last
 * first. Sensor noise and everything else that is random are the same both times.
 *
 * <p>Made before the rollout's frames: it adds rows to their tiles. Immutable; each worker has a frame and memory of its own. After
 * warm-up nothing is allocated.
 */
public final class RolloutGradient {
    private final Rollout rollout;
    private final ProgramVjp step;
    private final int mostSteps;
    private final ParameterLayout layout;
    private final int parameters;

    private RolloutGradient(Rollout rollout, Policy policy, int mostSteps) {
        this.rollout = rollout;
        this.mostSteps = mostSteps;
        this.layout = policy.layout();
        this.parameters = policy.parameterCount();
        this.step = rollout.stepVjp(
                layout == ParameterLayout.ROWS ? List.of(rollout.policyParameters()) : List.of(),
                layout == ParameterLayout.SHARED);
    }

    /**
     * Differentiates a rollout.
     *
     * @param rollout the closed loop, before any frame of it is made
     * @param policy its policy
     * @param mostSteps the longest horizon in control steps, at least 1
     * @return the gradient with respect to the policy's parameters
     * @throws IllegalArgumentException if the horizon is out of range
     */
    public static RolloutGradient of(Rollout rollout, Policy policy, int mostSteps) {
        int horizon = rollout.task().timing().horizonSteps();
        if (mostSteps < 1 || mostSteps > horizon) {
            throw new IllegalArgumentException("a horizon of " + mostSteps + " steps is not between 1 and the "
                    + horizon + " steps of task '" + rollout.task().name() + "'");
        }
        return new RolloutGradient(rollout, policy, mostSteps);
    }

    /**
     * Plans the memory of one frame: cotangents, what each step starts from, and the gradient.
     *
     * @param plan entries are added to it
     * @param name what their names start with
     * @return where the memory starts, to be given to {@link #attach}
     */
    public long plan(MemoryPlan.Builder plan, String name) {
        long stride = stride();
        long cotangents = plan.add(
                name + "cotangents", step.cotangentRows() + " rows x " + rollout.lanes() + " lanes", cotangentBytes());
        plan.add(
                name + "states of the horizon",
                mostSteps + " steps x " + step.carriedRows() + " rows x " + rollout.lanes() + " lanes",
                mostSteps * step.carriedRows() * stride);
        plan.add(name + "gradient", groups() + " lane groups x " + parameters + " parameters", gradientBytes());
        return cotangents;
    }

    private long stride() {
        return Tile.rowStrideBytes(rollout.lanes(), rollout.precision());
    }

    private long cotangentBytes() {
        return step.cotangentRows() * stride();
    }

    private int groups() {
        return rollout.lanes() / Tile.LANE_MULTIPLE;
    }

    private long gradientBytes() {
        return groups() * step.gradientBytes();
    }

    private long tape(Frame frame) {
        return frame.cotangentsOffset + cotangentBytes();
    }

    /**
     * Gives a frame its memory.
     *
     * @param frame modified
     * @param offset what {@link #plan} returned
     */
    public void attach(Frame frame, long offset) {
        frame.cotangentsOffset = offset;
        frame.gradientOffset = offset + cotangentBytes() + mostSteps * step.carriedRows() * stride();
    }

    /**
     * Runs episodes up to a horizon and keeps what each step starts from. The policy's parameters are taken over.
     *
     * @param frame modified; its random stream, first episode and parameters say which episodes of which candidate
     * @param steps the horizon in control steps, from 1 to the longest one
     */
    public void forward(Frame frame, int steps) {
        step.prepare(frame);
        rollout.reset(frame);
        for (int i = 0; i < steps; i++) {
            step.saveCarried(frame, tape(frame) + i * step.carriedRows() * stride());
            rollout.step(frame);
        }
    }

    /**
     * The gradient of the mean over steps and lanes of the stage costs up to a horizon that {@link #forward} has reached.
     *
     * @param frame modified
     * @param steps the horizon in control steps, from 1 to that of {@link #forward}
     */
    public void backward(Frame frame, int steps) {
        zero(frame, frame.cotangentsOffset, cotangentBytes());
        zero(frame, frame.gradientOffset, gradientBytes());
        double seed = 1.0 / ((double) steps * rollout.lanes());
        int bytes = rollout.precision().bytes();
        long cost = frame.cotangentsOffset + rollout.costRow() * stride();
        for (int lane = 0; lane < rollout.lanes(); lane++) {
            rollout.precision().set(frame.block, cost + (long) lane * bytes, seed);
        }
        for (int i = steps - 1; i >= 0; i--) {
            step.restoreCarried(frame, tape(frame) + i * step.carriedRows() * stride());
            frame.step = i;
            step.record(frame);
            step.reverse(frame);
        }
    }

    private static void zero(Frame frame, long offset, long bytes) {
        for (long at = offset; at < offset + bytes; at += Long.BYTES) {
            frame.block.set(ValueLayout.JAVA_LONG, at, 0);
        }
    }

    /**
     * The gradient that {@link #backward} left: summed over lanes, in their order.
     *
     * @param frame not modified
     * @param gradient one number a parameter, overwritten
     */
    public void gradient(Frame frame, double[] gradient) {
        for (int i = 0; i < parameters; i++) {
            double sum = 0;
            if (layout == ParameterLayout.ROWS) {
                for (int lane = 0; lane < rollout.lanes(); lane++) {
                    sum += gradient(frame, i, lane);
                }
            } else {
                for (int group = 0; group < groups(); group++) {
                    sum += shared(frame, i, group);
                }
            }
            gradient[i] = sum;
        }
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
