package dev.antipode.sim.rigid;

/**
 * What acts on the two bodies of a joint.
 *
 * @param parent on the first
 * @param child on the second
 */
record Loads(Load parent, Load child) {}
