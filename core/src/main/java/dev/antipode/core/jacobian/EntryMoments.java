package dev.antipode.core.jacobian;

import dev.antipode.core.linear.Vectors;
import java.util.Arrays;

/**
 * Mean and standard error of each entry of a matrix over blocks of outer products.
 *
 * <p>Source of the update: B. P. Welford, "Note on a method for calculating corrected sums of squares and products",
 * Technometrics 4 (1962).
 */
final class EntryMoments {
    private final int rows;
    private final int columns;
    private final int blockSize;
    private final double[] mean;
    private final double[] squares;
    private final double[] block;
    private int inBlock;
    private int blocks;
    private int lost;
    private boolean blockLost;

    EntryMoments(int rows, int columns, int blockSize) {
        if ((long) rows * columns > Integer.MAX_VALUE - 8) {
            throw new IllegalArgumentException("a matrix of " + rows + " rows and " + columns
                    + " columns is more than an array can hold: estimate its norm, or a subset of its columns");
        }
        this.rows = rows;
        this.columns = columns;
        this.blockSize = blockSize;
        mean = new double[rows * columns];
        squares = new double[rows * columns];
        block = new double[blockSize == 1 ? 0 : rows * columns];
    }

    static long bytes(int rows, int columns, int blockSize) {
        return (blockSize == 1 ? 16L : 24L) * rows * columns;
    }

    void clear() {
        Arrays.fill(mean, 0);
        Arrays.fill(squares, 0);
        Arrays.fill(block, 0);
        inBlock = 0;
        blocks = 0;
        lost = 0;
        blockLost = false;
    }

    /** Adds the sample {@code y v^T}. */
    void add(double[] y, double[] v, int vFrom) {
        if (blockSize == 1) {
            blocks++;
            for (int i = 0; i < rows; i++) {
                for (int j = 0; j < columns; j++) {
                    update(i * columns + j, y[i] * v[vFrom + j]);
                }
            }
            return;
        }
        for (int i = 0; i < rows; i++) {
            for (int j = 0; j < columns; j++) {
                block[i * columns + j] += y[i] * v[vFrom + j];
            }
        }
        advance();
    }

    /** Counts a sample that cannot be used, and with it its block. */
    void lose() {
        lost++;
        blockLost = true;
        advance();
    }

    /** Samples that could not be used. */
    int lost() {
        return lost;
    }

    double mean(int row, int column) {
        return blocks == 0 ? Double.NaN : mean[row * columns + column];
    }

    /** NaN for fewer than two blocks. */
    double standardError(int row, int column) {
        return Math.sqrt(squares[row * columns + column] / degrees());
    }

    /** The Frobenius norm of the means. */
    double norm() {
        return blocks == 0 ? Double.NaN : Vectors.norm(mean, 0, mean.length);
    }

    /** The root of the sum of the squares of all standard errors. */
    double errorNorm() {
        double sum = 0;
        for (double square : squares) {
            sum += square;
        }
        return Math.sqrt(sum / degrees());
    }

    /** The Frobenius norm of the difference of the means. */
    double distance(EntryMoments other) {
        double sum = 0;
        for (int i = 0; i < mean.length; i++) {
            double difference = mean[i] - other.mean[i];
            sum += difference * difference;
        }
        return Math.sqrt(sum);
    }

    private double degrees() {
        return blocks < 2 ? Double.NaN : (double) blocks * (blocks - 1);
    }

    private void advance() {
        inBlock++;
        if (inBlock < blockSize) {
            return;
        }
        if (!blockLost && blockSize > 1) {
            blocks++;
            for (int k = 0; k < block.length; k++) {
                update(k, block[k] / blockSize);
            }
        }
        Arrays.fill(block, 0);
        inBlock = 0;
        blockLost = false;
    }

    private void update(int entry, double value) {
        double before = value - mean[entry];
        mean[entry] += before / blocks;
        squares[entry] += before * (value - mean[entry]);
    }
}
