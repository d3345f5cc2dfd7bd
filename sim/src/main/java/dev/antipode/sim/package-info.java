/** Plants, tasks, integrators and closed-loop rollouts. */
package dev.antipode.sim;
