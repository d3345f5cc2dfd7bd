package dev.antipode.controller.hil.fault;

/**
 * When the faults of a case act, in each of its episodes.
 *
 * @param from the first tick of the episode with faults
 * @param until the first one without, greater
 */
public record FaultWindow(int from, int until) {
    /** Checks the order. */
    public FaultWindow {
        if (from < 0 || until <= from) {
            throw new IllegalArgumentException(
                    "faults from tick " + from + " until tick " + until + " act in none; end them later");
        }
    }

    /**
     * Whether they act.
     *
     * @param tick of the episode
     * @return true between the ends
     */
    public boolean contains(long tick) {
        return tick >= from && tick < until;
    }
}
