package dev.antipode.controller.inspect;

/**
 * The leading Lyapunov exponents: mean logarithmic growth of orthonormal perturbations a step. Those of a closed loop are of
 * finite time: an episode ends at its horizon, and random tangents take some of its steps to find their directions. So are neutral
 * directions without friction: their growth like a power fades from an exponent of 0 only as {@code log(t) / t}, in all trajectories
 * alike, which no error tells.
 *
 * @param perStep exponents, the largest first; negative infinity for perturbations that vanish within a step,
 *     NaN where nothing was measured
 * @param standardErrors from the differences between trajectories, or between batches of steps of a single one; NaN where there is too
 *     little to tell
 * @param trajectories how many were followed
 * @param lost how many of them failed or became non-finite; of a closed loop the steps before that count, of a plant none
 * @param steps how many steps of trajectories count in all
 */
public record Exponents(double[] perStep, double[] standardErrors, int trajectories, int lost, long steps) {}
