/**
 * What a system does to small perturbations: its Jacobian with the tangents in lanes, the primal computed once beside
 * them, and products of it with vectors.
 */
package dev.antipode.core.jacobian;
