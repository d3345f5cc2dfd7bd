package dev.antipode.core.testing;

import dev.antipode.core.graph.Graph;
import dev.antipode.core.graph.GraphBuilder;
import dev.antipode.core.graph.Node;
import dev.antipode.core.graph.Op;
import dev.antipode.core.graph.Type;
import java.util.List;
import java.util.SplittableRandom;

/** Each operation as a graph, and random points of its domain, the same in F32 and F64. */
public final class OperationPoints {
    private OperationPoints() {}

    /** The operation of inputs {@code x0} and so on; a mask is true where its input is above 0. */
    public static Graph graph(Op op) {
        GraphBuilder g = new GraphBuilder();
        Node[] operands = new Node[op.arity()];
        for (int i = 0; i < operands.length; i++) {
            Node input = g.input("x" + i);
            operands[i] = op.operand(i) == Type.MASK ? g.lt(g.constant(0), input) : input;
        }
        return g.build(List.of("y"), List.of(g.apply(op, operands)));
    }

    /** Where values and slopes stay within F32. */
    public static double[][] ordinary(Op op, int count) {
        return points(op, count, false);
    }

    /** Of all magnitudes where values and slopes stay within F64. */
    public static double[][] wide(Op op, int count) {
        return points(op, count, true);
    }

    private static double[][] points(Op op, int count, boolean wide) {
        SplittableRandom random = new SplittableRandom(op.ordinal());
        double[][] points = new double[count][op.arity()];
        for (double[] x : points) {
            for (int i = 0; i < x.length; i++) {
                x[i] = (float) coordinate(op, i, random, wide);
            }
        }
        return points;
    }

    private static double coordinate(Op op, int i, SplittableRandom random, boolean wide) {
        double sign = random.nextBoolean() ? 1 : -1;
        int range = wide ? 20 : 8;
        double magnitude = random.nextDouble(1, 2) * Math.scalb(1.0, random.nextInt(-range, range));
        return switch (op) {
            // Up to an ulp of the ends.
            case ASIN, ACOS -> sign * (random.nextBoolean() ? random.nextDouble() : 1 - magnitude(random, 23));
            case SQRT, LOG -> magnitude;
            case POW -> i == 0 ? magnitude(random, wide ? 10 : 3) * 3 : random.nextDouble(-4, 4);
            case SINH, COSH, EXP -> random.nextDouble(wide ? -300 : -30, wide ? 300 : 30);
            case TANH -> sign * Math.min(magnitude, 30);
            case SIN, COS, TAN -> sign * Math.min(magnitude, 1e5);
            default -> sign * magnitude;
        };
    }

    /** A number in (0, 1) of any magnitude down to {@code 2^-exponents}. */
    private static double magnitude(SplittableRandom random, int exponents) {
        return random.nextDouble(0.5, 1) * Math.scalb(1.0, -random.nextInt(exponents));
    }
}
