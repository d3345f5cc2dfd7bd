package dev.antipode.sim;

/** The empty record: for plants without inputs or parameters and tasks without a reference. */
public record None() {}
