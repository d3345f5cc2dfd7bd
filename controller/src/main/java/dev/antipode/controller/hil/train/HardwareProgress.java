package dev.antipode.controller.hil.train;

/**
 * How training on a plant is going.
 *
 * @param generation from 0
 * @param generations how many there will be
 * @param pair the pairs of the generation that are done
 * @param pairs of a generation
 * @param episodes that were run so far
 * @param plannedEpisodes that the run will have at its end: its generations, or its budget
 * @param minutes so far
 * @param remainingMinutes expected, from the episodes of this session
 * @param cost of the parameters at the last check; NaN before the first
 * @param noise standard deviation of an episode's cost by chance alone
 * @param driftPerMinute change of the cost of the same parameters, as a share; NaN where unknown
 * @param lostPairs pairs that were left out because one half was lost
 * @param skippedUpdates generations without an update, because the pairs told no more than noise
 * @param envelopeEnds episodes that were ended by the envelope
 */
public record HardwareProgress(
        int generation,
        int generations,
        int pair,
        int pairs,
        long episodes,
        long plannedEpisodes,
        double minutes,
        double remainingMinutes,
        double cost,
        double noise,
        double driftPerMinute,
        long lostPairs,
        long skippedUpdates,
        long envelopeEnds) {}
