package dev.antipode.core.graph;

import java.util.List;

/**
 * Rewrites that are exact for every input, NaN, infinities and signed zeros included. {@code x * 0}, {@code x - x} and
 * {@code x + 0} therefore stay as they are; {@code x * 1}, {@code x + (-0)} and operations on constants do not.
 *
 * <p>A {@link GraphBuilder} applies them to each node as it is made. {@link #of(Graph)} applies them to a whole graph
 * and drops what no output needs.
 */
public final class Simplifier {
    private Simplifier() {}

    /**
     * Rebuilds a graph, simplifying each node.
     *
     * @param graph the graph; not modified
     * @return a graph with the same inputs and outputs and, for every input, the same bits; all NaNs count as one
     */
    public static Graph of(Graph graph) {
        GraphBuilder builder = new GraphBuilder();
        List<Node> inputs = graph.inputNames().stream().map(builder::input).toList();
        return builder.build(graph.outputNames(), builder.inline(graph, inputs));
    }

    /** A simpler node with the same value as {@code op} applied to the operands, or null where there is none. */
    static Node simplify(GraphBuilder g, Op op, Node[] operands) {
        if (allConstant(operands)) {
            double value = op.value(constant(operands, 0), constant(operands, 1), constant(operands, 2));
            // The known masks are comparisons of constants themselves.
            return op.result() == Type.REAL ? g.constant(value) : g.constantMask(value != 0);
        }
        Node a = operands[0];
        return switch (operands.length) {
            case 1 -> unary(op, a, g);
            case 2 -> binary(g, op, a, operands[1]);
            default -> ternary(g, op, a, operands[1], operands[2]);
        };
    }

    private static Node unary(Op op, Node a, GraphBuilder g) {
        return switch (op) {
            case NEG -> a.op() == Op.NEG ? a.operand(0) : null;
            case ABS -> a.op() == Op.NEG ? g.abs(a.operand(0)) : a.op() == Op.ABS ? a : null;
            case FLOOR -> a.op() == Op.FLOOR ? a : null;
            case SIGNUM -> a.op() == Op.SIGNUM ? a : null;
            case NOT ->
                a.isMask(true) || a.isMask(false)
                        ? g.constantMask(a.isMask(false))
                        : a.op() == Op.NOT ? a.operand(0) : null;
            default -> null;
        };
    }

    private static Node binary(GraphBuilder g, Op op, Node a, Node b) {
        return switch (op) {
            case ADD -> sum(g, a, b);
            case SUB -> b.isConstant(0.0) ? a : b.op() == Op.NEG ? g.add(a, b.operand(0)) : null;
            case MUL -> product(g, a, b);
            case DIV -> quotient(g, a, b);
            case POW -> power(g, a, b);
            case MIN, MAX -> a == b ? a : null;
            // No comparison with itself or NaN but these has the same answer for every number.
            case LT -> a == b ? g.constantMask(false) : never(g, a, b);
            case LE, EQ -> never(g, a, b);
            case AND -> both(g, a, b);
            case OR -> either(g, a, b);
            default -> null;
        };
    }

    /** -0 is the neutral element of addition: 0 + -0 is 0, but -0 + 0 is not -0. */
    private static Node sum(GraphBuilder g, Node a, Node b) {
        if (a.isConstant(-0.0)) {
            return b;
        }
        if (b.isConstant(-0.0)) {
            return a;
        }
        if (b.op() == Op.NEG) {
            return g.sub(a, b.operand(0));
        }
        return a.op() == Op.NEG ? g.sub(b, a.operand(0)) : null;
    }

    private static Node product(GraphBuilder g, Node a, Node b) {
        if (a.isConstant(1)) {
            return b;
        }
        if (b.isConstant(1)) {
            return a;
        }
        if (a.isConstant(-1)) {
            return g.neg(b);
        }
        if (b.isConstant(-1)) {
            return g.neg(a);
        }
        return a.op() == Op.NEG && b.op() == Op.NEG ? g.mul(a.operand(0), b.operand(0)) : null;
    }

    private static Node quotient(GraphBuilder g, Node a, Node b) {
        if (b.isConstant(1)) {
            return a;
        }
        if (b.isConstant(-1)) {
            return g.neg(a);
        }
        if (b.isConstant() && isPowerOfTwo(b.constant())) {
            return g.mul(a, g.constant(1 / b.constant()));
        }
        return a.op() == Op.NEG && b.op() == Op.NEG ? g.div(a.operand(0), b.operand(0)) : null;
    }

    /** Whether the reciprocal is exact, and a normal number in single precision too. */
    private static boolean isPowerOfTwo(double value) {
        int exponent = Math.getExponent(value);
        return Math.abs(exponent) <= -Float.MIN_EXPONENT && Math.abs(value) == Math.scalb(1.0, exponent);
    }

    /** The exponents for which the power is a plain operation to the bit; 0.5 needs its one exception, -infinity. */
    private static Node power(GraphBuilder g, Node a, Node b) {
        if (b.isConstant(1)) {
            return a;
        }
        if (b.isConstant(-1)) {
            return g.div(g.constant(1), a);
        }
        if (b.isConstant(2)) {
            return g.mul(a, a);
        }
        if (b.isConstant(0.5)) {
            Node lowest = g.eq(a, g.constant(Double.NEGATIVE_INFINITY));
            // -0 + 0 is 0, as the power of -0 is.
            Node root = g.sqrt(g.add(a, g.constant(0)));
            return g.select(lowest, g.constant(Double.POSITIVE_INFINITY), root);
        }
        return null;
    }

    private static Node never(GraphBuilder g, Node a, Node b) {
        boolean nan = isNaN(a) || isNaN(b);
        return nan ? g.constantMask(false) : null;
    }

    private static boolean isNaN(Node node) {
        return node.isConstant() && Double.isNaN(node.constant());
    }

    private static Node both(GraphBuilder g, Node a, Node b) {
        if (a == b || b.isMask(true) || a.isMask(false)) {
            return a;
        }
        if (a.isMask(true) || b.isMask(false)) {
            return b;
        }
        if (opposite(a, b)) {
            return g.constantMask(false);
        }
        return a.op() == Op.NOT && b.op() == Op.NOT ? g.not(g.or(a.operand(0), b.operand(0))) : null;
    }

    private static Node either(GraphBuilder g, Node a, Node b) {
        if (a == b || b.isMask(false) || a.isMask(true)) {
            return a;
        }
        if (a.isMask(false) || b.isMask(true)) {
            return b;
        }
        if (opposite(a, b)) {
            return g.constantMask(true);
        }
        return a.op() == Op.NOT && b.op() == Op.NOT ? g.not(g.and(a.operand(0), b.operand(0))) : null;
    }

    private static boolean opposite(Node a, Node b) {
        return (a.op() == Op.NOT && a.operand(0) == b) || (b.op() == Op.NOT && b.operand(0) == a);
    }

    private static Node ternary(GraphBuilder g, Op op, Node a, Node b, Node c) {
        if (op == Op.FMA) {
            // One rounding of an exact product is the rounding of the sum.
            return a.isConstant(1) ? g.add(b, c) : b.isConstant(1) ? g.add(a, c) : null;
        }
        if (b == c || a.isMask(true)) {
            return b;
        }
        if (a.isMask(false)) {
            return c;
        }
        if (a.op() == Op.NOT) {
            return g.select(a.operand(0), c, b);
        }
        if (b.op() == Op.SELECT && b.operand(0) == a) {
            return g.select(a, b.operand(1), c);
        }
        return c.op() == Op.SELECT && c.operand(0) == a ? g.select(a, b, c.operand(2)) : null;
    }

    private static boolean allConstant(Node[] operands) {
        for (Node operand : operands) {
            if (!operand.isConstant()) {
                return false;
            }
        }
        return true;
    }

    private static double constant(Node[] operands, int i) {
        return i < operands.length ? operands[i].constant() : 0;
    }
}
