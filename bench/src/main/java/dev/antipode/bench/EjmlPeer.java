package dev.antipode.bench;

import dev.antipode.core.kernel.KernelMode;
import dev.antipode.core.linear.DenseShape;
import dev.antipode.core.linear.Eigenvalues;
import java.io.PrintStream;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.ejml.data.DMatrixRMaj;
import org.ejml.data.FMatrixRMaj;
import org.ejml.dense.row.CommonOps_FDRM;
import org.ejml.dense.row.factory.DecompositionFactory_DDRM;
import org.ejml.interfaces.decomposition.EigenDecomposition_F64;

/** Our dense layer beside EJML's matrix product in F32, and our eigenvalues beside EJML's in F64. */
final class EjmlPeer {
    private static final String NAME = "EJML 0.46.1";
    private static final int LANES = 256;
    private static final double BOUND_F32 = 1e-5;
    private static final double BOUND_F64 = 1e-10;

    /** The states of a quadrotor with rotors, and of its closed loop with a small recurrent policy. */
    private static final int[] SIZES = {17, 33};

    private EjmlPeer() {}

    static void measure(int rounds, KernelMode mode, PrintStream out) {
        for (int width : new int[] {32, 64}) {
            dense(width, rounds, mode, out);
        }
        for (int size : SIZES) {
            eigenvalues(size, rounds, out);
        }
    }

    /** EJML multiplies; the bias, which costs little, is ours alone. */
    private static void dense(int width, int rounds, KernelMode mode, PrintStream out) {
        try (DenseBatch batch = new DenseBatch(width, LANES, mode)) {
            if (mode == KernelMode.SIMD) {
                batch.awaitSimd();
            }
            DenseShape shape = batch.shape();
            FMatrixRMaj weights = new FMatrixRMaj(width, width);
            FMatrixRMaj in = new FMatrixRMaj(width, LANES);
            FMatrixRMaj product = new FMatrixRMaj(width, LANES);
            for (int o = 0; o < width; o++) {
                for (int k = 0; k < width; k++) {
                    weights.set(o, k, (float) batch.parameter(shape.weightIndex(k, o)));
                }
            }
            for (int k = 0; k < width; k++) {
                for (int lane = 0; lane < LANES; lane++) {
                    in.set(k, lane, (float) batch.input(k, lane));
                }
            }
            batch.run();
            CommonOps_FDRM.mult(weights, in, product);
            double[] ours = batch.outputs();
            double difference = 0;
            for (int o = 0; o < width; o++) {
                double bias = batch.parameter(shape.biasIndex(o));
                for (int lane = 0; lane < LANES; lane++) {
                    difference = Math.max(difference, Math.abs(ours[o * LANES + lane] - (product.get(o, lane) + bias)));
                }
            }
            String work = "dense layer " + width + " x " + width + ", a sample of 256";
            require(work, difference, BOUND_F32);
            Rounds measured = Rounds.measure(
                    rounds,
                    List.of(
                            new Rounds.Work(LANES, batch::run),
                            new Rounds.Work(LANES, n -> multiply(weights, in, product, n))));
            out.println(PeerRow.of(work, NAME, measured, 0, 1, difference).line());
        }
    }

    private static void multiply(FMatrixRMaj weights, FMatrixRMaj in, FMatrixRMaj product, int times) {
        for (int i = 0; i < times; i++) {
            CommonOps_FDRM.mult(weights, in, product);
        }
    }

    private static void eigenvalues(int size, int rounds, PrintStream out) {
        SplittableRandom random = new SplittableRandom(11);
        double[] entries = new double[size * size];
        Arrays.setAll(entries, _ -> random.nextDouble(-1, 1));
        double[] work = entries.clone();
        Eigenvalues ours = new Eigenvalues(size);
        EigenDecomposition_F64<DMatrixRMaj> theirs = DecompositionFactory_DDRM.eig(size, false, false);
        DMatrixRMaj matrix = new DMatrixRMaj(size, size);
        ours.compute(work);
        matrix.setData(entries.clone());
        theirs.decompose(matrix);
        double[] oursSorted = new double[size];
        double[] theirsSorted = new double[size];
        for (int i = 0; i < size; i++) {
            oursSorted[i] = ours.modulus(i);
            theirsSorted[i] = theirs.getEigenvalue(i).getMagnitude();
        }
        Arrays.sort(oursSorted);
        Arrays.sort(theirsSorted);
        double difference = 0;
        for (int i = 0; i < size; i++) {
            difference = Math.max(difference, Math.abs(oursSorted[i] - theirsSorted[i]));
        }
        String name = "all eigenvalues of a random matrix " + size + " x " + size;
        require(name, difference, BOUND_F64);
        Rounds measured = Rounds.measure(
                rounds,
                List.of(
                        new Rounds.Work(1, n -> {
                            for (int i = 0; i < n; i++) {
                                System.arraycopy(entries, 0, work, 0, work.length);
                                ours.compute(work);
                            }
                        }),
                        new Rounds.Work(1, n -> {
                            for (int i = 0; i < n; i++) {
                                System.arraycopy(entries, 0, matrix.data, 0, entries.length);
                                theirs.decompose(matrix);
                            }
                        })));
        out.println(PeerRow.of(name, NAME, measured, 0, 1, difference).line());
    }

    private static void require(String work, double difference, double bound) {
        if (!(difference < bound)) {
            throw new IllegalStateException(work + ": our answer and EJML's differ by " + difference
                    + ", above the bound of " + bound + "; no time is taken of a wrong answer");
        }
    }
}
