package dev.antipode.controller.hil.train;

import java.util.Optional;

/**
 * How training treats the plant.
 *
 * @param maxEpisodes the most episodes, those of earlier parts of a resumed run included; 0 for no limit
 * @param maxMinutes the most minutes, likewise; infinite for no limit
 * @param envelope where measurements may be; an episode ends where one is not
 * @param aheadSeconds how far the envelope looks ahead along the last tick's change; 0 for not at all
 * @param start where the plant has to be for an episode to begin, brought there by the safe action; empty where its own side begins
 *     episodes
 * @param holdSeconds how long it has to stay there
 * @param resetSeconds how long it is waited for at most
 * @param restSeconds how long the plant rests in the safe action before every episode
 * @param missingTicks waits without a measurement in a row, after which an episode is given up, at least 1
 * @param noiseFactor updates whose pairs differ by no more than so many times the noise are skipped; 0 for none
 * @param safeCommand what is commanded where no candidate is, one number an input; not modified
 */
public record HardwareSettings(
        long maxEpisodes,
        double maxMinutes,
        Bands envelope,
        double aheadSeconds,
        Optional<Bands> start,
        double holdSeconds,
        double resetSeconds,
        double restSeconds,
        int missingTicks,
        double noiseFactor,
        double[] safeCommand) {
    /** Checks the values. */
    public HardwareSettings {
        if (maxEpisodes < 0) {
            throw new IllegalArgumentException(
                    "a budget of " + maxEpisodes + " episodes must be above 0, or 0 for no limit");
        }
        if (!(maxMinutes > 0)) {
            throw new IllegalArgumentException("a budget of " + maxMinutes + " minutes must be above 0, such as 30");
        }
        requireDuration("look ahead of the envelope", aheadSeconds);
        requireDuration("time at the start", holdSeconds);
        requireDuration("rest before an episode", restSeconds);
        requireDuration("wait for the start", resetSeconds);
        requireDuration("noise factor", noiseFactor);
        if (missingTicks < 1) {
            throw new IllegalArgumentException(
                    missingTicks + " waits without a measurement must be at least 1, such as 20");
        }
    }

    private static void requireDuration(String what, double value) {
        if (!(value >= 0) || Double.isInfinite(value)) {
            throw new IllegalArgumentException("the " + what + " is " + value + "; it must be 0 or more");
        }
    }

    /**
     * The usual ones.
     *
     * @param envelope where measurements may be
     * @param safeCommand one number an input
     * @return no limits of episodes and minutes, no rest, a minute to come to the start, 20 waits, updates within the noise skipped
     */
    public static HardwareSettings of(Bands envelope, double[] safeCommand) {
        return new HardwareSettings(
                0, Double.POSITIVE_INFINITY, envelope, 0, Optional.empty(), 0.5, 60, 0, 20, 1, safeCommand.clone());
    }

    /**
     * The same with a budget.
     *
     * @param episodes the most episodes; 0 for no limit
     * @param minutes the most minutes; infinite for no limit
     * @return a copy
     */
    public HardwareSettings withBudget(long episodes, double minutes) {
        return new HardwareSettings(
                episodes,
                minutes,
                envelope,
                aheadSeconds,
                start,
                holdSeconds,
                resetSeconds,
                restSeconds,
                missingTicks,
                noiseFactor,
                safeCommand);
    }

    /**
     * The same with a start that the plant is brought to.
     *
     * @param bands where it has to be
     * @return a copy
     */
    public HardwareSettings withStart(Bands bands) {
        return new HardwareSettings(
                maxEpisodes,
                maxMinutes,
                envelope,
                aheadSeconds,
                Optional.of(bands),
                holdSeconds,
                resetSeconds,
                restSeconds,
                missingTicks,
                noiseFactor,
                safeCommand);
    }
}
