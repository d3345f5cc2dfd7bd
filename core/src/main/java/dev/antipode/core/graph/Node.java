package dev.antipode.core.graph;

import java.util.List;

/** One value of a graph. Made by a {@link GraphBuilder} only; within one builder equal nodes are the same object. */
public final class Node {
    private final int id;
    private final Op op;
    private final List<Node> operands;
    private final long payload;
    private final boolean overflows;

    Node(int id, Op op, List<Node> operands, long payload) {
        this.id = id;
        this.op = op;
        this.operands = operands;
        this.payload = payload;
        this.overflows = switch (op) {
            case EXP -> !neverPositive(operands.get(0));
            case SINH, COSH -> true;
            case POW -> !operands.get(1).isConstant() || operands.get(0).overflows;
            case DIV -> operands.get(0).overflows;
            case ADD, SUB, MUL, FMA, NEG, ABS, SQRT, MIN, MAX, SELECT ->
                operands.stream().anyMatch(Node::overflows);
            default -> false;
        };
    }

    /** Minus an absolute value, or a multiple of that, also where the sign is chosen. */
    private static boolean neverPositive(Node node) {
        return switch (node.op) {
            case NEG -> node.operand(0).op == Op.ABS;
            case MUL -> {
                Node a = node.operand(0);
                Node b = node.operand(1);
                yield isNegativeTimesAbs(a, b) || isNegativeTimesAbs(b, a) || hasOtherSign(a, b) || hasOtherSign(b, a);
            }
            default -> false;
        };
    }

    /** {@code number < 0 ? positive : negative}. */
    private static boolean hasOtherSign(Node choice, Node number) {
        if (choice.op != Op.SELECT || choice.operand(0).op != Op.LT) {
            return false;
        }
        Node below = choice.operand(0);
        Node first = choice.operand(1);
        Node second = choice.operand(2);
        return below.operand(0) == number
                && below.operand(1).isConstant(0.0)
                && first.isConstant()
                && first.constant() > 0
                && second.isConstant()
                && second.constant() < 0;
    }

    private static boolean isNegativeTimesAbs(Node factor, Node other) {
        return factor.isConstant() && factor.constant() < 0 && other.op == Op.ABS;
    }

    /** Creation order within the builder; operands have smaller ids. */
    int id() {
        return id;
    }

    /** Whether inputs of ordinary size make it infinite: an exponential, or what arithmetic makes of one. */
    boolean overflows() {
        return overflows;
    }

    /**
     * The operation.
     *
     * @return its kind
     */
    public Op op() {
        return op;
    }

    /**
     * What the node stands for.
     *
     * @return real or mask
     */
    public Type type() {
        return op.result();
    }

    /**
     * The operands in order.
     *
     * @return an unmodifiable list of {@code op().arity()} nodes
     */
    public List<Node> operands() {
        return operands;
    }

    /**
     * One operand.
     *
     * @param i from 0 to {@code op().arity() - 1}
     * @return the operand
     */
    public Node operand(int i) {
        return operands.get(i);
    }

    /**
     * Whether this is a constant.
     *
     * @return true for {@link Op#CONSTANT}
     */
    public boolean isConstant() {
        return op == Op.CONSTANT;
    }

    /**
     * Whether this is this very constant, told apart by its bits, so that 0 is not -0.
     *
     * @param value the value asked for
     * @return true for a constant of that value
     */
    public boolean isConstant(double value) {
        return op == Op.CONSTANT && payload == bits(value);
    }

    /**
     * Whether this is the mask that is the same everywhere; see {@link GraphBuilder#constantMask(boolean)}.
     *
     * @param value true or false
     * @return true for a mask known to be {@code value}
     */
    public boolean isMask(boolean value) {
        return op == Op.LT && operands.get(0).isConstant(0.0) && operands.get(1).isConstant(value ? 1.0 : 0.0);
    }

    /**
     * The value of a constant.
     *
     * @return the value
     * @throws IllegalStateException if this is not a constant
     */
    public double constant() {
        if (op != Op.CONSTANT) {
            throw new IllegalStateException(op + " is not a constant");
        }
        return Double.longBitsToDouble(payload);
    }

    /**
     * The number of an input.
     *
     * @return from 0
     * @throws IllegalStateException if this is not an input
     */
    public int index() {
        if (op != Op.INPUT) {
            throw new IllegalStateException(op + " is not an input");
        }
        return (int) payload;
    }

    static long bits(double value) {
        return Double.doubleToLongBits(value);
    }

    @Override
    public String toString() {
        return switch (op) {
            case INPUT -> "in" + payload;
            case CONSTANT -> Double.toString(constant());
            default -> op.symbol() + "#" + id;
        };
    }
}
