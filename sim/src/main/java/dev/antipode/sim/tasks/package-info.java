/** The built-in tasks, one file each: goal, start, observation, cost and what counts as lost. */
package dev.antipode.sim.tasks;
