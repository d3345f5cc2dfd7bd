package dev.antipode.controller.train;

import dev.antipode.core.program.CotangentLimit;
import dev.antipode.sim.ParameterLayout;
import dev.antipode.sim.Signal;
import dev.antipode.sim.TaskModel;

/** Which estimator a run is trained with, and its numbers. Each prints as the text that {@link #parse} reads it from. */
public sealed interface EstimatorChoice
        permits EsChoice,
                TbpttChoice,
                GuardedChoice,
                ForwardChoice,
                WindowedChoice,
                OnlineChoice,
                SnesChoice,
                ArsChoice,
                GuidedChoice,
                MixedChoice {
    /**
     * Reads a choice.
     *
     * @param text {@code es}; or {@code tbptt:WINDOW[:DECAY[:CLIP]]} with a number of steps or {@code full}, the factor that the
     *     signal is multiplied by each step, and the largest magnitude that it keeps; {@code guarded[:WINDOW[:FACTOR[:INTERVAL]]][:switched]}
     *     with the longest window, the permitted amplification and the updates from one probe to the next, and whether evolution
     *     strategies make every second update whatever is found;
     *     {@code forward[:DIRECTIONS]}; {@code snes}; {@code ars[:TOP]}; {@code guided[:WINDOW[:SUBSPACE[:ALPHA]]]};
     *     {@code mixed[:WINDOW[:GAMMA]]}; or, one update a window while episodes go on, {@code nres:WINDOW[:locked]},
     *     {@code pes:WINDOW[:locked]}, {@code tes:WINDOW[:locked]} or {@code online:WINDOW[:DECAY[:CLIP]][:locked]}, where
     *     {@code locked} keeps all episodes in step
     * @return the choice
     * @throws IllegalArgumentException if the text is none of these
     */
    static EstimatorChoice parse(String text) {
        EstimatorText parts = EstimatorText.of(text);
        EstimatorChoice choice = switch (parts.name()) {
            case "es" -> new EsChoice();
            case "tbptt" -> TbpttChoice.read(parts);
            case "guarded" -> GuardedChoice.read(parts);
            case "forward" -> ForwardChoice.read(parts);
            case "nres" -> WindowedChoice.read(WindowedChoice.Noise.REUSED, parts);
            case "pes" -> WindowedChoice.read(WindowedChoice.Noise.ACCUMULATED, parts);
            case "tes" -> WindowedChoice.read(WindowedChoice.Noise.FORGOTTEN, parts);
            case "online" -> OnlineChoice.read(parts);
            case "snes" -> new SnesChoice();
            case "ars" -> ArsChoice.read(parts);
            case "guided" -> GuidedChoice.read(parts);
            case "mixed" -> MixedChoice.read(parts);
            default -> throw parts.unknown();
        };
        parts.requireEnd();
        return choice;
    }

    /**
     * The longest window, in control steps, that costs are backpropagated through.
     *
     * @param horizon the steps of an episode
     * @return 0 where nothing is backpropagated
     */
    default int backpropagated(int horizon) {
        return 0;
    }

    /**
     * What happens to the backpropagated signal from step to step.
     *
     * @return nothing, where nothing is said
     */
    default CotangentLimit limit() {
        return CotangentLimit.NONE;
    }

    /**
     * Whether a tangent of the parameters rides along the episodes.
     *
     * @return false, where nothing is said
     */
    default boolean tangent() {
        return false;
    }

    /**
     * Whether it differentiates the closed loop.
     *
     * @return whether costs are backpropagated or a tangent rides along
     */
    default boolean differentiates() {
        return tangent() || backpropagated(1) > 0;
    }

    /**
     * Refuses derivatives of a loop whose inputs move in steps: they are zero wherever they exist, and say nothing of what a step does.
     *
     * @param task to be trained for
     * @throws IllegalArgumentException if the estimator differentiates and an input has levels, with the remedy
     */
    default void requireFor(TaskModel task) {
        for (Signal input : task.plant().inputs()) {
            if (differentiates() && input.stepped()) {
                throw new IllegalArgumentException(
                        "estimator '" + this + "' needs derivatives, but input '" + input.name()
                                + "' of task '" + task.name() + "' has the levels " + input.levelsText()
                                + ", between which the cost has no slope; choose es, snes, ars, nres:WINDOW, pes:WINDOW or"
                                + " tes:WINDOW, or leave out its levels");
            }
        }
    }

    /**
     * How many tangents of the loop's state ride along the episodes whose cost is backpropagated, to measure their growth.
     *
     * @return 0, where nothing is said
     */
    default int growthTangents() {
        return 0;
    }

    /**
     * Whether perturbed candidates are run.
     *
     * @return false, where nothing is said
     */
    default boolean population() {
        return false;
    }

    /**
     * Whether the costs of candidates become weights as the settings' shaping says.
     *
     * @return false, where nothing is said
     */
    default boolean shapes() {
        return false;
    }

    /**
     * Whether the size of the estimate is part of what it says, and is kept whatever the settings' scale of gradients.
     *
     * @return false, where nothing is said
     */
    default boolean ownsScale() {
        return false;
    }

    /**
     * Whether a setting makes a difference.
     *
     * @param setting one that not every estimator has a use for
     * @return false if a run is the same whatever its value
     */
    default boolean reads(EstimatorSetting setting) {
        return switch (setting) {
            case POPULATION, SIGMA -> population();
            case SHAPING -> shapes();
            case GRADIENT_SCALE -> !ownsScale();
            case TAPE -> backpropagated(1) > 0;
        };
    }

    /**
     * The steps of an update, where episodes go on from one to the next.
     *
     * @param horizon the steps of an episode
     * @return that many, where nothing is said: an update takes whole episodes
     */
    default int window(int horizon) {
        return horizon;
    }

    /**
     * Whether all episodes that go on from update to update are in step, else they are spread over the length of an episode.
     *
     * @return true, where nothing is said
     */
    default boolean locked() {
        return true;
    }

    /**
     * The lanes of a tile, where they decide which episodes are in step and so may not depend on the device.
     *
     * @param layout of the policy's parameters
     * @param episodes of a candidate
     * @return a multiple of 16; 0 for any, where nothing is said
     */
    default int tileLanes(ParameterLayout layout, int episodes) {
        return 0;
    }

    /**
     * How many episodes of an update tell what is observed.
     *
     * @param population how many candidates there are
     * @param episodes how many each runs
     * @return those of one candidate, where nothing is said
     */
    default int observedEpisodes(int population, int episodes) {
        return episodes;
    }

    /**
     * How many episodes of an update run with the same parameters.
     *
     * @param episodes of an update
     * @return all, where nothing is said
     */
    default int candidateEpisodes(int episodes) {
        return episodes;
    }

    /**
     * What this estimator is trained with where a task's settings, which suit evolution strategies, do not suit it.
     *
     * @param task the task's settings
     * @return these with the changes, and with this estimator
     */
    default LearningSettings defaults(LearningSettings task) {
        return task.withEstimator(this);
    }
}
