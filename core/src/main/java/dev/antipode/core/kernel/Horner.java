package dev.antipode.core.kernel;

/** Polynomials by Horner's rule: one fused multiply-add a coefficient, in an order that never changes. */
final class Horner {
    private Horner() {}

    /**
     * The polynomial {@code c[0] + c[1] z + c[2] z^2 + ...}.
     *
     * @param coefficients lowest power first, at least one
     */
    static LoweredNode polynomial(LoweredBuilder b, LoweredNode z, double[] coefficients) {
        int highest = coefficients.length - 1;
        LoweredNode sum = b.constant(coefficients[highest]);
        for (int i = highest - 1; i >= 0; i--) {
            sum = b.fma(sum, z, b.constant(coefficients[i]));
        }
        return sum;
    }
}
