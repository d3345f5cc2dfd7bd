package dev.antipode.controller.hil.train;

import dev.antipode.controller.train.GenerationReport;
import dev.antipode.controller.train.LearningSettings;
import java.util.Optional;
import java.util.OptionalDouble;

/** Puts what a run on a plant has counted and measured into the words of those who are told. */
final class HardwareReports {
    private final LearningSettings learning;
    private final HardwareSettings settings;
    private final RunCounts counts;
    private final HardwareBudget budget;
    private final BestParameters best;

    HardwareReports(
            LearningSettings learning,
            HardwareSettings settings,
            RunCounts counts,
            HardwareBudget budget,
            BestParameters best) {
        this.learning = learning;
        this.settings = settings;
        this.counts = counts;
        this.budget = budget;
        this.best = best;
    }

    /** How it is going, within a generation. */
    HardwareProgress progress(int generation) {
        int pairs = learning.population() / 2;
        long left = 0;
        for (int g = generation; g < learning.generations(); g++) {
            left += best.due(g, learning.validationInterval()) ? best.episodes() : 0;
            left += 2L * learning.episodes() * (g == generation ? pairs - counts.pair : pairs);
        }
        // A check ends the run; after that there is nothing more to come.
        long planned = best.finished() ? counts.episodes : budget.planned(counts.episodes + left + best.episodes());
        return new HardwareProgress(
                generation,
                learning.generations(),
                counts.pair,
                pairs,
                counts.episodes,
                planned,
                budget.minutes(),
                (planned - counts.episodes) * budget.minutesPerEpisode(),
                counts.cost,
                Math.sqrt(counts.noise.variance()),
                counts.drift.sharePerMinute(),
                counts.lostPairs,
                counts.skippedUpdates,
                counts.envelopeEnds);
    }

    /** A generation whose update has been decided on, as in a simulator. */
    GenerationReport generation(int generation, double updateScale, long plantTicks) {
        boolean measured = best.checked() == generation;
        double seconds = 60 * budget.minutes();
        return new GenerationReport(
                generation,
                learning.generations(),
                counts.cost,
                counts.mean(),
                measured ? OptionalDouble.of(counts.cost) : OptionalDouble.empty(),
                OptionalDouble.empty(),
                measured && best.since(generation),
                learning.sigma().at(generation, learning.generations()),
                learning.learningRate().at(generation, learning.generations()),
                updateScale,
                "es",
                counts.failedEpisodes,
                0,
                plantTicks,
                0,
                0,
                OptionalDouble.of(counts.noise.variance()),
                OptionalDouble.empty(),
                OptionalDouble.empty(),
                0,
                Optional.empty(),
                plantTicks / Math.max(1e-9, seconds),
                seconds,
                progress(generation).remainingMinutes() * 60);
    }

    /** The same, as on a plant. */
    HardwareGeneration onPlant(int generation, HardwareGeneration.Decision decision) {
        return new HardwareGeneration(
                generation,
                decision,
                counts.kept(),
                best.checked() == generation ? counts.cost : Double.NaN,
                counts.mean(),
                Math.sqrt(counts.noise.variance()),
                Math.sqrt(counts.meanSquare()),
                counts.noise.limit(learning.episodes(), settings.noiseFactor()),
                counts.drift.sharePerMinute(),
                counts.episodes,
                budget.minutes());
    }
}
