package dev.antipode.core.jacobian;

/**
 * The Jacobian at one point as a {@link LinearMap}: products by forward mode, for spectral radii and leading eigenvalues of a step, or, in a
 * {@link ProductMap}, of several steps one after another.
 */
public final class JacobianMap implements LinearMap {
    private final ForwardJacobian jacobian;
    private final int point;

    /**
     * Looks at a point.
     *
     * @param jacobian evaluated there before each use; its vectors are overwritten
     * @param point from 0 to {@code Linearization.POINTS - 1}
     */
    public JacobianMap(ForwardJacobian jacobian, int point) {
        if (point < 0 || point >= Linearization.POINTS) {
            throw new IllegalArgumentException(
                    "point " + point + " is not one of the " + Linearization.POINTS + "; count from 0");
        }
        this.jacobian = jacobian;
        this.point = point;
    }

    @Override
    public int inputs() {
        return jacobian.linearization().columns();
    }

    @Override
    public int outputs() {
        return jacobian.linearization().outputs();
    }

    @Override
    public double apply(double[] in, double[] out) {
        jacobian.multiply(point, in, out);
        return 0;
    }
}
