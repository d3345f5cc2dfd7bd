package dev.antipode.controller.hil.train;

/**
 * Why training on a plant ended, and what there is to say.
 *
 * @param reason in one word
 * @param sentence for people, without a full stop
 */
public record HardwareOutcome(Reason reason, String sentence) {
    /** Why it ended. */
    public enum Reason {
        /** All generations are done. */
        COMPLETED,
        /** The next pair would cost more episodes or minutes than are left. */
        BUDGET,
        /** It was asked to. */
        STOPPED,
        /** The link was closed by the other side. */
        LINK_CLOSED,
        /** The plant did not come to its start, or does not answer. */
        PLANT_NOT_READY,
        /** Neither the plant's side nor this one knows what anything costs. */
        NO_COST
    }

    /**
     * Whether the run came to an end of its own, so that it has a result.
     *
     * @return true for {@link Reason#COMPLETED} and {@link Reason#BUDGET}
     */
    public boolean done() {
        return reason == Reason.COMPLETED || reason == Reason.BUDGET;
    }
}
