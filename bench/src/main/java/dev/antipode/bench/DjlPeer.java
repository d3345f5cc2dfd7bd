package dev.antipode.bench;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import dev.antipode.core.kernel.KernelMode;
import dev.antipode.core.linear.DenseShape;
import java.io.PrintStream;
import java.nio.FloatBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Our perceptron beside the same one by DJL with PyTorch: matrix products, biases and tanh by PyTorch's operations on one
 * thread, from arrays that stay in its memory.
 */
final class DjlPeer {
    private static final String NAME = "DJL 0.36.0, PyTorch 2.7.1";
    private static final int LANES = 256;
    private static final int HIDDEN = 64;
    private static final double BOUND = 1e-5;

    private DjlPeer() {}

    static void measure(Path folder, int rounds, KernelMode mode, PrintStream out) {
        // Nothing is downloaded: the native library is unpacked from its jar.
        System.setProperty("ai.djl.offline", "true");
        System.setProperty("DJL_CACHE_DIR", folder.resolve("djl").toString());
        System.setProperty("ENGINE_CACHE_DIR", folder.resolve("djl").toString());
        System.setProperty("ai.djl.pytorch.num_threads", "1");
        System.setProperty("ai.djl.pytorch.num_interop_threads", "1");
        PerceptronDesign design = new PerceptronDesign(HIDDEN);
        try (NDManager manager = NDManager.newBaseManager("PyTorch");
                InferenceSingle single = new InferenceSingle(design, mode);
                InferenceBatch batch = new InferenceBatch(design, LANES, mode)) {
            if (mode == KernelMode.SIMD) {
                single.awaitSimd();
                batch.awaitSimd();
            }
            List<NDArray> parameters = parameters(manager, design);
            NDArray many = observations(manager, LANES);
            NDArray one = observations(manager, 1);
            batch.run();
            float[] theirs;
            try (NDManager scope = manager.newSubManager()) {
                theirs = forward(scope, many, parameters).toFloatArray();
            }
            double difference = 0;
            for (int lane = 0; lane < LANES; lane++) {
                for (int i = 0; i < PerceptronDesign.COMMANDS; i++) {
                    double right = theirs[lane * PerceptronDesign.COMMANDS + i];
                    difference = Math.max(difference, Math.abs(batch.command(lane, i) - right));
                }
            }
            if (!(difference < BOUND)) {
                throw new IllegalStateException("our perceptron and PyTorch's differ by " + difference
                        + ", above the bound of " + BOUND + "; no time is taken of a wrong answer");
            }
            Rounds measured = Rounds.measure(
                    rounds,
                    List.of(
                            new Rounds.Work(LANES, batch::run),
                            new Rounds.Work(LANES, n -> forward(manager, many, parameters, n)),
                            new Rounds.Work(1, single::run),
                            new Rounds.Work(1, n -> forward(manager, one, parameters, n))));
            String work = "perceptron 8-" + HIDDEN + "-" + HIDDEN + "-4 with tanh, ";
            out.println(PeerRow.of(work + "a sample of 256", NAME, measured, 0, 1, difference)
                    .line());
            out.println(PeerRow.of(work + "one sample", NAME, measured, 2, 3, difference)
                    .line());
        }
    }

    /** Weights as {@code inputs x outputs}, then biases, layer by layer. */
    private static List<NDArray> parameters(NDManager manager, PerceptronDesign design) {
        List<NDArray> arrays = new ArrayList<>();
        double[] theta = design.parameters();
        int first = 0;
        for (DenseShape layer : design.layers()) {
            float[] weights = new float[layer.inputs() * layer.outputs()];
            float[] biases = new float[layer.outputs()];
            for (int o = 0; o < layer.outputs(); o++) {
                biases[o] = (float) theta[first + layer.biasIndex(o)];
                for (int k = 0; k < layer.inputs(); k++) {
                    weights[k * layer.outputs() + o] = (float) theta[first + layer.weightIndex(k, o)];
                }
            }
            arrays.add(manager.create(FloatBuffer.wrap(weights), new Shape(layer.inputs(), layer.outputs())));
            arrays.add(manager.create(biases));
            first += layer.parameterCount();
        }
        return arrays;
    }

    private static NDArray observations(NDManager manager, int samples) {
        float[] values = new float[samples * PerceptronDesign.OBSERVATIONS];
        double[][] observations = PerceptronDesign.observations(samples);
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) observations[i / PerceptronDesign.OBSERVATIONS][i % PerceptronDesign.OBSERVATIONS];
        }
        return manager.create(FloatBuffer.wrap(values), new Shape(samples, PerceptronDesign.OBSERVATIONS));
    }

    private static NDArray forward(NDManager scope, NDArray in, List<NDArray> parameters) {
        NDArray x = in.duplicate();
        x.attach(scope);
        for (int i = 0; i < parameters.size(); i += 2) {
            x = x.matMul(parameters.get(i)).addi(parameters.get(i + 1)).tanh();
        }
        return x;
    }

    private static void forward(NDManager manager, NDArray in, List<NDArray> parameters, int times) {
        for (int i = 0; i < times; i++) {
            try (NDManager scope = manager.newSubManager()) {
                forward(scope, in, parameters);
            }
        }
    }
}
