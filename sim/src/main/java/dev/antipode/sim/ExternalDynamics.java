package dev.antipode.sim;

import java.util.List;

/** A plant in continuous time whose equations are not lifted but asked for, such as an FMU; what acts on it is constant. */
public interface ExternalDynamics {
    /**
     * The state's numbers.
     *
     * @return at least one
     */
    List<Signal> states();

    /**
     * The derivative of the state in time, and its Jacobian.
     *
     * @param state one finite number a state; not modified
     * @param derivative receives one number a state
     * @param jacobian receives the derivatives of these for the states, row by row
     */
    void evaluate(double[] state, double[] derivative, double[] jacobian);
}
