/**
 * Plants and how they are run: the types a user implements ({@code Dynamics}, {@code Plant}, {@code Task}), the models
 * lifted from them, integrators, and closed-loop rollouts over tiles of lanes.
 */
package dev.antipode.sim;
