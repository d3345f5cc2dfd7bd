package dev.antipode.controller.hil.train;

import dev.antipode.controller.train.GenerationReport;
import dev.antipode.controller.train.TrainingState;

/** Who is told how training on a plant goes, on the thread that trains, between episodes. */
public interface HardwareListener {
    /**
     * A pair or a check is done.
     *
     * @param progress how it goes
     */
    default void progress(HardwareProgress progress) {}

    /**
     * A generation is done.
     *
     * @param report as in training in a simulator
     * @param onPlant what it told of the plant, and what was made of it
     */
    default void generation(GenerationReport report, HardwareGeneration onPlant) {}

    /**
     * A state to go on from, after every pair: episodes on a plant are dear.
     *
     * @param state to be written to disk
     */
    default void checkpoint(TrainingState state) {}
}
