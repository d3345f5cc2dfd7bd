package dev.antipode.controller.hil.plan;

import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/**
 * What a case must keep to.
 *
 * @param success least share of episodes at their goal
 * @param lost greatest share of episodes that the plant lost
 * @param costRatio greatest mean cost as a multiple of that of the nominal episodes; a cost below 0 may rise by as much
 * @param recoverySeconds longest recovery after the window, of the worst episode
 * @param safeAction whether every episode must come to the safe action, or none may
 * @param misses most deadlines missed, where the case runs in real time
 * @param maxDifference greatest difference to the simulator, in half ranges of a signal
 * @param rmsDifference greatest root mean square of it
 */
public record Criteria(
        OptionalDouble success,
        OptionalDouble lost,
        OptionalDouble costRatio,
        OptionalDouble recoverySeconds,
        Optional<Boolean> safeAction,
        OptionalLong misses,
        OptionalDouble maxDifference,
        OptionalDouble rmsDifference) {
    /**
     * Whether there is none.
     *
     * @return true if the case could only pass
     */
    public boolean empty() {
        return success.isEmpty()
                && lost.isEmpty()
                && costRatio.isEmpty()
                && recoverySeconds.isEmpty()
                && safeAction.isEmpty()
                && misses.isEmpty()
                && maxDifference.isEmpty()
                && rmsDifference.isEmpty();
    }
}
