package dev.antipode.controller.paper;

import dev.antipode.core.memory.MemoryUse;

/**
 * A figure that was measured.
 *
 * @param id its number or word
 * @param settings everything that decides its numbers, the seed included
 * @param seconds how long it took
 * @param memory the plans of all its workspaces; those that are for each thread depend on how many threads it had
 * @param result what was measured
 */
public record FinishedFigure(String id, String settings, double seconds, MemoryUse memory, FigureResult result) {}
