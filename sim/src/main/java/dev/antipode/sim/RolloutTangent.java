package dev.antipode.sim;

import dev.antipode.core.memory.MemoryPlan;
import dev.antipode.core.memory.Tile;
import dev.antipode.core.program.Frame;
import dev.antipode.core.program.ProgramJvp;
import dev.antipode.core.program.Rows;
import java.lang.foreign.ValueLayout;
import java.util.List;

/**
 * The derivative of a closed loop's cost in one direction of the policy's parameters, by a tangent that rides along whole episodes:
 * forward mode, so nothing is kept and memory does not depend on their length. Where lanes have parameters of their own, each lane
 * has a direction of its own.
 *
 * <p>Made before the rollout's frames: it adds rows to their tiles. Immutable; each worker has a frame and memory of its own. After
 * warm-up nothing is allocated.
 */
public final class RolloutTangent {
    private final Rollout rollout;
    private final ProgramJvp step;
    private final ProgramJvp finish;
    private final int rows;

    private RolloutTangent(Rollout rollout, Policy policy) {
        this.rollout = rollout;
        boolean shared = policy.layout() == ParameterLayout.SHARED;
        this.step = rollout.stepJvp(shared ? List.of() : List.of(rollout.policyParameters()), shared);
        this.finish = rollout.finishJvp();
        this.rows = Math.max(step.tangentRows(), finish.tangentRows());
    }

    /**
     * Differentiates a rollout.
     *
     * @param rollout the closed loop, before any frame of it is made
     * @param policy its policy
     * @return the derivative in a direction of its parameters
     */
    public static RolloutTangent of(Rollout rollout, Policy policy) {
        return new RolloutTangent(rollout, policy);
    }

    /**
     * Plans the memory of one frame.
     *
     * @param plan an entry is added to it
     * @param name the entry's name
     * @return where the memory starts, to be given to {@link #attach}
     */
    public long plan(MemoryPlan.Builder plan, String name) {
        return plan.add(name, rows + " rows x " + rollout.lanes() + " lanes", rows * stride());
    }

    /**
     * Gives a frame its memory.
     *
     * @param frame modified
     * @param offset what {@link #plan} returned
     */
    public void attach(Frame frame, long offset) {
        frame.tangentsOffset = offset;
    }

    /**
     * Sets a component of one lane's direction, where lanes have parameters of their own; others share the direction that lies at
     * the frame's {@code parameterTangentsOffset}.
     *
     * @param frame modified
     * @param parameter from 0
     * @param lane from 0
     * @param value the component
     */
    public void direction(Frame frame, int parameter, int lane, double value) {
        rollout.precision()
                .set(frame.block, offset(frame, rollout.policyParameters().row(parameter), lane), value);
    }

    /**
     * Runs whole episodes with their tangent: the start, every step to the horizon, the end.
     *
     * @param frame modified; its random stream, first episode and parameters say which episodes of which candidate
     */
    public void run(Frame frame) {
        begin(frame);
        for (int i = 0; i < rollout.task().timing().horizonSteps(); i++) {
            step(frame);
        }
        finish.run(frame);
    }

    /**
     * Starts episodes with their tangent, to be stepped one by one.
     *
     * @param frame modified; its random stream, first episode and parameters say which episodes of which candidate
     */
    public void begin(Frame frame) {
        rollout.reset(frame);
        Rows kept = rollout.policyParameters();
        zero(frame, 0, kept.first());
        zero(frame, kept.first() + kept.count(), rows);
    }

    /**
     * Runs one control step with its tangent. {@link #costDerivative} is then that of the cost so far.
     *
     * @param frame modified
     */
    public void step(Frame frame) {
        step.run(frame);
        frame.step++;
    }

    private void zero(Frame frame, int from, int to) {
        long end = frame.tangentsOffset + to * stride();
        for (long at = frame.tangentsOffset + from * stride(); at < end; at += Long.BYTES) {
            frame.block.set(ValueLayout.JAVA_LONG, at, 0);
        }
    }

    /**
     * The derivative of an episode's cost in the direction.
     *
     * @param frame not modified
     * @param lane from 0
     * @return the tangent of the whole cost
     */
    public double costDerivative(Frame frame, int lane) {
        return rollout.precision().get(frame.block, offset(frame, rollout.costRow(), lane));
    }

    private long offset(Frame frame, int row, int lane) {
        return frame.tangentsOffset
                + row * stride()
                + (long) lane * rollout.precision().bytes();
    }

    private long stride() {
        return Tile.rowStrideBytes(rollout.lanes(), rollout.precision());
    }
}
