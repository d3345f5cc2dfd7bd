package dev.antipode.core.jacobian;

/** A dense matrix as a linear map. Its entries may be replaced between products. */
public final class MatrixMap implements LinearMap {
    private final int outputs;
    private final int inputs;
    private final double[] entries;

    /**
     * Makes a map of a matrix.
     *
     * @param outputs the number of rows, at least 1
     * @param inputs the number of columns, at least 1
     * @param entries row-major, {@code outputs * inputs} long, copied
     */
    public MatrixMap(int outputs, int inputs, double[] entries) {
        if (outputs < 1 || inputs < 1) {
            throw new IllegalArgumentException(
                    "a matrix of " + outputs + " rows and " + inputs + " columns: give at least 1 of each");
        }
        if (entries.length != (long) outputs * inputs) {
            throw new IllegalArgumentException("a matrix of " + outputs + " rows and " + inputs + " columns has "
                    + (long) outputs * inputs + " entries, not " + entries.length + ": give them row by row");
        }
        this.outputs = outputs;
        this.inputs = inputs;
        this.entries = entries.clone();
    }

    /**
     * Replaces the entries. Allocates nothing.
     *
     * @param entries row-major, at least {@code outputs * inputs} long, copied
     */
    public void set(double[] entries) {
        System.arraycopy(entries, 0, this.entries, 0, this.entries.length);
    }

    @Override
    public int inputs() {
        return inputs;
    }

    @Override
    public int outputs() {
        return outputs;
    }

    @Override
    public double apply(double[] in, double[] out) {
        for (int i = 0; i < outputs; i++) {
            double sum = 0;
            for (int j = 0; j < inputs; j++) {
                sum += entries[i * inputs + j] * in[j];
            }
            out[i] = sum;
        }
        return 0;
    }

    @Override
    public boolean transposable() {
        return true;
    }

    @Override
    public double applyTransposed(double[] in, double[] out) {
        for (int j = 0; j < inputs; j++) {
            out[j] = 0;
        }
        for (int i = 0; i < outputs; i++) {
            for (int j = 0; j < inputs; j++) {
                out[j] += entries[i * inputs + j] * in[i];
            }
        }
        return 0;
    }
}
