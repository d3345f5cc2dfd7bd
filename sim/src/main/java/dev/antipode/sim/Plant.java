package dev.antipode.sim;

/**
 * A plant in discrete time: the next state, {@link #period()} later. Made from {@link Dynamics} by
 * {@link Integrator#plant}, or written directly where the published system is a map or has an integration of its own.
 *
 * @param <X> the state
 * @param <U> the input
 * @param <P> the parameters
 */
public interface Plant<X extends Record, U extends Record, P extends Record> {
    /**
     * One step.
     *
     * @param state x
     * @param input u, constant during the step
     * @param parameters p, constant during an episode
     * @return the state one period later
     */
    X next(X state, U input, P parameters);

    /**
     * The time that one step takes. A task on an integrated plant sets its own step by {@link Timing}; a directly written
     * plant's period is binding.
     *
     * @return seconds, above 0; 1 for a map without physical time
     */
    double period();
}
