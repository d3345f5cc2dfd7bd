package dev.antipode.bench;

import dev.antipode.controller.policy.Activation;
import dev.antipode.controller.policy.MlpPolicy;
import dev.antipode.core.linear.DenseShape;
import dev.antipode.sim.Signal;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * The perceptron whose inference is measured: 8 observations, two hidden layers of tanh units, 4 commands from -1 to 1.
 *
 * @param hidden the width of both hidden layers
 */
record PerceptronDesign(int hidden) {
    static final int OBSERVATIONS = 8;
    static final int COMMANDS = 4;

    /** Far above what three layers round in F32, far below any wrong weight. */
    static final double BOUND = 1e-4;

    List<DenseShape> layers() {
        return List.of(
                new DenseShape(OBSERVATIONS, hidden), new DenseShape(hidden, hidden), new DenseShape(hidden, COMMANDS));
    }

    MlpPolicy policy() {
        List<Signal> commands = new ArrayList<>();
        for (int i = 0; i < COMMANDS; i++) {
            commands.add(new Signal("u" + i, "1", -1, 1, Double.POSITIVE_INFINITY, false, 0));
        }
        return new MlpPolicy(OBSERVATIONS, List.of(hidden, hidden), Activation.TANH, commands);
    }

    double[] parameters() {
        return policy().initialParameters(1);
    }

    /** The same observations everywhere. */
    static double[][] observations(int samples) {
        SplittableRandom random = new SplittableRandom(7);
        double[][] values = new double[samples][OBSERVATIONS];
        for (double[] sample : values) {
            for (int i = 0; i < OBSERVATIONS; i++) {
                sample[i] = (float) random.nextDouble(-1, 1);
            }
        }
        return values;
    }

    /** Refuses to be timed where one sample and the batch differ in a bit, or both from double precision. */
    void requireAgreement(InferenceSingle single, InferenceBatch batch, int samples) {
        double[][] observations = observations(samples);
        batch.run();
        for (int sample = 0; sample < samples; sample++) {
            single.set(observations[sample]);
            single.run();
            double[] expected = expected(observations[sample]);
            for (int i = 0; i < COMMANDS; i++) {
                double one = single.command(i);
                double many = batch.command(sample, i);
                if (one != many || !(Math.abs(one - expected[i]) < BOUND)) {
                    throw new IllegalStateException("command " + i + " of sample " + sample + " is " + one
                            + " alone, " + many + " in the batch and " + expected[i]
                            + " in double precision; no time is taken of a wrong answer");
                }
            }
        }
    }

    /** The commands in double precision, by the textbook. */
    double[] expected(double[] observation) {
        double[] parameters = parameters();
        double[] in = observation;
        int first = 0;
        for (DenseShape layer : layers()) {
            double[] out = new double[layer.outputs()];
            for (int o = 0; o < out.length; o++) {
                double sum = parameters[first + layer.biasIndex(o)];
                for (int k = 0; k < layer.inputs(); k++) {
                    sum += parameters[first + layer.weightIndex(k, o)] * in[k];
                }
                out[o] = StrictMath.tanh(sum);
            }
            first += layer.parameterCount();
            in = out;
        }
        return in;
    }
}
