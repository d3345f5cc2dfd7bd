package dev.antipode.controller.hil.wire;

/**
 * When serving a plant ends by itself.
 *
 * @param seconds after so long; 0 for never
 * @param episodes after so many ended episodes; 0 for never
 */
public record ServeBounds(double seconds, long episodes) {
    /** Checks the values. */
    public ServeBounds {
        if (!(seconds >= 0) || Double.isInfinite(seconds) || episodes < 0) {
            throw new IllegalArgumentException(
                    seconds + " seconds and " + episodes + " episodes must be at least 0, where 0 means without end");
        }
    }

    /**
     * Whether the time is up.
     *
     * @param nanos since it began
     * @return false always where there is no bound
     */
    public boolean timeUp(long nanos) {
        return seconds > 0 && nanos >= seconds * 1e9;
    }
}
