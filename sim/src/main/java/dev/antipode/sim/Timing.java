package dev.antipode.sim;

/**
 * The clock of a task and of every controller trained for it.
 *
 * @param periodSeconds the control period: one observation and one command
 * @param substeps plant steps in a control period, at least 1
 * @param latencySeconds from observation to actuation, a multiple of the plant step, at least 0
 * @param horizonSteps control periods in an episode, at least 1
 */
public record Timing(double periodSeconds, int substeps, double latencySeconds, int horizonSteps) {
    /** Checks the values. */
    public Timing {
        if (!(periodSeconds > 0) || Double.isInfinite(periodSeconds)) {
            throw new IllegalArgumentException(
                    "control period " + periodSeconds + " s must be above 0; give seconds, such as 0.02");
        }
        if (substeps < 1 || horizonSteps < 1) {
            throw new IllegalArgumentException(
                    "substeps " + substeps + " and horizon " + horizonSteps + " steps must be at least 1");
        }
        double steps = latencySeconds / (periodSeconds / substeps);
        if (!(latencySeconds >= 0) || Math.abs(steps - Math.rint(steps)) > 1e-6) {
            throw new IllegalArgumentException(
                    "latency " + latencySeconds + " s must be a multiple of the plant step of "
                            + periodSeconds / substeps + " s; change it or the substeps");
        }
    }

    /**
     * A clock without latency.
     *
     * @param periodSeconds the control period
     * @param substeps plant steps in a control period
     * @param horizonSeconds the length of an episode, rounded to whole periods
     * @return the timing
     */
    public static Timing of(double periodSeconds, int substeps, double horizonSeconds) {
        return new Timing(periodSeconds, substeps, 0, Math.toIntExact(Math.round(horizonSeconds / periodSeconds)));
    }

    /**
     * The same clock with a latency.
     *
     * @param seconds from observation to actuation
     * @return the timing
     */
    public Timing withLatency(double seconds) {
        return new Timing(periodSeconds, substeps, seconds, horizonSteps);
    }

    /**
     * The plant's step.
     *
     * @return seconds
     */
    public double stepSeconds() {
        return periodSeconds / substeps;
    }

    /**
     * The latency in plant steps.
     *
     * @return at least 0
     */
    public int latencySubsteps() {
        return Math.toIntExact(Math.round(latencySeconds / stepSeconds()));
    }

    /** A part of what controller files are known by; must not change. */
    @Override
    public String toString() {
        return "Timing[periodSeconds=" + periodSeconds + ", substeps=" + substeps + ", latencySeconds=" + latencySeconds
                + ", horizonSteps=" + horizonSteps + "]";
    }
}
