package dev.antipode.controller.identify;

import dev.antipode.core.linear.SmallQr;
import java.util.Arrays;

/**
 * The triangular factor R of a tall matrix that is never kept: rows are folded in block by block, since R of (R on top of more
 * rows) is R of all of them (Golub and Van Loan, "Matrix Computations", 4th ed., section 6.5). With the right-hand side as the last
 * column it is all that least squares need.
 */
final class TriangularFactor {
    private static final int BLOCK = 256;

    private final int columns;
    private final int length;
    private final double[] stored;
    private final SmallQr qr;
    private int rows;
    private boolean finite = true;

    TriangularFactor(int columns) {
        this.columns = columns;
        this.length = columns + BLOCK;
        this.stored = new double[columns * length];
        this.qr = new SmallQr(length, columns);
    }

    void clear() {
        Arrays.fill(stored, 0);
        rows = 0;
        finite = true;
    }

    /** Adds a row whose last number is the right-hand side. */
    void add(double[] row, double factor) {
        if (rows == length) {
            fold();
        }
        for (int j = 0; j < columns; j++) {
            stored[j * length + rows] = row[j] * factor;
        }
        rows++;
    }

    /** Adds a row that is zero but for one number. */
    void add(int column, double value) {
        if (rows == length) {
            fold();
        }
        stored[column * length + rows] = value;
        rows++;
    }

    /** Adds the rows of a triangle of {@code size} columns from one of them on; they are placed at the last columns of this one. */
    void addTail(double[] triangle, int size, int from) {
        int to = columns - (size - from);
        for (int i = from; i < size; i++) {
            if (rows == length) {
                fold();
            }
            for (int j = i; j < size; j++) {
                stored[(to + j - from) * length + rows] = triangle[i * size + j];
            }
            rows++;
        }
    }

    /** R row by row, after {@link #fold}. */
    double[] triangle() {
        double[] triangle = new double[columns * columns];
        for (int i = 0; i < columns; i++) {
            for (int j = i; j < columns; j++) {
                triangle[i * columns + j] = get(i, j);
            }
        }
        return triangle;
    }

    /** Makes the rows triangular; {@link #get} is valid after it. */
    void fold() {
        finite &= qr.factor(stored) != SmallQr.NOT_FINITE;
        Arrays.fill(stored, 0);
        for (int j = 0; j < columns; j++) {
            for (int i = 0; i <= j; i++) {
                stored[j * length + i] = qr.r(i, j);
            }
        }
        rows = columns;
    }

    boolean finite() {
        return finite;
    }

    double get(int i, int j) {
        return i > j ? 0 : stored[j * length + i];
    }

    /** The length of a column, after {@link #fold}. */
    double norm(int column) {
        double sum = 0;
        for (int i = 0; i <= column; i++) {
            sum += get(i, column) * get(i, column);
        }
        return Math.sqrt(sum);
    }

    /**
     * Solves for the first unknowns where the last ones are known.
     *
     * @param x the unknowns; those before {@code known} are overwritten
     * @param known the first unknown that is given
     */
    void solve(double[] x, int known) {
        for (int i = known - 1; i >= 0; i--) {
            double rest = get(i, columns - 1);
            for (int j = i + 1; j < columns - 1; j++) {
                rest -= get(i, j) * x[j];
            }
            double pivot = get(i, i);
            x[i] = pivot > 0 ? rest / pivot : 0;
        }
    }
}
