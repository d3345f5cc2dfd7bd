/**
 * What a system does to small perturbations: estimates of Jacobians, their spectral radius, leading eigenvalues and
 * norms, and the statistics of their growth along a trajectory. Everything here asks for products with vectors, or for
 * values, through small interfaces; how a Jacobian comes about does not matter.
 */
package dev.antipode.core.jacobian;
