package dev.antipode.controller.report;

/**
 * One controller on the test episodes of a report.
 *
 * @param name of the controller
 * @param outcome how it did, or null where the task has no such controller
 * @param note what it is, or why there is none
 */
public record Comparison(String name, Outcome outcome, String note) {}
