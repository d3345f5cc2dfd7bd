package dev.antipode.controller.hil.train;

import dev.antipode.controller.hil.Link;
import dev.antipode.controller.loop.Inference;
import dev.antipode.controller.loop.TickClock;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * The plant that is trained on, and what belongs to it. Everything stays open.
 *
 * @param link to the plant
 * @param cost of a tick
 * @param fallback what commands under the safe action, and on the way to the start, while there are measurements; else the safe command
 *     does
 * @param clock of the ticks of a plant that runs by itself
 * @param nanos time for the budget of minutes and the drift, such as {@link System#nanoTime}
 */
public record PlantUnderTraining(
        Link link, StageCost cost, Optional<Inference> fallback, TickClock clock, LongSupplier nanos) {}
