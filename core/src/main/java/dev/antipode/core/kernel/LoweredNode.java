package dev.antipode.core.kernel;

import java.util.List;

/**
 * One primitive operation. Nodes are made by a {@link LoweredBuilder}, which never makes two equal ones; identity is
 * equality within one builder.
 */
final class LoweredNode {
    private final int id;
    private final LoweredOp op;
    private final List<LoweredNode> operands;
    private final long payload;

    /**
     * @param id creation order, from 0; operands always have smaller ids
     * @param payload input index, shift distance, raw double bits of a constant (already rounded to the precision), or bit pattern
     */
    LoweredNode(int id, LoweredOp op, List<LoweredNode> operands, long payload) {
        this.id = id;
        this.op = op;
        this.operands = operands;
        this.payload = payload;
    }

    int id() {
        return id;
    }

    LoweredOp op() {
        return op;
    }

    LoweredType type() {
        return op.result();
    }

    List<LoweredNode> operands() {
        return operands;
    }

    LoweredNode operand(int i) {
        return operands.get(i);
    }

    /** The input's number; {@link LoweredOp#INPUT} only. */
    int inputIndex() {
        return (int) payload;
    }

    /** The shift distance; shifts only. */
    int shift() {
        return (int) payload;
    }

    /** The constant's value, exact in the precision; {@link LoweredOp#CONSTANT} only. */
    double constant() {
        return Double.longBitsToDouble(payload);
    }

    /** The constant's pattern; {@link LoweredOp#BITS_CONSTANT} only. */
    long bits() {
        return payload;
    }

    boolean isConstant() {
        return op == LoweredOp.CONSTANT;
    }

    @Override
    public String toString() {
        return switch (op) {
            case INPUT -> "in" + payload;
            case CONSTANT -> Double.toString(constant());
            case BITS_CONSTANT -> "0x" + Long.toHexString(payload);
            default -> "%" + id;
        };
    }
}
