package dev.antipode.controller.inspect;

/**
 * Spectral radii at one step of a trajectory. Means are geometric, over the trajectories that are not lost. NaN where there is
 * none, or where eigenvalues could not be found; infinite where the Jacobian is not finite.
 *
 * @param step from 0
 * @param logRadius natural logarithm of the spectral radius of the Jacobian of this step, first trajectory
 * @param meanLogRadius the same, mean over the trajectories
 * @param logProductRadius natural logarithm of the spectral radius of the product of the Jacobians of all steps up to and with
 *     this one, first trajectory
 * @param meanLogProductRadius the same, mean over the trajectories
 * @param trajectories how many are not lost
 */
public record RadiusPoint(
        int step,
        double logRadius,
        double meanLogRadius,
        double logProductRadius,
        double meanLogProductRadius,
        int trajectories) {}
