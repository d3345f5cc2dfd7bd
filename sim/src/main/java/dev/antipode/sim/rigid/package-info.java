/** A rigid-body engine in maximal coordinates: bodies, spring joints and contacts with the ground, each a stage of its own. */
package dev.antipode.sim.rigid;
