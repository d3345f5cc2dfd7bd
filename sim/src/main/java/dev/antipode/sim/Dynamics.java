package dev.antipode.sim;

/**
 * A plant in continuous time: {@code dx/dt = f(x, u, p)}. Implement it as a small class of pure methods over records of
 * {@code double}; nested records, and arrays with {@link Length}, are allowed. It is lifted from its bytecode, so it
 * stays ordinary Java that can be stepped through and tested.
 *
 * @param <X> the state
 * @param <U> the input
 * @param <P> the parameters
 */
public interface Dynamics<X extends Record, U extends Record, P extends Record> {
    /**
     * The time derivative of the state.
     *
     * @param state x
     * @param input u, constant during a step
     * @param parameters p, constant during an episode
     * @return dx/dt per second, component by component
     */
    X derivative(X state, U input, P parameters);

    /**
     * Brings a state back where it belongs after each whole integration step: wraps an angle, stops at an end stop. Most
     * plants need none.
     *
     * @param state the integrated state
     * @param parameters p
     * @return the state to go on from
     */
    default X constrain(X state, P parameters) {
        return state;
    }
}
