package dev.antipode.controller.hil.train;

import dev.antipode.controller.policy.TrainablePolicy;
import dev.antipode.controller.train.FitnessShaping;
import dev.antipode.controller.train.LearningSettings;
import dev.antipode.controller.train.Normalisation;
import dev.antipode.controller.train.TrainedController;
import dev.antipode.sim.Signal;
import java.util.List;
import java.util.Optional;

/** What is usual on a plant, what is not possible there, and what to say where it broke off. */
public final class HardwareDefaults {
    private static final int POPULATION = 8;
    private static final int EPISODES = 2;
    private static final int STARTS = 2;
    private static final int INTERVAL = 5;
    private static final int GENERATIONS = 30;

    private HardwareDefaults() {}

    /**
     * The settings where nothing else is said: few candidates, since every episode takes its time; two visits to a pair, so that a drift
     * cancels within it; and weights that are the differences of pairs, since costs of different times do not compare.
     *
     * @param task those of the task in a simulator
     * @return sigma, learning rate, optimizer and seed are the task's
     */
    public static LearningSettings over(LearningSettings task) {
        return task.withPopulation(POPULATION)
                .withEpisodes(EPISODES)
                .withValidation(STARTS, INTERVAL)
                .withGenerations(GENERATIONS)
                .withShaping(FitnessShaping.NONE)
                .withPatience(0);
    }

    static void requirePossible(
            LearningSettings learning,
            HardwareSettings settings,
            Optional<TrainedController> start,
            TrainablePolicy policy) {
        if (learning.normalisation() == Normalisation.RUNNING && start.isEmpty()) {
            throw new IllegalArgumentException(
                    "observations cannot be scaled by what is seen on the plant: the scaling would"
                            + " change between the halves of a run; use the normalisation RANGE, or start from a controller, whose"
                            + " scaling is kept");
        }
        if (start.isPresent() && !start.get().policyFingerprint().equals(policy.fingerprint())) {
            throw new IllegalArgumentException("the controller to start from has the policy "
                    + start.get().policyFingerprint() + ", this run " + policy.fingerprint());
        }
        long least = 2L * CentreCheck.EPISODES_PER_START * learning.validationEpisodes()
                + (long) learning.population() * learning.episodes();
        if (settings.maxEpisodes() > 0 && settings.maxEpisodes() < least) {
            throw new IllegalArgumentException("a budget of " + settings.maxEpisodes()
                    + " episodes is not enough for one generation between two checks, which takes " + least
                    + "; give more, or a smaller population");
        }
    }

    static HardwareOutcome broken(
            EpisodeEnd end, String failure, int left, HardwareSettings settings, List<Signal> measurements) {
        return switch (end) {
            case STOPPED ->
                new HardwareOutcome(HardwareOutcome.Reason.STOPPED, "stopped; the plant is in the safe action");
            case GONE ->
                new HardwareOutcome(
                        HardwareOutcome.Reason.LINK_CLOSED,
                        "the plant is gone: "
                                + (failure.isEmpty() ? "the link was closed by its other side" : failure));
            case WITHOUT_COST ->
                new HardwareOutcome(
                        HardwareOutcome.Reason.NO_COST,
                        "the plant's side does not tell what its ticks cost; say it by --cost NAME=WEIGHT@TARGET,...");
            default ->
                new HardwareOutcome(
                        HardwareOutcome.Reason.PLANT_NOT_READY,
                        left >= 0
                                ? "'" + measurements.get(left).name()
                                        + "' is outside of the envelope at the start of an"
                                        + " episode; bring the plant to its start, or widen the envelope"
                                : "the plant did not come to its start within " + settings.resetSeconds()
                                        + " s; look after it, then go on with --resume");
        };
    }
}
