package dev.antipode.bench;

import dev.antipode.core.kernel.KernelMode;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Who else does the same work, on this machine, from gcc, Maven Central or npm. */
enum Peer {
    C("C by gcc", "simulator steps, perceptron, dense layer, noise and closed loop") {
        @Override
        Optional<String> missing(Path folder) {
            return Compiler.missing();
        }

        @Override
        void measure(Path folder, int rounds, KernelMode mode, PrintStream out) throws Exception {
            CPeer.measure(rounds, mode, out);
        }
    },
    EJML("EJML", "matrix product of a dense layer, eigenvalues of a Jacobian") {
        @Override
        Optional<String> missing(Path folder) {
            return missingClass("org.ejml.data.FMatrixRMaj", "org.ejml.data.DMatrixRMaj");
        }

        @Override
        void measure(Path folder, int rounds, KernelMode mode, PrintStream out) {
            EjmlPeer.measure(rounds, mode, out);
        }
    },
    DJL("DJL with PyTorch", "perceptron, one sample and a batch") {
        @Override
        Optional<String> missing(Path folder) {
            return missingClass("ai.djl.ndarray.NDManager", "ai.djl.pytorch.engine.PtEngineProvider");
        }

        @Override
        void measure(Path folder, int rounds, KernelMode mode, PrintStream out) throws Exception {
            DjlPeer.measure(folder, rounds, mode, out);
        }
    },
    HIPPARCHUS("Hipparchus CMA-ES", "a linear controller for cart-pole, to the same cost") {
        @Override
        Optional<String> missing(Path folder) {
            return missingClass("org.hipparchus.optim.nonlinear.scalar.noderiv.CMAESOptimizer");
        }

        @Override
        void measure(Path folder, int rounds, KernelMode mode, PrintStream out) {
            HipparchusPeer.measure(rounds, out);
        }
    },
    MUJOCO("MuJoCo, WebAssembly on Node", "cart-pole, double pendulum and ant") {
        @Override
        Optional<String> missing(Path folder) {
            return MujocoScript.missing(folder);
        }

        @Override
        void measure(Path folder, int rounds, KernelMode mode, PrintStream out) throws Exception {
            MujocoPeer.measure(folder, rounds, mode, out);
            MujocoAnt.measure(folder, rounds, mode, out);
        }
    };

    private final String label;
    private final String work;

    Peer(String label, String work) {
        this.label = label;
        this.work = work;
    }

    String label() {
        return label;
    }

    String work() {
        return work;
    }

    /**
     * What is not here, and how to get it.
     *
     * @param folder where {@code bench/compare fetch} puts things
     * @return one sentence, or empty where all is here
     */
    abstract Optional<String> missing(Path folder);

    /** Measures in this JVM, after comparing the answers; prints a {@link PeerRow} a line. */
    abstract void measure(Path folder, int rounds, KernelMode mode, PrintStream out) throws Exception;

    static Peer of(String name) {
        return Arrays.stream(values())
                .filter(peer -> peer.name().equalsIgnoreCase(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("there is no peer '" + name + "'; there are "
                        + Arrays.toString(values()).toLowerCase(Locale.ROOT)));
    }

    private static Optional<String> missingClass(String... names) {
        for (String name : List.of(names)) {
            try {
                Class.forName(name, false, Peer.class.getClassLoader());
            } catch (ClassNotFoundException e) {
                return Optional.of("its jars are not here; bench/compare fetch gets them from Maven Central");
            }
        }
        return Optional.empty();
    }
}
