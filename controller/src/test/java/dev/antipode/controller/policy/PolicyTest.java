package dev.antipode.controller.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.antipode.sim.Signal;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class PolicyTest {
    private static final List<Signal> INPUTS =
            List.of(signal("force", -2, 6), signal("free", Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY));

    private static Signal signal(String name, double min, double max) {
        return new Signal(name, "1", min, max, Double.POSITIVE_INFINITY, false, 0);
    }

    private static double[] random(int count, long seed) {
        return new Random(seed).doubles(count, -1, 1).toArray();
    }

    private static double activation(Activation kind, double x) {
        return switch (kind) {
            case TANH -> Math.tanh(x);
            case SWISH -> x / (1 + Math.exp(-x));
            case RELU -> Math.max(x, 0);
        };
    }

    /** The same perceptron in plain Java, walking the parameter vector by the names and shapes of its tensors. */
    private static double[] perceptron(MlpPolicy policy, Activation kind, double[] theta, double[] observation) {
        double[] x = observation;
        int at = 0;
        List<TensorShape> tensors = policy.tensors();
        for (int t = 0; t < tensors.size(); t += 2) {
            int outputs = tensors.get(t).size();
            int inputs = tensors.get(t + 1).shape().get(0);
            double[] y = new double[outputs];
            for (int o = 0; o < outputs; o++) {
                y[o] = theta[at + o];
                for (int i = 0; i < inputs; i++) {
                    y[o] += theta[at + outputs + i * outputs + o] * x[i];
                }
                if (t + 2 < tensors.size()) {
                    y[o] = activation(kind, y[o]);
                }
            }
            at += outputs * (inputs + 1);
            x = y;
        }
        return new double[] {2 + 4 * Math.tanh(x[0]), x[1]};
    }

    @Test
    void perceptronsComputeWhatTheirTensorsSay() {
        for (Activation kind : Activation.values()) {
            for (List<Integer> widths : List.of(List.of(1), List.of(7), List.of(5, 9, 3))) {
                MlpPolicy policy = new MlpPolicy(3, widths, kind, INPUTS);
                double[] theta = random(policy.parameterCount(), 1);
                OneStep step = new OneStep(policy, 3, 2);
                step.setParameters(theta);
                double[] seen = random(48, 2);
                for (int lane = 0; lane < 16; lane++) {
                    step.observe(lane, seen[3 * lane], seen[3 * lane + 1], seen[3 * lane + 2]);
                }
                step.run();
                for (int lane = 0; lane < 16; lane++) {
                    double[] x = {seen[3 * lane], seen[3 * lane + 1], seen[3 * lane + 2]};
                    double[] expected = perceptron(policy, kind, theta, x);
                    assertThat(step.command(0, lane)).isCloseTo(expected[0], within(1e-12));
                    assertThat(step.command(1, lane)).isCloseTo(expected[1], within(1e-12));
                }
            }
        }
    }

    @Test
    void squashedCommandsStayInTheirRange() {
        MlpPolicy policy = new MlpPolicy(1, List.of(4), Activation.RELU, INPUTS);
        OneStep step = new OneStep(policy, 1, 2);
        double[] theta = random(policy.parameterCount(), 3);
        step.setParameters(theta);
        for (int lane = 0; lane < 16; lane++) {
            step.observe(lane, Math.scalb(lane % 2 == 0 ? 1.0 : -1.0, 3 * lane));
        }
        step.run();
        for (int lane = 0; lane < 16; lane++) {
            assertThat(step.command(0, lane)).isBetween(-2.0, 6.0);
        }
    }

    /** Bias 0.5, weights 2 and -1, in half-widths of 4 around 2; the second input has neither middle nor width. */
    @Test
    void linearPoliciesAreLinearInPhysicalUnits() {
        LinearPolicy policy = new LinearPolicy(2, INPUTS);
        OneStep step = new OneStep(policy, 2, 2);
        step.setParameters(new double[] {0.5, -3, 2, -1, 0, 10});
        step.observe(0, 0.25, 0.125);
        step.run();
        assertThat(step.command(0, 0)).isEqualTo(2 + 4 * (0.5 + 2 * 0.25 - 0.125));
        assertThat(step.command(1, 0)).isEqualTo(-3 + 10 * 0.125);
    }

    @Test
    void constantPoliciesCommandTheirParameters() {
        TrainablePolicy policy = new ConstantPolicy(INPUTS, List.of(0.5, -7.25));
        assertThat(policy.text()).isEqualTo("constant:0.5,-7.25");
        assertThat(policy.initialParameters(3)).containsExactly(0.5, -7.25);
        OneStep step = new OneStep(policy, 3, 2);
        step.setParameters(new double[] {1.75, 40});
        for (int lane = 0; lane < 16; lane++) {
            step.observe(lane, lane, -1, 1);
        }
        step.run();
        for (int lane = 0; lane < 16; lane++) {
            assertThat(step.command(0, lane)).isEqualTo(1.75);
            assertThat(step.command(1, lane)).isEqualTo(40);
        }
    }

    @Test
    void constantPoliciesStartNearZeroWithinTheRange() {
        TrainablePolicy free = new ConstantPolicy(INPUTS, List.of());
        assertThat(free.text()).isEqualTo("constant");
        assertThat(free.initialParameters(1)).containsExactly(0, 0);
        assertThat(new ConstantPolicy(List.of(signal("heat", 2, 6)), List.of()).initialParameters(1))
                .containsExactly(2);
        assertThat(free.fingerprint()).isEqualTo(new ConstantPolicy(INPUTS, List.of(1.0, 2.0)).fingerprint());
        assertThatThrownBy(() -> new ConstantPolicy(INPUTS, List.of(1.0)))
                .hasMessageContaining("2 inputs [force, free]");
        assertThatThrownBy(() -> new ConstantPolicy(INPUTS, List.of(-3.0, 1.0))).hasMessageContaining("[-2.0, 6.0]");
        assertThatThrownBy(() -> new ConstantPolicy(INPUTS, List.of(Double.NaN, 1.0)))
                .hasMessageContaining("NaN");
    }

    @Test
    void tensorsCoverTheParameters() {
        for (TrainablePolicy policy : List.of(
                new LinearPolicy(5, INPUTS),
                new ConstantPolicy(INPUTS, List.of()),
                new MlpPolicy(5, List.of(16, 3), Activation.SWISH, INPUTS))) {
            assertThat(policy.tensors().stream().mapToInt(TensorShape::size).sum())
                    .isEqualTo(policy.parameterCount());
            assertThat(policy.initialParameters(1)).hasSize(policy.parameterCount());
        }
        assertThat(new MlpPolicy(5, List.of(16, 3), Activation.SWISH, INPUTS).parameterCount())
                .isEqualTo(6 * 16 + 17 * 3 + 4 * 2);
    }

    /** Uniform with variance 1 / inputs: the bound is sqrt(3 / inputs), the second moment of 4096 weights within 5 errors. */
    @Test
    void initialWeightsHaveUnitGainAndComeFromTheSeed() {
        MlpPolicy policy = new MlpPolicy(64, List.of(64), Activation.TANH, INPUTS);
        double[] theta = policy.initialParameters(7);
        assertThat(theta).isEqualTo(policy.initialParameters(7)).isNotEqualTo(policy.initialParameters(8));
        double square = 0;
        for (int i = 0; i < 64; i++) {
            assertThat(theta[i]).isZero();
        }
        for (int i = 64; i < 64 + 4096; i++) {
            assertThat(Math.abs(theta[i])).isLessThan(Math.sqrt(3.0 / 64));
            square += theta[i] * theta[i] / 4096;
        }
        assertThat(square).isCloseTo(1.0 / 64, within(5.0 / 64 * Math.sqrt(0.8 / 4096)));
    }

    @Test
    void designsAreReadOrRefused() {
        assertThat(new MlpPolicy(2, List.of(8, 4), Activation.RELU, INPUTS).text())
                .isEqualTo("mlp:8,4:relu");
        for (String wrong : new String[] {
            "", "mlp", "mlp:0", "mlp:8,", "mlp:8:gelu", "linear:1", "constant:", "constant:1,x", "cnn:3", "mlp:-4"
        }) {
            assertThatThrownBy(() -> PolicyDesign.parse(wrong))
                    .as(wrong)
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("give");
        }
        assertThatThrownBy(() -> new LinearPolicy(0, INPUTS)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new MlpPolicy(1, List.of(), Activation.TANH, INPUTS))
                .hasMessageContaining("linear");
    }

    @Test
    void aWidthBeyondTheLimitIsToldTheLimit() {
        assertThat(PolicyDesign.parse("mlp:16")).isNotNull();
        assertThatThrownBy(() -> PolicyDesign.parse("mlp:1000000,1000000"))
                .hasMessageContaining("give a whole number from 1 to 999999");
    }
}
