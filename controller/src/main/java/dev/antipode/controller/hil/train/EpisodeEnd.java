package dev.antipode.controller.hil.train;

/** How an episode on the plant ended. */
public enum EpisodeEnd {
    /** It had all its ticks. */
    COMPLETE(true),
    /** The plant's side says that it is lost; the ticks that it did not have are charged. */
    FAILED(true),
    /** It left the envelope, and was ended by the safe action; the ticks that it did not have are charged. */
    LEFT_ENVELOPE(true),
    /** The candidate commanded what is no number; charged alike. */
    NO_COMMAND(true),
    /** Measurements stayed out, or the plant started afresh by itself: it says nothing of the candidate. */
    INTERRUPTED(false),
    /** The plant did not come to its start. */
    NOT_READY(false),
    /** The link is closed. */
    GONE(false),
    /** The plant's side tells no cost. */
    WITHOUT_COST(false),
    /** It was asked to stop. */
    STOPPED(false);

    private final boolean counts;

    EpisodeEnd(boolean counts) {
        this.counts = counts;
    }

    /**
     * Whether its cost says something of the candidate.
     *
     * @return false where it has to be left out
     */
    public boolean counts() {
        return counts;
    }
}
