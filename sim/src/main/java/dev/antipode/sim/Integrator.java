package dev.antipode.sim;

/** How {@link Dynamics} becomes steps of fixed size. */
public enum Integrator {
    /** {@code x + h f(x)}. */
    EXPLICIT_EULER("euler"),
    /**
     * Velocities first, then positions with the new velocities. A position is a state whose derivative is another state
     * as it stands.
     */
    SEMI_IMPLICIT_EULER("semi-implicit-euler"),
    /** The explicit midpoint rule, second order. */
    MIDPOINT("midpoint"),
    /** The classical Runge-Kutta method, fourth order. */
    RK4("rk4");

    private final String label;

    Integrator(String label) {
        this.label = label;
    }

    /**
     * The name on the command line.
     *
     * @return lower case with hyphens
     */
    public String label() {
        return label;
    }

    /**
     * Makes a plant in discrete time.
     *
     * @param dynamics the plant in continuous time
     * @param stepSeconds the step where no task sets another, above 0
     * @param <X> the state
     * @param <U> the input
     * @param <P> the parameters
     * @return the plant, which keeps the dynamics and this integrator
     */
    public <X extends Record, U extends Record, P extends Record> IntegratedPlant<X, U, P> plant(
            Dynamics<X, U, P> dynamics, double stepSeconds) {
        return new IntegratedPlant<>(dynamics, this, stepSeconds);
    }
}
