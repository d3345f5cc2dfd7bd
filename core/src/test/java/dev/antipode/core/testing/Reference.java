package dev.antipode.core.testing;

import java.util.Arrays;
import java.util.Random;
import org.ejml.data.Complex_F64;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.ejml.dense.row.factory.DecompositionFactory_DDRM;
import org.ejml.interfaces.decomposition.EigenDecomposition_F64;
import org.ejml.interfaces.decomposition.SingularValueDecomposition_F64;

/** The same questions put to another implementation: EJML. Matrices are row-major and not modified. */
public final class Reference {
    private Reference() {}

    /** Real and imaginary parts, in no particular order. */
    public static double[][] eigenvalues(double[] a, int n) {
        EigenDecomposition_F64<DMatrixRMaj> decomposition = DecompositionFactory_DDRM.eig(n, false);
        if (!decomposition.decompose(matrix(a, n))) {
            throw new AssertionError("the reference finds no eigenvalues of a matrix of size " + n);
        }
        double[][] values = new double[n][];
        for (int i = 0; i < n; i++) {
            Complex_F64 value = decomposition.getEigenvalue(i);
            values[i] = new double[] {value.real, value.imaginary};
        }
        return values;
    }

    /** In falling order. */
    public static double[] singularValues(double[] a, int n) {
        SingularValueDecomposition_F64<DMatrixRMaj> decomposition =
                DecompositionFactory_DDRM.svd(n, n, false, false, true);
        if (!decomposition.decompose(matrix(a, n))) {
            throw new AssertionError("the reference finds no singular values of a matrix of size " + n);
        }
        double[] values = decomposition.getSingularValues().clone();
        Arrays.sort(values);
        for (int i = 0; i < n / 2; i++) {
            double value = values[i];
            values[i] = values[n - 1 - i];
            values[n - 1 - i] = value;
        }
        return values;
    }

    public static double determinant(double[] a, int n) {
        return CommonOps_DDRM.det(matrix(a, n));
    }

    public static double largestModulus(double[][] values) {
        double largest = 0;
        for (double[] value : values) {
            largest = Math.max(largest, Math.hypot(value[0], value[1]));
        }
        return largest;
    }

    /** The largest distance when each value is paired with the nearest one left. */
    public static double distance(double[][] some, double[][] others) {
        boolean[] used = new boolean[others.length];
        double worst = 0;
        for (double[] value : some) {
            int nearest = -1;
            double least = Double.POSITIVE_INFINITY;
            for (int j = 0; j < others.length; j++) {
                double distance = Math.hypot(value[0] - others[j][0], value[1] - others[j][1]);
                if (!used[j] && distance < least) {
                    least = distance;
                    nearest = j;
                }
            }
            used[nearest] = true;
            worst = Math.max(worst, least);
        }
        return worst;
    }

    /** A matrix changed by as much as rounding changes it, relative to its norm: how far its eigenvalues are determined. */
    public static double[] perturbed(double[] a, int n, double relative) {
        Random random = new Random(n);
        double squares = 0;
        for (double entry : a) {
            squares += entry * entry;
        }
        double[] b = a.clone();
        for (int i = 0; i < b.length; i++) {
            b[i] += relative * Math.sqrt(squares) / n * random.nextGaussian();
        }
        return b;
    }

    private static DMatrixRMaj matrix(double[] a, int n) {
        return new DMatrixRMaj(n, n, true, a.clone());
    }
}
