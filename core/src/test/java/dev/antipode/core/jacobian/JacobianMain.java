package dev.antipode.core.jacobian;

import com.sun.management.ThreadMXBean;
import dev.antipode.core.linear.Eigenvalues;
import dev.antipode.core.linear.InverseIteration;
import dev.antipode.core.linear.SmallQr;
import dev.antipode.core.testing.MatrixFamily;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Run in a JVM of its own: every estimate again and again on matrices that change. Prints for each kind of object its name,
 * what its construction allocated and what it had said; a hash of the first results; and what the calls allocated in the
 * end, in as many windows of steps as the argument says.
 */
final class JacobianMain {
    private static final int SIZE = 20;
    private static final int LARGE = 48;

    /** One step for each kind of matrix. */
    private static final int WINDOW_STEPS = 8;

    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private final MatrixMap map = new MatrixMap(LARGE, LARGE, MatrixFamily.GAUSSIAN.matrix(LARGE, 0));
    private final MatrixMap small = new MatrixMap(SIZE, SIZE, MatrixFamily.GAUSSIAN.matrix(SIZE, 0));
    private final double[][] matrices = new double[8][];
    private final double[][] smallMatrices = new double[8][];
    private final double[] work = new double[SIZE * SIZE];
    private final double[] growth = new double[SIZE];
    private final double[] point = new double[SIZE];
    private final SmallQr qr;
    private final Eigenvalues eigenvalues;
    private final InverseIteration vector;
    private final SpectralRadius radius;
    private final SpectralRadius radiusOfProduct;
    private final LeadingEigenvalues leading;
    private final RandomJacobian random;
    private final RandomJacobian orthogonal;
    private final NormEstimate norm;
    private final ColumnSubset columns;
    private final SmoothedJacobian smoothed;
    private final GrowthStatistics statistics;
    private final GrowthStatistics lanes;
    private long hash = 1;

    private JacobianMain() {
        for (int i = 0; i < matrices.length; i++) {
            MatrixFamily[] families = MatrixFamily.values();
            matrices[i] = families[i].matrix(LARGE, i);
            smallMatrices[i] = families[i].matrix(SIZE, i);
        }
        IterationOptions options = IterationOptions.standard(1).withMaxProducts(200);
        Sampling gaussian = Sampling.gaussian(10, 1);
        Sampling blocks = Sampling.orthogonal(2, 5, 1);
        SigmaLadder ladder = new SigmaLadder(1, 4, 4);
        List<LinearMap> factors = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            factors.add(small);
        }
        ProductMap product = new ProductMap(factors);

        Sizes sizes = new Sizes();
        qr = sizes.add("SmallQr", 8L * SIZE * (SIZE + 1), () -> new SmallQr(SIZE, SIZE));
        eigenvalues = sizes.add("Eigenvalues", Eigenvalues.bytes(SIZE), () -> new Eigenvalues(SIZE));
        vector = sizes.add("InverseIteration", InverseIteration.bytes(SIZE), () -> new InverseIteration(SIZE));
        radius = sizes.add(
                "SpectralRadius", SpectralRadius.bytes(LARGE, true, options), () -> new SpectralRadius(map, options));
        radiusOfProduct = new SpectralRadius(product, options);
        leading = sizes.add(
                "LeadingEigenvalues",
                LeadingEigenvalues.bytes(LARGE, 4, options),
                () -> new LeadingEigenvalues(map, 4, options));
        random = sizes.add(
                "RandomJacobian",
                RandomJacobian.bytes(LARGE, LARGE, gaussian),
                () -> new RandomJacobian(map, gaussian));
        orthogonal = sizes.add(
                "RandomJacobian", RandomJacobian.bytes(LARGE, LARGE, blocks), () -> new RandomJacobian(map, blocks));
        norm = new NormEstimate(map, Sampling.rademacher(10, 1));
        columns = new ColumnSubset(map, 5, 1);
        BatchFunction function = squares();
        double[] widths = new double[SIZE];
        Arrays.fill(widths, 1);
        smoothed = sizes.add(
                "SmoothedJacobian",
                SmoothedJacobian.bytes(SIZE, SIZE, ladder, gaussian, 4),
                () -> new SmoothedJacobian(function, ladder, gaussian, 4, widths));
        statistics =
                sizes.add("GrowthStatistics", GrowthStatistics.bytes(SIZE, 1), () -> new GrowthStatistics(SIZE, 1));
        lanes = sizes.add("GrowthStatistics", GrowthStatistics.bytes(4, 5), () -> new GrowthStatistics(4, 5));
    }

    public static void main(String[] arguments) {
        JacobianMain run = new JacobianMain();
        run.window(0);
        System.out.println("hash=" + Long.toHexString(run.hash));
        System.out.println("allocated=" + run.steadyAllocation(Integer.parseInt(arguments[0])));
    }

    /** Bytes in two windows of steps in a row, once they are none; what is compiled late may cost a window or two. */
    private long steadyAllocation(int windows) {
        long previous = Long.MAX_VALUE;
        long allocated = Long.MAX_VALUE;
        for (int window = 1; window <= windows && (previous != 0 || allocated != 0); window++) {
            previous = allocated;
            allocated = window(window);
        }
        return previous + allocated;
    }

    private long window(int window) {
        long before = THREADS.getCurrentThreadAllocatedBytes();
        for (int i = 0; i < WINDOW_STEPS; i++) {
            step(window * WINDOW_STEPS + i);
        }
        return THREADS.getCurrentThreadAllocatedBytes() - before;
    }

    private void step(int step) {
        map.set(matrices[step % matrices.length]);
        small.set(smallMatrices[step % matrices.length]);
        System.arraycopy(smallMatrices[step % matrices.length], 0, work, 0, work.length);
        hash(eigenvalues.compute(work).ordinal());
        for (int i = 0; i < SIZE; i++) {
            hash(eigenvalues.real(i));
            hash(eigenvalues.imaginary(i));
        }
        vector.compute(work, SIZE, SIZE, eigenvalues.real(0), eigenvalues.imaginary(0), 0);
        hash(vector.real(1));
        hash(qr.factor(work));
        for (int i = 0; i < SIZE; i++) {
            growth[i] = qr.logDiagonal(i);
            point[i] = work[i];
            hash(growth[i]);
        }
        statistics.add(growth);
        lanes.add(growth);
        hash(statistics.exponent(0) + statistics.standardError(0) + lanes.standardError(1) + lanes.peakLogGrowth(0, 1));
        hash(radius.compute().ordinal());
        hash(radius.logRadius());
        hash(radius.logNorm());
        radiusOfProduct.compute();
        hash(radiusOfProduct.logRadius());
        hash(leading.compute().ordinal());
        for (int i = 0; i < leading.count(); i++) {
            hash(leading.real(i));
            hash(leading.phase(i));
        }
        random.compute();
        orthogonal.compute();
        norm.compute();
        columns.compute();
        hash(random.value(1, 2) + random.standardError(2, 1) + orthogonal.value(3, 1) + orthogonal.errorNorm());
        hash(norm.logFrobeniusNorm() + norm.traceStandardError() + columns.logFrobeniusStandardError());
        hash(smoothed.compute(point));
        hash(smoothed.value(1, 0, 1) + smoothed.report(2).change());
    }

    private void hash(double value) {
        hash = 31 * hash + Double.doubleToLongBits(value);
    }

    private static BatchFunction squares() {
        return new BatchFunction() {
            @Override
            public int inputs() {
                return SIZE;
            }

            @Override
            public int outputs() {
                return SIZE;
            }

            @Override
            public void evaluate(double[] points, int count, double[] values) {
                for (int i = 0; i < SIZE; i++) {
                    for (int c = 0; c < count; c++) {
                        double next = points[(i + 1) % SIZE * count + c];
                        values[i * count + c] = points[i * count + c] * next + Math.abs(next);
                    }
                }
            }
        };
    }

    /** Measures constructions. */
    private static final class Sizes {
        private interface Construction<T> {
            T construct();
        }

        <T> T add(String name, long said, Construction<T> construction) {
            // The first one loads classes.
            construction.construct();
            long before = THREADS.getCurrentThreadAllocatedBytes();
            T made = construction.construct();
            long allocated = THREADS.getCurrentThreadAllocatedBytes() - before;
            System.out.println("size=" + name + " " + allocated + " " + said);
            return made;
        }
    }
}
