/**
 * Measures what a closed loop, or a plant alone, does to small perturbations, and what that does to gradients: Jacobians,
 * Lyapunov exponents, growth over a horizon, the variance of gradient estimators.
 */
package dev.antipode.controller.inspect;
