package dev.antipode.bench;

import dev.antipode.core.jacobian.ForwardJacobian;
import dev.antipode.core.jacobian.IterationOptions;
import dev.antipode.core.jacobian.JacobianMap;
import dev.antipode.core.jacobian.SpectralRadius;
import dev.antipode.core.kernel.KernelMode;
import dev.antipode.core.linear.Eigenvalues;

/** The spectral radius of a plant's state Jacobian from products alone, beside the one by a dense solver. */
final class SpectralProbe implements AutoCloseable {
    /** Both are those of the same F32 Jacobian; products round it once more. */
    static final double BOUND = 1e-3;

    private final StepBatch points;
    private final JacobianBatch batch;
    private final SpectralRadius radius;

    SpectralProbe(StepPlant plant, KernelMode mode) {
        points = new StepBatch(plant, JacobianBatch.POINTS, KernelMode.SCALAR);
        batch = new JacobianBatch(plant, points, mode);
        ForwardJacobian jacobian = batch.jacobian();
        jacobian.evaluate();
        radius = new SpectralRadius(new JacobianMap(jacobian, 0), IterationOptions.standard(1));
    }

    void awaitSimd() {
        batch.awaitSimd();
        batch.jacobian().evaluate();
    }

    /** Iterates; returns the radius. */
    double run() {
        radius.compute();
        return radius.radius();
    }

    /** Refuses to be timed where the two ways differ. */
    void requireAgreement(String plant) {
        double expected = expected();
        double radius = run();
        if (!(Math.abs(radius - expected) <= BOUND * expected)) {
            throw new IllegalStateException(plant + ": the spectral radius is " + radius + " from products and "
                    + expected + " from the whole matrix; no time is taken of a wrong answer");
        }
    }

    int products() {
        return radius.products();
    }

    /** By all eigenvalues of the whole Jacobian. */
    double expected() {
        double[][] rows = batch.at(0);
        int n = rows.length;
        double[] matrix = new double[n * n];
        for (int i = 0; i < n; i++) {
            System.arraycopy(rows[i], 0, matrix, i * n, n);
        }
        Eigenvalues eigenvalues = new Eigenvalues(n);
        eigenvalues.compute(matrix);
        double largest = 0;
        for (int i = 0; i < n; i++) {
            largest = Math.max(largest, eigenvalues.modulus(i));
        }
        batch.jacobian().evaluate();
        return largest;
    }

    @Override
    public void close() {
        points.close();
        batch.close();
    }
}
