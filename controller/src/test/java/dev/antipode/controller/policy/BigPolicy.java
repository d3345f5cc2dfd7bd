package dev.antipode.controller.policy;

import ch.obermuhlner.math.big.BigDecimalMath;
import dev.antipode.core.testing.BigGraph;
import dev.antipode.sim.Signal;
import dev.antipode.sim.TaskModel;
import dev.antipode.sim.testing.BigRollout.Act;
import dev.antipode.sim.testing.BigRollout.Controller;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Arrays;
import java.util.function.UnaryOperator;

/** The policies once more, from the formulas of their documentation, in decimals of 60 digits. */
final class BigPolicy {
    private static final MathContext DIGITS = BigGraph.DIGITS;
    private static final BigDecimal ONE = BigDecimal.ONE;
    private static final BigDecimal[] NOTHING = {};

    private BigPolicy() {}

    /** {@code u = middle + halfWidth (b + W o)}, weights command by command. */
    static Controller linear(TaskModel task) {
        int inputs = task.plant().inputs().size();
        return (theta, o, memory) -> {
            BigDecimal[] z = Arrays.copyOf(theta, inputs);
            for (int u = 0; u < inputs; u++) {
                for (int i = 0; i < o.length; i++) {
                    z[u] = z[u].add(theta[inputs + u * o.length + i].multiply(o[i]), DIGITS);
                }
            }
            return new Act(inRange(task, z, UnaryOperator.identity()), memory);
        };
    }

    /** Layers of tanh, and a last one that tanh brings into range. */
    static Controller perceptron(TaskModel task, int... hidden) {
        return (theta, o, memory) -> {
            BigDecimal[] in = o;
            int first = 0;
            for (int width : hidden) {
                BigDecimal[] out = each(layer(theta, first, in, width), BigPolicy::tanh);
                first += (in.length + 1) * width;
                in = out;
            }
            BigDecimal[] z = layer(theta, first, in, task.plant().inputs().size());
            return new Act(inRange(task, z, BigPolicy::tanh), memory);
        };
    }

    /** The equations in {@link GruPolicy}'s documentation. */
    static Controller gru(TaskModel task, int width) {
        return (theta, x, h) -> {
            int gate = (width + x.length + 1) * width;
            BigDecimal[] r = each(layer(theta, 0, join(h, x), width), BigPolicy::sigmoid);
            BigDecimal[] z = each(layer(theta, gate, join(h, x), width), BigPolicy::sigmoid);
            BigDecimal[] through = new BigDecimal[width];
            Arrays.setAll(through, i -> r[i].multiply(h[i], DIGITS));
            BigDecimal[] c = each(layer(theta, 2 * gate, join(x, through), width), BigPolicy::tanh);
            BigDecimal[] next = new BigDecimal[width];
            Arrays.setAll(next, i -> z[i].multiply(h[i]).add(ONE.subtract(z[i]).multiply(c[i]), DIGITS));
            BigDecimal[] u = layer(theta, 3 * gate, next, task.plant().inputs().size());
            return new Act(inRange(task, u, BigPolicy::tanh), next);
        };
    }

    /** {@link CartPoleLaw}, whose gains are those of its defaults at parameters of 0. */
    static Controller cartPoleLaw(TaskModel task) {
        BigDecimal period = new BigDecimal(task.timing().periodSeconds());
        double[] gains = CartPoleLaw.GAINS;
        return (theta, o, memory) -> {
            BigDecimal force = BigDecimal.ZERO;
            for (int i = 0; i < gains.length; i++) {
                BigDecimal gain = new BigDecimal(gains[i]).multiply(theta[i].add(ONE));
                force = force.add(gain.multiply(i < o.length ? o[i] : memory[0]), DIGITS);
            }
            BigDecimal next = memory[0].add(o[0].multiply(period), DIGITS);
            return new Act(new BigDecimal[] {force}, new BigDecimal[] {next});
        };
    }

    /** {@link dev.antipode.controller.law.PendulumEnergyLaw}: gains are defaults plus half of their ranges times parameters. */
    static Controller pendulumLaw() {
        double[] defaults = {2, 8, 1, 0.2};
        double[] scales = {10, 20, 10, (1 - 0.05) / 2};
        BigDecimal kinetic = new BigDecimal(1.0 / 30);
        return (theta, o, memory) -> {
            BigDecimal[] gains = new BigDecimal[defaults.length];
            Arrays.setAll(
                    gains, i -> new BigDecimal(defaults[i]).add(new BigDecimal(scales[i]).multiply(theta[i]), DIGITS));
            BigDecimal rate = o[2];
            BigDecimal angle = BigDecimalMath.atan2(o[1], o[0], DIGITS);
            BigDecimal torque;
            if (angle.abs().compareTo(gains[3]) < 0) {
                torque = gains[1].multiply(angle).add(gains[2].multiply(rate)).negate();
            } else {
                BigDecimal lack = ONE.subtract(o[0].add(kinetic.multiply(rate).multiply(rate)), DIGITS);
                torque = gains[0].multiply(lack);
                torque = rate.signum() >= 0 ? torque : torque.negate();
            }
            return new Act(new BigDecimal[] {torque.round(DIGITS)}, NOTHING);
        };
    }

    /** {@code b + W x}: the biases, then the weights input by input. */
    private static BigDecimal[] layer(BigDecimal[] theta, int first, BigDecimal[] x, int outputs) {
        BigDecimal[] y = Arrays.copyOfRange(theta, first, first + outputs);
        for (int o = 0; o < outputs; o++) {
            for (int k = 0; k < x.length; k++) {
                y[o] = y[o].add(theta[first + outputs + k * outputs + o].multiply(x[k]), DIGITS);
            }
        }
        return y;
    }

    private static BigDecimal[] inRange(TaskModel task, BigDecimal[] z, UnaryOperator<BigDecimal> squash) {
        BigDecimal[] command = new BigDecimal[z.length];
        for (int i = 0; i < z.length; i++) {
            Signal s = task.plant().inputs().get(i);
            command[i] =
                    new BigDecimal(s.middle()).add(new BigDecimal(s.halfWidth()).multiply(squash.apply(z[i])), DIGITS);
        }
        return command;
    }

    private static BigDecimal[] each(BigDecimal[] x, UnaryOperator<BigDecimal> function) {
        return Arrays.stream(x).map(function).toArray(BigDecimal[]::new);
    }

    private static BigDecimal[] join(BigDecimal[] a, BigDecimal[] b) {
        BigDecimal[] both = Arrays.copyOf(a, a.length + b.length);
        System.arraycopy(b, 0, both, a.length, b.length);
        return both;
    }

    /** {@code 1 - 2 / (exp(2 x) + 1)}: of numbers of about unit size no digit that counts is lost. */
    private static BigDecimal tanh(BigDecimal x) {
        BigDecimal e = BigDecimalMath.exp(x.add(x), DIGITS);
        return ONE.subtract(BigDecimal.TWO.divide(e.add(ONE), DIGITS), DIGITS);
    }

    private static BigDecimal sigmoid(BigDecimal x) {
        return ONE.divide(ONE.add(BigDecimalMath.exp(x.negate(), DIGITS)), DIGITS);
    }
}
