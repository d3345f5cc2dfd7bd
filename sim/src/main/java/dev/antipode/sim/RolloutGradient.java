package dev.antipode.sim;

import dev.antipode.core.memory.MemoryPlan;
import dev.antipode.core.memory.Tile;
import dev.antipode.core.program.CotangentLimit;
import dev.antipode.core.program.Frame;
import dev.antipode.core.program.ProgramVjp;
import dev.antipode.core.program.Rows;
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

    private final StepTape tape;
    private final ParameterLayout layout;
    private final int parameters;
    private final LoopCotangents cotangents;
    private final StepRunner plain;

    private RolloutGradient(Rollout rollout, Policy policy, int mostSteps, CotangentLimit limit, Tape tape) {
        this.rollout = rollout;
        this.layout = policy.layout();
        this.parameters = policy.parameterCount();
        List<Rows> wrt = layout == ParameterLayout.ROWS ? List.of(rollout.policyParameters()) : List.of();
        this.step = rollout.stepVjp(wrt, layout == ParameterLayout.SHARED, limit);
        this.finish = rollout.task().chargesTerminalCost() ? rollout.finishVjp() : null;
        this.tape = new StepTape(rollout, step, mostSteps, tape);
        this.plain = rollout::step;
        int rows = Math.max(step.cotangentRows(), finish == null ? 0 : finish.cotangentRows());
        this.cotangents = new LoopCotangents(rollout, rows);
    }

    private RolloutGradient(RolloutGradient other, StepTape tape) {
        this.rollout = other.rollout;
        this.layout = other.layout;
        this.parameters = other.parameters;
        this.step = other.step;
        this.finish = other.finish;
        this.tape = tape;
        this.plain = other.plain;
        this.cotangents = other.cotangents;
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
        return of(rollout, policy, mostSteps, limit, Tape.FULL);
    }

    /**
     * Differentiates a rollout in less memory or less time.
     *
     * @param rollout the closed loop, before any frame of it is made
     * @param policy its policy
     * @param mostSteps the longest horizon or window in control steps, at least 1
     * @param limit what happens to the signal that goes back from step to step
     * @param tape what is kept of the way forward; the bits of the gradient do not depend on it
     * @return the gradient with respect to the policy's parameters
     * @throws IllegalArgumentException if the horizon is out of range
     */
    public static RolloutGradient of(Rollout rollout, Policy policy, int mostSteps, CotangentLimit limit, Tape tape) {
        int horizon = rollout.task().timing().horizonSteps();
        if (mostSteps < 1 || mostSteps > horizon) {
            throw new IllegalArgumentException("a horizon of " + mostSteps + " steps is not between 1 and the "
                    + horizon + " steps of task '" + rollout.task().name() + "'");
        }
        return new RolloutGradient(rollout, policy, mostSteps, limit, tape);
    }

    /**
     * The same with another tape, without compiling anything again.
     *
     * @param kept what is kept of the way forward; the bits of the gradient do not depend on it
     * @return a gradient whose memory is yet to be planned
     */
    public RolloutGradient withTape(Tape kept) {
        return new RolloutGradient(this, tape.kept(kept));
    }

    /**
     * Plans the memory of one frame: cotangents, what each step starts from, and the gradient.
     *
     * @param plan entries are added to it
     * @param name what their names start with
     * @return where the memory starts, to be given to {@link #attach}
     */
    public long plan(MemoryPlan.Builder plan, String name) {
        long start = plan.add(name + "cotangents", cotangents.dimensions(), cotangents.bytes());
        plan.add(name + "states of the horizon", tape.dimensions(), tape.bytes());
        plan.add(name + "gradient", groups() + " lane groups x " + parameters + " parameters", gradientBytes());
        return start;
    }

    /**
     * How many states of the way forward a frame has room for.
     *
     * @return one more than steps of the longest window for {@link Tape#FULL}
     */
    public int tapeStates() {
        return tape.slots();
    }

    /**
     * What {@link Tape#CHECKPOINTS} would take less than this for one frame.
     *
     * @return bytes, 0 where there is nothing to be had
     */
    public long spareTapeBytes() {
        return tape.spareBytes();
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

    private long tapeOffset(Frame frame) {
        return frame.cotangentsOffset + cotangents.bytes();
    }

    /**
     * Gives a frame its memory.
     *
     * @param frame modified
     * @param offset what {@link #plan} returned
     */
    public void attach(Frame frame, long offset) {
        frame.cotangentsOffset = offset;
        frame.gradientOffset = tapeOffset(frame) + tape.bytes();
    }

    /**
     * Runs episodes up to a horizon and keeps what each step starts from. The policy's parameters are taken over.
     *
     * @param frame modified; its random stream, first episode and parameters say which episodes of which candidate
     * @param steps the horizon in control steps, from 1 to the longest one
     */
    public void forward(Frame frame, int steps) {
        begin(frame);
        tape.forward(frame, tapeOffset(frame), steps, plain);
    }

    /**
     * The gradient of the mean over steps and lanes of the stage costs up to a horizon that {@link #forward} has reached.
     *
     * @param frame modified; its loop is left at its first step
     * @param steps the horizon in control steps, from 1 to that of {@link #forward}
     */
    public void backward(Frame frame, int steps) {
        zeroGradient(frame);
        cotangents.seed(frame, 1.0 / ((double) steps * rollout.lanes()), rollout.lanes());
        tape.back(frame, tapeOffset(frame), 0, steps);
    }

    /**
     * Starts episodes whose gradient is to be added up window by window. The policy's parameters are taken over.
     *
     * @param frame modified; its random stream, first episode and parameters say which episodes of which candidate
     */
    public void begin(Frame frame) {
        resume(frame);
        rollout.reset(frame);
    }

    /**
     * Lets episodes that have begun go on with a new sum of gradients. The policy's parameters, which may have changed, are taken over.
     *
     * @param frame modified; its tile holds the episodes
     */
    public void resume(Frame frame) {
        step.prepare(frame);
        zeroGradient(frame);
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
        long at = tapeOffset(frame);
        tape.forward(frame, at, steps, runner);
        tape.saveEnd(frame, at);
        cotangents.seed(frame, weight, live);
        if (last && finish != null) {
            finish.record(frame);
            finish.reverse(frame);
        }
        tape.back(frame, at, first, steps);
        tape.restoreEnd(frame, at);
        frame.step = first + steps;
        if (last) {
            rollout.finish(frame);
        }
    }

    private void zeroGradient(Frame frame) {
        cotangents.clear(frame);
        LoopCotangents.zero(frame, frame.gradientOffset, gradientBytes());
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
        return cotangents.get(frame, rollout.policyParameters().row(parameter), lane);
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
