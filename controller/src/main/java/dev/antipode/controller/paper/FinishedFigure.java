package dev.antipode.controller.paper;

/**
 * A figure that was measured.
 *
 * @param id its number or word
 * @param settings everything that decides its numbers, the seed included
 * @param seconds how long it took
 * @param result what was measured
 */
public record FinishedFigure(String id, String settings, double seconds, FigureResult result) {}
