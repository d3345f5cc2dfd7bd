/**
 * What a system does to small perturbations: whole Jacobians with the tangents in lanes, tangents that ride along loops,
 * estimates of Jacobians, spectral radii, leading eigenvalues, Lyapunov spectra and growth. What only needs products with
 * vectors, or values, asks for them through small interfaces.
 */
package dev.antipode.core.jacobian;
