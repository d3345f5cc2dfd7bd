package dev.antipode.controller.paper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.antipode.controller.inspect.NormalStream;
import dev.antipode.core.kernel.Arithmetic;
import dev.antipode.core.kernel.KernelMode;
import dev.antipode.core.memory.Precision;
import dev.antipode.core.program.Engine;
import dev.antipode.core.random.Purpose;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** The inner training against plain Java that is written from the equations, and its derivative against differences. */
class InnerTrainingTest {
    private static final int HIDDEN = 3;
    private static final int BATCH = 16;
    private static final int STEPS = 4;
    private static final double SIZE = 0.1;

    private final InnerTask task = new InnerTask(HIDDEN);
    private final LearnedRule rule = new LearnedRule(4, SIZE);
    private final Digits digits = Digits.made(1, BATCH);

    private double[] normal(int sample, int count) {
        NormalStream stream = new NormalStream(1, Purpose.POLICY_INITIALISATION);
        double[] values = new double[count];
        Arrays.setAll(values, i -> 0.3 * stream.get(sample, i));
        return values;
    }

    private InnerTraining training(Engine engine) {
        return new InnerTraining(rule, task, digits, 1, engine, 1L << 30);
    }

    private static Engine engine() {
        return new Engine(Precision.F64, Arithmetic.FUSED, KernelMode.SCALAR);
    }

    /** The published network: 19 features, two layers of 32, direction and magnitude. */
    @Test
    void theLibrarysNetworkHas1762Parameters() {
        LearnedRule published = new LearnedRule(32, 0.001);
        assertThat(LearnedRule.FEATURES).isEqualTo(19);
        assertThat(published.parameterCount()).isEqualTo(1762);
        assertThat(new InnerTask(32).parameterCount()).isEqualTo(64 * 32 + 32 + 32 * 10 + 10);
    }

    @Test
    void lossesAreThoseOfPlainJava() {
        double[] parameters = normal(0, rule.parameterCount());
        double[] expected = new PlainTraining().losses(parameters);
        try (Engine engine = engine();
                InnerTraining training = training(engine)) {
            training.begin(parameters);
            for (int step = 0; step < STEPS; step++) {
                training.step();
                assertThat(training.logLoss()).isCloseTo(expected[step], within(1e-9));
            }
            assertThat(expected[STEPS - 1]).isNotCloseTo(expected[0], within(1e-4));
        }
    }

    @Test
    void derivativesAreThoseOfCentralDifferences() {
        double[] parameters = normal(0, rule.parameterCount());
        double[] direction = normal(1, rule.parameterCount());
        double step = 1e-6;
        double[] losses = new double[2];
        try (Engine engine = engine();
                InnerTraining training = training(engine)) {
            for (int side = 0; side < 2; side++) {
                double[] moved = parameters.clone();
                for (int i = 0; i < moved.length; i++) {
                    moved[i] += (side == 0 ? step : -step) * direction[i];
                }
                training.begin(moved);
                for (int s = 0; s < STEPS; s++) {
                    training.step();
                    losses[side] += training.logLoss() / STEPS;
                }
            }
            training.beginAlong(parameters, direction);
            for (int s = 0; s < STEPS; s++) {
                training.step();
            }
            double difference = (losses[0] - losses[1]) / (2 * step);
            double derivative = training.derivativeSign() * StrictMath.exp(training.logDerivative());
            assertThat(Math.abs(difference)).isGreaterThan(1e-3);
            assertThat(derivative).isCloseTo(difference, within(1e-6 * Math.abs(difference) + 1e-9));
        }
    }

    @Test
    void aPerturbationStartsAtItsLength() {
        try (Engine engine = engine();
                InnerTraining training = training(engine)) {
            training.beginPerturbed(normal(0, rule.parameterCount()), 1, 0);
            assertThat(training.logGrowth()).isCloseTo(0.5 * StrictMath.log(task.parameterCount()), within(1e-12));
        }
    }

    /** The same from the equations, with gradients by hand. */
    private final class PlainTraining {
        private final int count = task.parameterCount();
        private final double[] x = new double[count];
        private final double[][] means = new double[6][count];

        PlainTraining() {
            NormalStream stream = new NormalStream(1, Purpose.TRAINING_PARAMETERS);
            for (int i = 0; i < count; i++) {
                // Biases, weights of 64 inputs, biases, weights of HIDDEN inputs.
                boolean first = i >= HIDDEN && i < 65 * HIDDEN;
                boolean second = i >= 65 * HIDDEN + 10;
                x[i] = first ? stream.get(0, i) / 8 : second ? stream.get(0, i) / Math.sqrt(HIDDEN) : 0;
            }
        }

        double[] losses(double[] parameters) {
            double[] losses = new double[STEPS];
            double[] gradient = new double[count];
            gradient(gradient);
            for (int step = 0; step < STEPS; step++) {
                update(parameters, gradient, step);
                losses[step] = StrictMath.log(gradient(gradient));
            }
            return losses;
        }

        /** The mean cross-entropy, its gradient in the array. */
        private double gradient(double[] gradient) {
            Arrays.fill(gradient, 0);
            double loss = 0;
            int second = 65 * HIDDEN;
            for (int n = 0; n < BATCH; n++) {
                double[] pixels = digits.pixels()[n];
                double[] z = new double[HIDDEN];
                double[] h = new double[HIDDEN];
                for (int u = 0; u < HIDDEN; u++) {
                    z[u] = x[u];
                    for (int p = 0; p < 64; p++) {
                        z[u] += x[HIDDEN + p * HIDDEN + u] * pixels[p];
                    }
                    h[u] = z[u] / (1 + Math.exp(-z[u]));
                }
                double[] odds = new double[10];
                double total = 0;
                for (int k = 0; k < 10; k++) {
                    double score = x[second + k];
                    for (int u = 0; u < HIDDEN; u++) {
                        score += x[second + 10 + u * 10 + k] * h[u];
                    }
                    odds[k] = Math.exp(score);
                    total += odds[k];
                }
                loss -= Math.log(odds[digits.classes()[n]] / total) / BATCH;
                double[] back = new double[HIDDEN];
                for (int k = 0; k < 10; k++) {
                    double error = (odds[k] / total - (k == digits.classes()[n] ? 1 : 0)) / BATCH;
                    gradient[second + k] += error;
                    for (int u = 0; u < HIDDEN; u++) {
                        gradient[second + 10 + u * 10 + k] += error * h[u];
                        back[u] += error * x[second + 10 + u * 10 + k];
                    }
                }
                for (int u = 0; u < HIDDEN; u++) {
                    double s = 1 / (1 + Math.exp(-z[u]));
                    double slope = back[u] * (s + z[u] * s * (1 - s));
                    gradient[u] += slope;
                    for (int p = 0; p < 64; p++) {
                        gradient[HIDDEN + p * HIDDEN + u] += slope * pixels[p];
                    }
                }
            }
            return loss;
        }

        private void update(double[] parameters, double[] gradient, int step) {
            double[] decays = {0.1, 0.5, 0.9, 0.99, 0.999, 0.9999};
            double[] times = {1, 3, 10, 30, 100, 300, 1000, 3000, 10000, 30000, 100000};
            for (int m = 0; m < 6; m++) {
                for (int i = 0; i < count; i++) {
                    means[m][i] = decays[m] * means[m][i] + (1 - decays[m]) * gradient[i];
                }
            }
            double[][] raw = {gradient.clone(), x.clone(), means[0], means[1], means[2], means[3], means[4], means[5]};
            int[] tensors = {0, HIDDEN, 65 * HIDDEN, 65 * HIDDEN + 10, count};
            for (int t = 0; t < 4; t++) {
                double[] roots = new double[8];
                for (int f = 0; f < 8; f++) {
                    double squares = 0;
                    for (int i = tensors[t]; i < tensors[t + 1]; i++) {
                        squares += raw[f][i] * raw[f][i] / (tensors[t + 1] - tensors[t]);
                    }
                    roots[f] = Math.sqrt(squares + 1e-5);
                }
                for (int i = tensors[t]; i < tensors[t + 1]; i++) {
                    double[] features = new double[19];
                    for (int f = 0; f < 8; f++) {
                        features[f] = raw[f][i] / roots[f];
                    }
                    for (int f = 0; f < 11; f++) {
                        features[8 + f] = Math.tanh(step / times[f] - 1);
                    }
                    double[] first = layer(parameters, 0, features, 4, true);
                    double[] second = layer(parameters, 80, first, 4, true);
                    double[] answer = layer(parameters, 100, second, 2, false);
                    x[i] -= SIZE * answer[0] * Math.exp(0.001 * answer[1]);
                }
            }
        }

        private double[] layer(double[] parameters, int start, double[] inputs, int outputs, boolean rectified) {
            double[] y = new double[outputs];
            for (int o = 0; o < outputs; o++) {
                y[o] = parameters[start + o];
                for (int k = 0; k < inputs.length; k++) {
                    y[o] += parameters[start + outputs + k * outputs + o] * inputs[k];
                }
                y[o] = rectified ? Math.max(0, y[o]) : y[o];
            }
            return y;
        }
    }
}
