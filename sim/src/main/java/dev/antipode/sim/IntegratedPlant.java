package dev.antipode.sim;

import java.util.Objects;

/**
 * A continuous plant with the integrator that steps it. Kernels are made from the dynamics' graph; {@link #next} exists
 * for debugging and examples.
 *
 * @param dynamics the plant in continuous time
 * @param integrator how it is stepped
 * @param period the step in seconds where no task sets another
 * @param <X> the state
 * @param <U> the input
 * @param <P> the parameters
 */
public record IntegratedPlant<X extends Record, U extends Record, P extends Record>(
        Dynamics<X, U, P> dynamics, Integrator integrator, double period) implements Plant<X, U, P> {
    /** Checks the values. */
    public IntegratedPlant {
        Objects.requireNonNull(dynamics, "dynamics");
        Objects.requireNonNull(integrator, "integrator");
        if (!(period > 0) || Double.isInfinite(period)) {
            throw new IllegalArgumentException("step " + period + " s must be above 0; give seconds, such as 0.02");
        }
    }

    @Override
    public X next(X state, U input, P parameters) {
        return PlainSteps.next(this, state, input, parameters);
    }
}
