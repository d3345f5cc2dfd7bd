package dev.antipode.core.jacobian;

import dev.antipode.core.linear.Vectors;

/** {@code J^T J} of a map that can be transposed: its largest eigenvalue is the square of the 2-norm of J. */
final class GramMap implements LinearMap {
    private final LinearMap map;
    private final double[] middle;

    GramMap(LinearMap map) {
        this.map = map;
        middle = new double[map.outputs()];
    }

    @Override
    public int inputs() {
        return map.inputs();
    }

    @Override
    public int outputs() {
        return map.inputs();
    }

    @Override
    public double apply(double[] in, double[] out) {
        double scale = map.apply(in, middle);
        double log = Vectors.normalise(middle, 0, middle.length);
        double back = map.applyTransposed(middle, out);
        return log == Double.NEGATIVE_INFINITY ? 0 : scale + log + back;
    }
}
