package dev.antipode.controller.train;

/**
 * How many steps the guard lets costs be backpropagated through: as many as leave the measured growth of perturbations within a factor,
 * and seldom another number, for every length is another bias.
 */
final class GuardedWindow {
    /** A new window has this share of the permitted amplification, so that the next measurement seldom finds it too long. */
    private static final double CHOSEN = 0.5;

    /** A window is kept while it has more than this share: every other length is another bias, which shakes the training. */
    private static final double KEPT = 0.33;

    /**
     * The most control steps of a window that follows one that was too long. Begun with, where the whole episode would do, it would
     * learn what costs least at once: an acrobot's motor that only leans on its limit.
     */
    private static final int SHORT = 16;

    private final GrowthCurve curve;
    private final double factor;
    private int steps;

    /** At first the longest. */
    GuardedWindow(GrowthCurve curve, double factor) {
        this.curve = curve;
        this.factor = factor;
        this.steps = curve.longest();
    }

    int steps() {
        return steps;
    }

    /** The longest window that the last measurement permits; 0 where one step is too long. */
    int permitted() {
        return curve.longestWithin(factor);
    }

    /**
     * Whether the window proved too long; the gradient is thrown away then. What replaces it starts short, whatever the curve says of
     * longer ones, which it has measured from few starts, and grows with what is measured from many, to twice its length in an update.
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

    /** Takes the next update's window from what this one has measured over its own. */
    void adapt(double amplification) {
        if (amplification < KEPT * factor) {
            steps = Math.max(steps, choose());
        } else if (permitted() == 0) {
            steps = 1;
        }
    }

    /** The longest window that leaves room to spare. */
    private int choose() {
        return Math.max(1, curve.longestWithin(Math.max(1, CHOSEN * factor)));
    }

    static int stateLength() {
        return 1;
    }

    void save(double[] state, int at) {
        state[at] = steps;
    }

    void restore(double[] state, int at) {
        steps = (int) state[at];
    }
}
