package dev.antipode.bench.run;

/**
 * A suite that could not be measured.
 *
 * @param suite its label
 * @param reason one sentence
 */
record FailedSuite(String suite, String reason) {}
