package dev.antipode.controller.loop;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What happened in a loop. Ticks are those after the warm-up wherever it is about time, and all of them elsewhere.
 *
 * @param outcome why it ended
 * @param ticks that were run
 * @param skipped deadlines that passed while a tick was still running; nothing was done for them
 * @param firstTickNanos when the first tick began, on the loop's clock; 0 where there was none
 * @param elapsedNanos from the first deadline to the end
 * @param times where the time went
 * @param misses deadlines missed after the warm-up, skipped ones included
 * @param longestMissRun the longest run of them
 * @param missPositions the first of them, at most 1024
 * @param faults how many ticks had each fault; faults that did not occur are left out
 * @param faultyTicks ticks with at least one
 * @param holdTicks ticks in which the last command was held
 * @param safeTicks ticks under the safe action
 * @param safeActions how often the safe action began
 * @param recoveries how often the controller took over again
 * @param endedSafe whether the safe action was in force at the last tick
 * @param meanStageCost mean of the stage costs that the link told; NaN where it tells none
 * @param stalls how often the watchdog saw no tick for too long
 * @param allocatedBytes that the loop's thread allocated after the warm-up; -1 where the JVM does not tell
 * @param refusals what the operating system did not grant, a sentence each
 * @param failure what foreign code threw
 */
public record LoopResult(
        LoopOutcome outcome,
        long ticks,
        long skipped,
        long firstTickNanos,
        long elapsedNanos,
        LoopTimes times,
        long misses,
        long longestMissRun,
        long[] missPositions,
        Map<Fault, Long> faults,
        long faultyTicks,
        long holdTicks,
        long safeTicks,
        long safeActions,
        int recoveries,
        boolean endedSafe,
        double meanStageCost,
        long stalls,
        long allocatedBytes,
        List<String> refusals,
        Optional<Throwable> failure) {
    /**
     * The rate that was reached, from the first deadline to the last tick's end.
     *
     * @return ticks that followed another one, a second; 0 where there was none
     */
    public double hertz() {
        return ticks < 2 ? 0 : (ticks - 1) * 1e9 / elapsedNanos;
    }
}
