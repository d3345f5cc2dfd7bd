package dev.antipode.controller.train;

import dev.antipode.core.memory.MemoryPlan;
import dev.antipode.core.memory.Precision;
import java.lang.foreign.MemorySegment;

/**
 * Episodes that go on from update to update, a window of steps each time, and begin anew at their end: what is kept of them between two
 * windows, and where they are. They come in groups of one tile, whose episodes are always at the same step.
 *
 * <p>Groups are spread evenly over the length of an episode, unless all are to be in step: then every update sees every part of
 * an episode, and parameters that change on the way bias it less (Li and others, "Variance-reduced gradient estimation via noise-reuse
 * in online evolution strategies", 2023, section 4, "step-unlocked" workers). The steps that bring them there are run, and counted,
 * before the first update.
 *
 * <p>Random numbers of a group's episodes come from its own count of episodes in place of the generation.
 */
final class PersistentEpisodes {
    /** The lanes of a tile where all episodes are in step anyway. A constant: lanes decide which random numbers an episode gets. */
    static final int WIDE = 64;

    private static final int FIELDS = 3;
    private static final int EPISODE = 0;
    private static final int STEP = 1;
    private static final int WINDOW = 2;

    private final Layout layout;
    private final I32Array counters;
    private final MemorySegment block;
    private final long kept;

    private PersistentEpisodes(Layout layout, MemorySegment block, long counters, long kept) {
        this.layout = layout;
        this.block = block;
        this.counters = new I32Array(block, counters, FIELDS * layout.groups());
        this.kept = kept;
    }

    /**
     * How many episodes there are and how they go on.
     *
     * @param groups how many tiles
     * @param groupEpisodes the episodes of a group, without padding
     * @param episodes all of them; the last group may have fewer
     * @param sides how many states each episode has, of candidates that run it apart
     * @param window steps of an update
     * @param horizon steps of an episode
     * @param locked whether all groups are in step
     * @param keptBytes what is kept of one tile
     * @param keptDimensions for the memory plan
     * @param precision of the numbers that are kept
     */
    record Layout(
            int groups,
            int groupEpisodes,
            int episodes,
            int sides,
            int window,
            int horizon,
            boolean locked,
            long keptBytes,
            String keptDimensions,
            Precision precision) {
        static Layout of(LearningSettings settings, Simulation simulation, int groupEpisodes, int episodes, int sides) {
            int horizon = simulation.horizon();
            int window = settings.estimator().window(horizon);
            if (window > horizon) {
                throw new IllegalArgumentException("a window of " + window + " steps is longer than the " + horizon
                        + " steps of an episode; give at most " + horizon + ", or full");
            }
            return new Layout(
                    (episodes + groupEpisodes - 1) / groupEpisodes,
                    groupEpisodes,
                    episodes,
                    sides,
                    window,
                    horizon,
                    settings.estimator().locked(),
                    simulation.keptBytes(),
                    simulation.keptDimensions(),
                    settings.precision());
        }

        private int numbers() {
            return Math.toIntExact(groups * sides * (keptBytes / precision.bytes()));
        }
    }

    /** The memory. */
    static final class Design {
        private final Layout layout;
        private long counters;
        private long kept;

        Design(Layout layout) {
            this.layout = layout;
        }

        void plan(MemoryPlan.Builder plan) {
            int count = FIELDS * layout.groups();
            counters = plan.add(
                    "places of the episodes", layout.groups() + " tiles x " + FIELDS + " x I32", I32Array.bytes(count));
            kept = plan.add(
                    "episodes between windows",
                    layout.groups() + " tiles x " + layout.sides() + " x " + layout.keptDimensions(),
                    layout.groups() * layout.sides() * layout.keptBytes());
        }

        PersistentEpisodes make(MemorySegment block) {
            return new PersistentEpisodes(layout, block, counters, kept);
        }
    }

    int groups() {
        return layout.groups();
    }

    int firstEpisode(int group) {
        return group * layout.groupEpisodes();
    }

    /** How many lanes of a group's tile count. */
    int live(int group) {
        return Math.min(layout.groupEpisodes(), layout.episodes() - firstEpisode(group));
    }

    int horizon() {
        return layout.horizon();
    }

    /** Where one side of a group is kept, in bytes. */
    long kept(int group, int side) {
        return kept + ((long) group * layout.sides() + side) * layout.keptBytes();
    }

    /** How many episodes of the group have ended. */
    int ended(int group) {
        return counters.get(FIELDS * group + EPISODE);
    }

    /** The step that the group's next window begins with. */
    int step(int group) {
        return counters.get(FIELDS * group + STEP);
    }

    /** How many windows the group has run. */
    int windows(int group) {
        return counters.get(FIELDS * group + WINDOW);
    }

    /** The steps of the group's next window: what is left of the episode where that is less than a window. */
    int steps(int group) {
        return Math.min(layout.window(), layout.horizon() - step(group));
    }

    /** Whether the episode ends with the group's next window. */
    boolean last(int group) {
        return step(group) + steps(group) == layout.horizon();
    }

    /** Moves on by a window that was run. */
    void advance(int group) {
        int step = step(group) + steps(group);
        boolean end = step == layout.horizon();
        counters.set(FIELDS * group + STEP, end ? 0 : step);
        counters.set(FIELDS * group + EPISODE, ended(group) + (end ? 1 : 0));
        counters.set(FIELDS * group + WINDOW, windows(group) + 1);
    }

    /** How many windows a group runs before the first update; less than an episode. */
    int warmUpWindows(int group) {
        int windows = (layout.horizon() + layout.window() - 1) / layout.window();
        return layout.locked() ? 0 : (int) ((long) group * windows / layout.groups());
    }

    /** Whether {@link #warmUpWindows} are still to be run. */
    boolean fresh() {
        boolean fresh = true;
        for (int group = 0; group < groups(); group++) {
            fresh &= windows(group) == 0;
        }
        return fresh;
    }

    /** All steps of the next windows of all groups, each times the episodes that count. */
    long episodeSteps() {
        long sum = 0;
        for (int group = 0; group < groups(); group++) {
            sum += (long) steps(group) * live(group);
        }
        return sum;
    }

    int stateLength() {
        return counters.length() + layout.numbers();
    }

    /** Writes everything from a place on. */
    void save(double[] state, int at) {
        for (int i = 0; i < counters.length(); i++) {
            state[at + i] = counters.get(i);
        }
        int bytes = layout.precision().bytes();
        for (int i = 0; i < layout.numbers(); i++) {
            state[at + counters.length() + i] = layout.precision().get(block, kept + (long) i * bytes);
        }
    }

    void restore(double[] state, int at) {
        for (int i = 0; i < counters.length(); i++) {
            counters.set(i, (int) state[at + i]);
        }
        int bytes = layout.precision().bytes();
        for (int i = 0; i < layout.numbers(); i++) {
            layout.precision().set(block, kept + (long) i * bytes, state[at + counters.length() + i]);
        }
    }
}
