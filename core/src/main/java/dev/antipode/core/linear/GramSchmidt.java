package dev.antipode.core.linear;

/**
 * One step of the modified Gram-Schmidt process, repeated until it has nothing left to remove, so that the result is
 * orthogonal to rounding.
 *
 * <p>Source: G. H. Golub, C. F. Van Loan, "Matrix Computations", 4th edition, sections 5.2.8 and 5.2.9; why two passes
 * are enough, and when a vector counts as dependent: L. Giraud, J. Langou, M. Rozloznik, "The loss of orthogonality in
 * the Gram-Schmidt orthogonalization process", Computers and Mathematics with Applications 50 (2005), section 4.
 */
public final class GramSchmidt {
    private static final int PASSES = 4;

    private GramSchmidt() {}

    /**
     * Removes from a vector its components along an orthonormal basis. Allocates nothing.
     *
     * @param basis vector {@code j} at {@code j * length} upwards, orthonormal
     * @param count how many vectors the basis has, at least 0
     * @param length the length of every vector
     * @param vector the array of the vector to change, which may be {@code basis} itself, behind its vectors
     * @param from where that vector starts
     * @param coefficients receives at 0 to {@code count - 1} the components that were removed
     * @return the norm of what is left: exactly 0, and the vector zero, where the vector is dependent to rounding; NaN
     *     where it is not finite
     */
    public static double orthogonalise(
            double[] basis, int count, int length, double[] vector, int from, double[] coefficients) {
        double whole = Vectors.norm(vector, from, length);
        for (int j = 0; j < count; j++) {
            coefficients[j] = 0;
        }
        double before = whole;
        for (int pass = 0; pass < PASSES; pass++) {
            for (int j = 0; j < count; j++) {
                double component = Vectors.dot(basis, j * length, vector, from, length);
                coefficients[j] += component;
                Vectors.addScaled(-component, basis, j * length, vector, from, length);
            }
            double after = Vectors.norm(vector, from, length);
            if (!(after < Double.POSITIVE_INFINITY)) {
                return Double.NaN;
            }
            if (after > 0.5 * before) {
                return after;
            }
            if (after <= Vectors.EPSILON * whole) {
                break;
            }
            before = after;
        }
        Vectors.scale(vector, from, length, 0);
        return 0;
    }
}
