package dev.antipode.controller.inspect;

import dev.antipode.core.linear.Eigenvalues;
import java.util.List;

/**
 * Eigenvalues of the Jacobians along trajectories.
 *
 * @param step of the eigenvalues, from 0; -1 where the first trajectory was lost in its first step
 * @param real parts of the eigenvalues of the Jacobian of that step, first trajectory, the largest modulus first
 * @param imaginary parts
 * @param points radii along the trajectory, at all steps or evenly spaced ones
 */
public record JacobianSpectra(int step, double[] real, double[] imaginary, List<RadiusPoint> points) {
    /**
     * Whether there is a Jacobian of {@link #step}.
     *
     * @return false where the first trajectory was lost in its first step
     */
    public boolean known() {
        return step >= 0;
    }

    /**
     * The spectral radius of the Jacobian of {@link #step}.
     *
     * @return NaN where there are no eigenvalues
     */
    public double spectralRadius() {
        return real.length == 0 ? Double.NaN : Eigenvalues.modulus(real[0], imaginary[0]);
    }
}
