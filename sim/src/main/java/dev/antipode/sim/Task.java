package dev.antipode.sim;

/**
 * What is to be achieved on a plant. All methods are pure and lifted; a task model is made from them.
 *
 * <p>One control step: the reference at the step's time, the observation, the policy's command (clamped, slew-limited,
 * delayed), the stage cost of the state before the step, then the plant's sub-steps, then failure and goal are judged
 * on the state after it. From the step in which {@link #failed} holds, the state stays frozen and every remaining step is
 * charged {@link #failureCost()}, and once more in place of the terminal cost where the task has one; an episode that
 * reaches the horizon is charged {@link #terminalCost} and has not failed.
 *
 * @param <X> the state
 * @param <U> the input
 * @param <P> the parameters
 * @param <R> the reference: set point or waypoint; {@link None} where there is none
 * @param <O> the observation
 */
public interface Task<X extends Record, U extends Record, P extends Record, R extends Record, O extends Record> {
    /**
     * The plant.
     *
     * @return the same plant at every call
     */
    Plant<X, U, P> plant();

    /**
     * The clock.
     *
     * @return control period, sub-steps, latency and horizon
     */
    Timing timing();

    /**
     * The start of an episode.
     *
     * @param draw random numbers of this episode
     * @return the first state
     */
    X initial(Draw draw);

    /**
     * The plant's parameters in one episode. Where not overridden they are the {@link Default} values.
     *
     * @param draw random numbers of this episode
     * @return the parameters
     */
    default P parameters(Draw draw) {
        return Defaults.parametersOf(this);
    }

    /**
     * What the controller should follow. Where not overridden, R must be {@link None}.
     *
     * @param time seconds since the start of the episode
     * @param draw random numbers of this episode, the same at every time
     * @return the reference
     */
    default R reference(double time, Draw draw) {
        return Defaults.noReference();
    }

    /**
     * What the controller sees.
     *
     * @param x the state
     * @param r the reference
     * @param previous the command of the step before; zero, clamped into its range, at first
     * @param p the parameters
     * @param draw random numbers of this step: sensor noise
     * @return the observation
     */
    O observe(X x, R r, U previous, P p, Draw draw);

    /**
     * The cost of one control step, to be made small.
     *
     * @param x the state before the step
     * @param r the reference
     * @param applied the input that acts on the plant at the end of the step
     * @param previous the one of the step before
     * @param p the parameters
     * @return a finite number
     */
    double cost(X x, R r, U applied, U previous, P p);

    /**
     * The cost of where an episode ends.
     *
     * @param x the last state
     * @param r the last reference
     * @param p the parameters
     * @return a finite number
     */
    default double terminalCost(X x, R r, P p) {
        return 0;
    }

    /**
     * Whether the episode is lost.
     *
     * @param x the state after a step
     * @param r the reference
     * @param p the parameters
     * @return true to end it
     */
    default boolean failed(X x, R r, P p) {
        return false;
    }

    /**
     * The charge for every step that a failed episode does not reach. Must not be less than any stage cost of a live
     * episode, or failing early would pay; a task that breaks this is refused.
     *
     * @return a finite number
     */
    double failureCost();

    /**
     * Whether the state is where it should be.
     *
     * @param x the state after a step
     * @param r the reference
     * @param p the parameters
     * @return true at the goal
     */
    boolean atGoal(X x, R r, P p);

    /**
     * How long {@link #atGoal} must have held at the end of an episode that counts as a success.
     *
     * @return seconds, at least 0
     */
    double holdSeconds();
}
