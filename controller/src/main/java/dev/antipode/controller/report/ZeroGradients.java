package dev.antipode.controller.report;

import java.util.List;
import java.util.Optional;

/**
 * Gradients that are exactly zero, update after update. Rounding leaves something of any slope that there is: nothing is left where the
 * policy's command reaches the cost through steps alone, whose slope is zero wherever they have one, or where it does not reach it.
 */
public final class ZeroGradients {
    /** So many updates in a row are no accident. */
    public static final int UPDATES = 10;

    private static final String REASON =
            ", so nothing is learnt: commands reach the cost only through steps, such as a sign, a rounding or a comparison,"
                    + " or not at all. Declare such an input with @Levels and train with --estimator es, or check the cost";

    private ZeroGradients() {}

    /**
     * What to say while a run goes on.
     *
     * @param updates how many there were so far
     * @return a sentence
     */
    public static String sentence(int updates) {
        return "The first " + updates + " gradients were exactly zero" + REASON + ".";
    }

    /** What to say of a whole run; empty where any gradient told something. */
    static Optional<String> of(List<LearningPoint> learning) {
        boolean zero = !learning.isEmpty() && learning.stream().allMatch(point -> point.gradientScale() == 0);
        return zero ? Optional.of("Every gradient was exactly zero" + REASON + ".") : Optional.empty();
    }
}
