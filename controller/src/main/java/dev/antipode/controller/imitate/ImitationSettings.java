package dev.antipode.controller.imitate;

import dev.antipode.controller.train.Schedule;
import dev.antipode.core.memory.Precision;

/**
 * Everything that decides what a policy learns from an expert. Nothing here may depend on the device.
 *
 * @param seed of all random numbers
 * @param precision of every number in the workspace
 * @param rounds how often episodes are run: in the first round the expert commands, in the others the policy does
 * @param episodes of each round, at least 1
 * @param updates of the parameters after each round, at least 1
 * @param learningRate size of the updates, over all rounds
 */
public record ImitationSettings(
        long seed, Precision precision, int rounds, int episodes, int updates, Schedule learningRate) {
    /** Checks the values. */
    public ImitationSettings {
        requireAtLeastOne("rounds", rounds);
        requireAtLeastOne("episodes", episodes);
        requireAtLeastOne("updates", updates);
    }

    private static void requireAtLeastOne(String name, int value) {
        if (value < 1) {
            throw new IllegalArgumentException(name + " " + value + " must be at least 1");
        }
    }

    /**
     * What suits most laws.
     *
     * @param seed of all random numbers
     * @param precision of every number in the workspace
     * @return the settings
     */
    public static ImitationSettings defaults(long seed, Precision precision) {
        return new ImitationSettings(seed, precision, 8, 32, 100, new Schedule.Cosine(0.02, 0.0002));
    }
}
