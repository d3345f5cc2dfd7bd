package dev.antipode.core.linear;

/**
 * Balances a matrix before its eigenvalues are computed: permutations bring out eigenvalues that stand alone, and
 * powers of two make corresponding rows and columns of the rest alike in size. The eigenvalues stay the same, bit for
 * bit of the entries; what rounding does to them afterwards becomes smaller.
 *
 * <p>Source: B. N. Parlett, C. Reinsch, Numerische Mathematik 13 (1969), pages 293 to 304 (EISPACK {@code balanc});
 * scaled by 2-norms as R. James, J. Langou, B. R. Lowery, "On matrix balancing and eigenvector computation",
 * arXiv 1401.5766, found necessary (LAPACK {@code dgebal}).
 */
final class Balance {
    private static final double WORTHWHILE = 0.95;
    private static final double SMALLEST = 0x1p-969;
    private static final double LARGEST = 0x1p969;
    private static final int SWEEPS = 200;

    private final int stride;
    private final double[] a;
    private int low;
    private int high;

    Balance(double[] a, int stride) {
        this.a = a;
        this.stride = stride;
    }

    /** The first row of the part that is not triangular yet. */
    int low() {
        return low;
    }

    /** The last row of the part that is not triangular yet. */
    int high() {
        return high;
    }

    void run(int order) {
        low = 0;
        high = order - 1;
        while (high > low && moveRowDown(order)) {
            high--;
        }
        while (high > low && moveColumnUp(order)) {
            low++;
        }
        for (int sweep = 0; sweep < SWEEPS; sweep++) {
            boolean changed = false;
            for (int i = low; i <= high; i++) {
                changed |= scale(i, order);
            }
            if (!changed) {
                return;
            }
        }
    }

    /** Moves a row that has nothing beside its diagonal entry to {@link #high}. */
    private boolean moveRowDown(int order) {
        for (int i = high; i >= low; i--) {
            boolean alone = true;
            for (int j = low; j <= high && alone; j++) {
                alone = i == j || a[i * stride + j] == 0;
            }
            if (alone) {
                exchange(i, high, order);
                return true;
            }
        }
        return false;
    }

    /** Moves a column that has nothing beside its diagonal entry to {@link #low}. */
    private boolean moveColumnUp(int order) {
        for (int j = low; j <= high; j++) {
            boolean alone = true;
            for (int i = low; i <= high && alone; i++) {
                alone = i == j || a[i * stride + j] == 0;
            }
            if (alone) {
                exchange(j, low, order);
                return true;
            }
        }
        return false;
    }

    private void exchange(int i, int j, int order) {
        for (int row = 0; row < order; row++) {
            double value = a[row * stride + i];
            a[row * stride + i] = a[row * stride + j];
            a[row * stride + j] = value;
        }
        for (int col = 0; col < order; col++) {
            double value = a[i * stride + col];
            a[i * stride + col] = a[j * stride + col];
            a[j * stride + col] = value;
        }
    }

    private boolean scale(int i, int order) {
        double columnNorm = norm(low * stride + i, stride);
        double rowNorm = norm(i * stride + low, 1);
        if (columnNorm == 0 || rowNorm == 0) {
            return false;
        }
        double before = columnNorm + rowNorm;
        double largestOfColumn = 0;
        for (int row = 0; row <= high; row++) {
            largestOfColumn = Math.max(largestOfColumn, Math.abs(a[row * stride + i]));
        }
        double largestOfRow = 0;
        for (int col = low; col < order; col++) {
            largestOfRow = Math.max(largestOfRow, Math.abs(a[i * stride + col]));
        }
        double factor = 1;
        while (columnNorm < rowNorm / 2 && factor * largestOfColumn < LARGEST && rowNorm > SMALLEST) {
            factor *= 2;
            columnNorm *= 2;
            rowNorm /= 2;
        }
        while (columnNorm / 2 >= rowNorm && factor > SMALLEST && largestOfRow / factor < LARGEST) {
            factor /= 2;
            columnNorm /= 2;
            rowNorm *= 2;
        }
        if (factor == 1 || columnNorm + rowNorm >= WORTHWHILE * before) {
            return false;
        }
        for (int col = low; col < order; col++) {
            a[i * stride + col] /= factor;
        }
        for (int row = 0; row <= high; row++) {
            a[row * stride + i] *= factor;
        }
        return true;
    }

    /** The norm of the balanced part of a row or column; squares of entries near the ends of the range are avoided. */
    private double norm(int first, int step) {
        double largest = 0;
        for (int k = 0; k <= high - low; k++) {
            largest = Math.max(largest, Math.abs(a[first + k * step]));
        }
        if (largest == 0) {
            return 0;
        }
        double sum = 0;
        for (int k = 0; k <= high - low; k++) {
            double ratio = a[first + k * step] / largest;
            sum += ratio * ratio;
        }
        return largest * Math.sqrt(sum);
    }
}
