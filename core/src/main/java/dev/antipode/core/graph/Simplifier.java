package dev.antipode.core.graph;

/**
 * Rewrites that are exact for every input, NaN, infinities and signed zeros included. {@code x * 0}, {@code x - x} and
 * {@code x + 0} therefore stay as they are; {@code x * 1}, {@code x + (-0)} and operations on constants do not.
 */
final class Simplifier {
    private Simplifier() {}

    /** A simpler node with the same value as {@code op} applied to the operands, or null where there is none. */
    static Node simplify(GraphBuilder g, Op op, Node[] operands) {
        Node a = operands[0];
        Node b = operands.length > 1 ? operands[1] : null;
        Node c = operands.length > 2 ? operands[2] : null;
        if (op.result() == Type.REAL && allConstant(operands)) {
            return g.constant(op.value(a.constant(), b == null ? 0 : b.constant(), c == null ? 0 : c.constant()));
        }
        return switch (op) {
            case ADD -> a.isConstant(-0.0) ? b : b.isConstant(-0.0) ? a : null;
            case SUB -> b.isConstant(0.0) ? a : null;
            case MUL -> a.isConstant(1) ? b : b.isConstant(1) ? a : null;
            case DIV -> b.isConstant(1) ? a : null;
            case NEG -> a.op() == Op.NEG ? a.operand(0) : null;
            case SELECT -> b == c ? b : null;
            default -> null;
        };
    }

    private static boolean allConstant(Node[] operands) {
        for (Node operand : operands) {
            if (!operand.isConstant()) {
                return false;
            }
        }
        return true;
    }
}
