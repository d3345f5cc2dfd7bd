package dev.antipode.sim;

/**
 * A plant in discrete time whose step is a list of {@link Stages}: methods in plain Java, each lifted to a kernel of its own, that
 * pass their results on in rows of the tile. For plants of many equal parts, such as bodies, joints and contacts, whose step as one
 * method would be one huge kernel.
 *
 * @param <X> the state
 * @param <U> the input
 * @param <P> the parameters
 */
public interface ComposedPlant<X extends Record, U extends Record, P extends Record> extends Plant<X, U, P> {
    /**
     * Says what a step does.
     *
     * @param stages gets the stages in the order in which they run; every number of the state that no stage writes keeps its value
     */
    void compose(Stages stages);

    /** Calls the stages' methods one by one, for debugging: slow and readable. */
    @Override
    default X next(X state, U input, P parameters) {
        return PlainStages.next(this, state, input, parameters);
    }
}
