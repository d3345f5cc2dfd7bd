package dev.antipode.controller.loop;

/**
 * What new parameters have to pass on their way into the loop. Declared, not learned.
 *
 * @param shadowTicks ticks in which they compute commands that nobody obeys, at least 1
 * @param probationTicks ticks in command after which they are kept, at least 1; the parameters before are ready all the while
 * @param judgeTicks ticks in command after which their cost counts, from 1 to {@code probationTicks}
 * @param costFactor how many times the mean stage cost of as many ticks before they may cost, at least 1
 * @param costMargin what they may cost on top, at least 0
 * @param violations how many more ticks with a violation than in as many ticks before they may have, at least 0
 */
public record GateRules(
        int shadowTicks, int probationTicks, int judgeTicks, double costFactor, double costMargin, int violations) {
    /** Checks the values. */
    public GateRules {
        if (shadowTicks < 1 || probationTicks < 1 || judgeTicks < 1 || judgeTicks > probationTicks) {
            throw new IllegalArgumentException(
                    "shadow " + shadowTicks + ", probation " + probationTicks + " and judgement " + judgeTicks
                            + " ticks must be at least 1, and the judgement within the probation");
        }
        if (!(costFactor >= 1) || !(costMargin >= 0) || violations < 0) {
            throw new IllegalArgumentException("a cost factor of " + costFactor + " must be at least 1, the margin "
                    + costMargin + " and " + violations + " violations at least 0");
        }
    }

    /**
     * Rules in units of an episode of the task.
     *
     * @param horizonTicks ticks of an episode, at least 2
     * @return a quarter of an episode in shadow, two on probation, judged after one; half as much cost again
     */
    public static GateRules forHorizon(int horizonTicks) {
        return new GateRules(Math.max(1, horizonTicks / 4), 2 * horizonTicks, horizonTicks, 1.5, 1e-3, 0);
    }
}
