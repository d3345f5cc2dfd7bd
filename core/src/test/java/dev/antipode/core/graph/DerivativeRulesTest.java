package dev.antipode.core.graph;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Each operation's derivative rule against numeric differences of its value, and the choices where there is none. */
class DerivativeRulesTest {
    /** The derivative of an operation with respect to one operand. */
    private record Partial(Graph jvp) {
        double at(double... x) {
            double[] inputs = java.util.Arrays.copyOf(x, x.length + 1);
            inputs[x.length] = 1;
            return jvp.evaluate(inputs)[1];
        }
    }

    private static Partial partial(Op op, int operand) {
        GraphBuilder g = new GraphBuilder();
        Node[] operands = new Node[op.arity()];
        for (int i = 0; i < operands.length; i++) {
            Node input = g.input("x" + i);
            operands[i] = op.operand(i) == Type.MASK ? g.lt(g.constant(0), input) : input;
        }
        return new Partial(Jvp.of(g.build(List.of("y"), List.of(g.apply(op, operands))), operand));
    }

    private static double value(Op op, double[] x) {
        double[] operands = new double[3];
        for (int i = 0; i < x.length; i++) {
            operands[i] = op.operand(i) == Type.MASK ? (x[i] > 0 ? 1 : 0) : x[i];
        }
        return op.value(operands[0], operands[1], operands[2]);
    }

    @ParameterizedTest
    @EnumSource(
            mode = EnumSource.Mode.EXCLUDE,
            names = {"INPUT", "CONSTANT", "LT", "LE", "EQ", "AND", "OR", "NOT"})
    void agreesWithNumericDifferences(Op op) {
        List<Double> seen = new ArrayList<>();
        for (int operand = 0; operand < op.arity(); operand++) {
            if (op.operand(operand) == Type.MASK) {
                continue;
            }
            Partial partial = partial(op, operand);
            Random random = new Random(op.ordinal());
            for (int n = 0; n < 500; n++) {
                double[] x = point(op, random);
                double actual = partial.at(x);
                double expected = difference(op, operand, x);
                double tolerance = 1e-8 * Math.max(1, Math.abs(expected));
                assertThat(Math.abs(actual - expected))
                        .as("%s at %s: %s, by differences %s", op, java.util.Arrays.toString(x), actual, expected)
                        .isLessThan(tolerance);
                seen.add(actual);
            }
        }
        boolean flat = op == Op.FLOOR || op == Op.SIGNUM;
        assertThat(seen.stream().anyMatch(d -> d != 0)).isEqualTo(!flat);
    }

    /** Inside the domain, and away from the places without a derivative by more than the differences reach. */
    private static double[] point(Op op, Random random) {
        double[] x = new double[op.arity()];
        for (int i = 0; i < x.length; i++) {
            x[i] = switch (op) {
                case ASIN, ACOS -> random.nextDouble(-0.9, 0.9);
                case SQRT, LOG -> random.nextDouble(0.2, 20);
                case POW -> i == 0 ? random.nextDouble(0.2, 4) : random.nextDouble(-3, 3);
                case TAN -> random.nextDouble(-1.3, 1.3) + Math.PI * random.nextInt(-3, 4);
                case FLOOR -> random.nextInt(-5, 5) + random.nextDouble(0.1, 0.9);
                case DIV -> (random.nextBoolean() ? 1 : -1) * random.nextDouble(0.5, 4);
                case ABS, SIGNUM, MIN, MAX, SELECT, ATAN2 ->
                    (random.nextBoolean() ? 1 : -1) * (random.nextDouble(0.1, 0.3) + i);
                default -> random.nextDouble(-3, 3);
            };
        }
        return x;
    }

    /** Central differences of eighth order. */
    private static double difference(Op op, int operand, double[] x) {
        double h = 0.004;
        DoubleUnaryOperator f = t -> {
            double[] shifted = x.clone();
            shifted[operand] += t;
            return value(op, shifted);
        };
        double[] weights = {4.0 / 5, -1.0 / 5, 4.0 / 105, -1.0 / 280};
        double sum = 0;
        for (int i = 0; i < weights.length; i++) {
            double step = (i + 1) * h;
            sum += weights[i] * (f.applyAsDouble(step) - f.applyAsDouble(-step));
        }
        return sum / h;
    }

    @Test
    void choicesWhereThereIsNoDerivative() {
        assertThat(partial(Op.MIN, 0).at(2, 2)).isEqualTo(1);
        assertThat(partial(Op.MIN, 1).at(2, 2)).isEqualTo(0);
        assertThat(partial(Op.MAX, 0).at(2, 2)).isEqualTo(1);
        assertThat(partial(Op.MAX, 1).at(2, 2)).isEqualTo(0);
        assertThat(partial(Op.ABS, 0).at(0)).isEqualTo(0);
        assertThat(partial(Op.FLOOR, 0).at(3)).isEqualTo(0);
        assertThat(partial(Op.SIGNUM, 0).at(0)).isEqualTo(0);
        assertThat(partial(Op.SQRT, 0).at(0)).isEqualTo(0);
        assertThat(partial(Op.ASIN, 0).at(1)).isEqualTo(0);
        assertThat(partial(Op.ACOS, 0).at(-1)).isEqualTo(0);
        assertThat(partial(Op.ATAN2, 0).at(0, 0)).isEqualTo(0);
        assertThat(partial(Op.ATAN2, 1).at(0, 0)).isEqualTo(0);
        assertThat(partial(Op.POW, 0).at(0, 0.5)).isEqualTo(0);
        assertThat(partial(Op.SELECT, 1).at(1, 2, 3)).isEqualTo(1);
        assertThat(partial(Op.SELECT, 2).at(1, 2, 3)).isEqualTo(0);
        assertThat(partial(Op.POW, 1).at(0, 2)).isEqualTo(0);
        assertThat(partial(Op.POW, 1).at(-2, 2)).isEqualTo(0);
        assertThat(partial(Op.POW, 0).at(0, 0)).isEqualTo(0);
        assertThat(partial(Op.POW, 0).at(0, 2)).isEqualTo(0);
        assertThat(partial(Op.POW, 0).at(-2, 2)).isEqualTo(-4);
    }

    @Test
    void comparisonsHaveNone() {
        for (Op op : new Op[] {Op.LT, Op.LE, Op.EQ, Op.AND, Op.OR, Op.NOT}) {
            assertThat(partial(op, 0).jvp().outputs().getLast().isConstant(0)).isTrue();
        }
    }
}
