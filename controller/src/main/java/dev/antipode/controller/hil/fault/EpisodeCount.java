package dev.antipode.controller.hil.fault;

/**
 * Which episode and which tick of it a case is at. An episode ends where the plant starts another one by itself, or when it has had its
 * ticks.
 */
final class EpisodeCount {
    private final int wanted;
    private final int ticks;
    private int episode;
    private int tick;
    private long starts;
    private long plantEpisode = Long.MIN_VALUE;
    private boolean restarting;
    private boolean ofItsOwn;

    EpisodeCount(int wanted, int ticks) {
        this.wanted = wanted;
        this.ticks = ticks;
    }

    /** A measurement has come; returns whether it is the first one of an episode that the plant began by itself. */
    boolean began(long plants) {
        boolean changed = plants != plantEpisode;
        boolean first = plantEpisode == Long.MIN_VALUE;
        plantEpisode = plants;
        if (!changed || first) {
            return false;
        }
        starts++;
        boolean ours = restarting;
        restarting = false;
        ofItsOwn |= !ours;
        return !ours;
    }

    /** Whether the plant has begun an episode by itself. */
    boolean ofItsOwn() {
        return ofItsOwn;
    }

    /** The plant was told to start the running episode again: the change that follows is none. */
    void restarting() {
        restarting = true;
    }

    /** The plant was told to start the next episode, and has. */
    void restarted(long plants) {
        plantEpisode = plants;
        starts++;
        restarting = false;
    }

    void ticked() {
        tick++;
    }

    /** Whether the episode has had its ticks. */
    boolean full() {
        return tick >= ticks;
    }

    void next() {
        episode++;
        tick = 0;
    }

    boolean done() {
        return episode >= wanted;
    }

    int episode() {
        return episode;
    }

    /** The ticks of an episode at most. */
    int ticks() {
        return ticks;
    }

    /** From 0 in each episode. */
    int tick() {
        return tick;
    }

    /** Counts fresh starts of the plant, for the controller. */
    long starts() {
        return starts;
    }
}
