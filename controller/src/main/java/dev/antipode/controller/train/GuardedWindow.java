package dev.antipode.controller.train;

/**
 * How many steps the guard lets costs be backpropagated through: as many as leave the measured growth of perturbations within a factor,
 * and seldom another number, for every length is another bias.
 */
final class GuardedWindow {
    /** A new window has this share of the permitted amplification, so that the next measurement seldom finds it too long. */
    private static final double CHOSEN = 0.6;

    /** A window is kept while it has more than this share: every other length is another bias, which shakes the training. */
    private static final double KEPT = 0.4;

    /** A window with more than this share is shortened before it is too long: a gradient through one that proves so is thrown away. */
    private static final double NEAR = 0.75;

    /**
     * The most control steps of a first window, unless the whole episode will do, and of one that follows a window that was too long. Where the
     * whole episode will do, so short a window would learn what costs least at once: an acrobot's motor that only leans on its limit.
     */
    private static final int SHORT = 24;

    private final GrowthCurve curve;
    private final double factor;
    /** 0 until the first window is chosen. */
    private int steps;

    GuardedWindow(GrowthCurve curve, double factor) {
        this.curve = curve;
        this.factor = factor;
    }

    boolean begun() {
        return steps > 0;
    }

    /** Takes the first window from what was measured from the starts of episodes: all of the episode, or a short one. */
    void begin() {
        int chosen = choose();
        steps = chosen == curve.longest() ? chosen : Math.min(chosen, SHORT);
        curve.clear();
    }

    int steps() {
        return steps;
    }

    /** The longest window that the last measurement permits; 0 where one step is too long. */
    int permitted() {
        return curve.longestWithin(factor);
    }

    /**
     * Whether the window proved too long; the gradient is thrown away then. What replaces it is short, whatever the curve says of
     * longer ones, which it has measured from few starts.
     *
     * @param isNew whether there was no gradient with this window before
     */
    boolean shortened(boolean isNew) {
        int permitted = isNew ? choose() : permitted();
        if (permitted == 0 || permitted >= steps) {
            return false;
        }
        steps = Math.min(choose(), SHORT);
        curve.clear();
        return true;
    }

    /** Takes the next update's window from what this one has measured over its own: longer by a quarter at most, for growth tells late. */
    void adapt(double amplification) {
        if (amplification < KEPT * factor) {
            steps = Math.clamp(choose(), steps, longer(steps));
        } else if (amplification > NEAR * factor) {
            steps = Math.min(choose(), steps);
        }
    }

    /** The longest window that may follow one, and over which growth is measured meanwhile. */
    static int longer(int steps) {
        return steps + (steps + 3) / 4;
    }

    /** The longest window that leaves room to spare. */
    private int choose() {
        return Math.max(1, curve.longestWithin(Math.max(1, CHOSEN * factor)));
    }

    static int stateLength() {
        return 1;
    }

    void save(F64Array state, int at) {
        state.set(at, steps);
    }

    void restore(F64Array state, int at) {
        steps = (int) state.get(at);
    }
}
