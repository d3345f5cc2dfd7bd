package dev.antipode.bench;

import dev.antipode.core.kernel.KernelMode;

/** One plant's step, plain and differentiated, on the same states, with the answers checked against one another. */
final class DerivativeBatches implements AutoCloseable {
    /** Relative to the sum of the magnitudes that are added: far above rounding in F32, far below any wrong term. */
    static final double BOUND = 1e-4;

    final StepBatch step;
    final StepBatch jvp;
    final StepBatch vjp;
    final JacobianBatch jacobian;

    DerivativeBatches(StepPlant plant, int lanes, KernelMode mode) {
        step = new StepBatch(plant, StepKernel.STEP, lanes, mode);
        jvp = new StepBatch(plant, StepKernel.JVP, lanes, mode);
        vjp = new StepBatch(plant, StepKernel.VJP, lanes, mode);
        jacobian = new JacobianBatch(plant, step, mode);
    }

    void awaitSimd() {
        step.awaitSimd();
        jvp.awaitSimd();
        vjp.awaitSimd();
        jacobian.awaitSimd();
    }

    /**
     * Compares J v, w^T J and J.
     *
     * @return the largest difference, relative to the sum of the magnitudes
     */
    double difference() {
        step.run();
        jvp.run();
        vjp.run();
        double largest = 0;
        double[][] tangent = jvp.factor();
        double[][] cotangent = vjp.factor();
        for (int point = 0; point < jacobian.points(); point++) {
            double[][] matrix = jacobian.at(point);
            for (int i = 0; i < matrix.length; i++) {
                largest = Math.max(largest, unlike(step.next()[i][point], jvp.next()[i][point]));
                largest = Math.max(largest, unlike(step.next()[i][point], vjp.next()[i][point]));
                double sum = 0;
                double size = Float.MIN_NORMAL;
                for (int j = 0; j < matrix[i].length; j++) {
                    sum += matrix[i][j] * tangent[j][point];
                    size += Math.abs(matrix[i][j] * tangent[j][point]);
                }
                largest = worse(largest, (sum - jvp.product()[i][point]) / size);
            }
            for (int j = 0; j < jacobian.columns(); j++) {
                double sum = 0;
                double size = Float.MIN_NORMAL;
                for (int i = 0; i < matrix.length; i++) {
                    sum += matrix[i][j] * cotangent[i][point];
                    size += Math.abs(matrix[i][j] * cotangent[i][point]);
                }
                largest = worse(largest, (sum - vjp.product()[j][point]) / size);
            }
        }
        return largest;
    }

    /** Refuses to be timed where the three ways differ. */
    void requireAgreement(StepPlant plant) {
        double difference = difference();
        if (!(difference < BOUND)) {
            throw new IllegalStateException(plant.label() + ": J v, w^T J and J differ by " + difference
                    + " of their magnitude, above the bound of " + BOUND + "; no time is taken of a wrong answer");
        }
    }

    /** The next state must keep its bits. */
    private static double unlike(double one, double other) {
        return one == other ? 0 : Double.POSITIVE_INFINITY;
    }

    private static double worse(double largest, double difference) {
        return Math.max(largest, Double.isFinite(difference) ? Math.abs(difference) : Double.POSITIVE_INFINITY);
    }

    @Override
    public void close() {
        step.close();
        jvp.close();
        vjp.close();
        jacobian.close();
    }
}
