package dev.antipode.core.jacobian;

/**
 * A function of a vector, evaluated at many points at once, as kernels do. It need not be differentiable, nor even
 * continuous.
 */
public interface BatchFunction {
    /**
     * The number of quantities that go in.
     *
     * @return at least 1
     */
    int inputs();

    /**
     * The number of quantities that come out.
     *
     * @return at least 1
     */
    int outputs();

    /**
     * Evaluates the function. Never throws: what cannot be computed is NaN.
     *
     * @param points quantity {@code i} of point {@code c} at {@code i * count + c}, not modified
     * @param count how many points
     * @param values receives quantity {@code i} of the value at point {@code c} at {@code i * count + c}
     */
    void evaluate(double[] points, int count, double[] values);
}
