package dev.antipode.core.kernel;

import dev.antipode.core.memory.Precision;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Makes lowered nodes for one precision and arithmetic mode, never two equal ones. Constants are rounded to the
 * precision when they enter. Operations are not folded or reordered: what is asked for is what is computed.
 */
final class LoweredBuilder {
    private record Key(LoweredOp op, List<LoweredNode> operands, long payload) {}

    private final Precision precision;
    private final Arithmetic arithmetic;
    private final Map<Key, LoweredNode> nodes = new HashMap<>();
    private final List<LoweredNode> order = new ArrayList<>();

    LoweredBuilder(Precision precision, Arithmetic arithmetic) {
        this.precision = precision;
        this.arithmetic = arithmetic;
    }

    Precision precision() {
        return precision;
    }

    Arithmetic arithmetic() {
        return arithmetic;
    }

    boolean f32() {
        return precision == Precision.F32;
    }

    boolean fused() {
        return arithmetic == Arithmetic.FUSED;
    }

    /** Every node so far, operands before users. */
    List<LoweredNode> nodes() {
        return order;
    }

    LoweredNode input(int index) {
        return node(LoweredOp.INPUT, List.of(), index);
    }

    LoweredNode constant(double value) {
        double rounded = precision.round(value);
        long bits = rounded != rounded ? 0x7ff8000000000000L : Double.doubleToRawLongBits(rounded);
        return node(LoweredOp.CONSTANT, List.of(), bits);
    }

    /** A constant given by its bit pattern in the precision: {@code 0x3f800000} is 1 in F32. */
    LoweredNode constantFromBits(long pattern) {
        return constant(f32() ? Float.intBitsToFloat((int) pattern) : Double.longBitsToDouble(pattern));
    }

    /** An integer constant; in F32 the low 32 bits are used. */
    LoweredNode bits(long pattern) {
        return node(LoweredOp.BITS_CONSTANT, List.of(), f32() ? pattern & 0xffffffffL : pattern);
    }

    LoweredNode add(LoweredNode a, LoweredNode b) {
        return node(LoweredOp.ADD, a, b);
    }

    LoweredNode sub(LoweredNode a, LoweredNode b) {
        return node(LoweredOp.SUB, a, b);
    }

    LoweredNode mul(LoweredNode a, LoweredNode b) {
        return node(LoweredOp.MUL, a, b);
    }

    LoweredNode div(LoweredNode a, LoweredNode b) {
        return node(LoweredOp.DIV, a, b);
    }

    LoweredNode neg(LoweredNode a) {
        return node(LoweredOp.NEG, a);
    }

    LoweredNode abs(LoweredNode a) {
        return node(LoweredOp.ABS, a);
    }

    LoweredNode sqrt(LoweredNode a) {
        return node(LoweredOp.SQRT, a);
    }

    /** {@code a * b + c}: one node where fused, a product and a sum where not. */
    LoweredNode fma(LoweredNode a, LoweredNode b, LoweredNode c) {
        return fused() ? node(LoweredOp.FMA, a, b, c) : add(mul(a, b), c);
    }

    LoweredNode lt(LoweredNode a, LoweredNode b) {
        return node(LoweredOp.LT, a, b);
    }

    LoweredNode le(LoweredNode a, LoweredNode b) {
        return node(LoweredOp.LE, a, b);
    }

    LoweredNode eq(LoweredNode a, LoweredNode b) {
        return node(LoweredOp.EQ, a, b);
    }

    LoweredNode and(LoweredNode a, LoweredNode b) {
        return node(LoweredOp.MASK_AND, a, b);
    }

    LoweredNode or(LoweredNode a, LoweredNode b) {
        return node(LoweredOp.MASK_OR, a, b);
    }

    LoweredNode not(LoweredNode a) {
        return node(LoweredOp.MASK_NOT, a);
    }

    LoweredNode select(LoweredNode mask, LoweredNode whenTrue, LoweredNode whenFalse) {
        return whenTrue == whenFalse ? whenTrue : node(LoweredOp.SELECT, mask, whenTrue, whenFalse);
    }

    LoweredNode bitsOf(LoweredNode real) {
        return node(LoweredOp.BITS_OF, real);
    }

    LoweredNode fromBits(LoweredNode bits) {
        return node(LoweredOp.FROM_BITS, bits);
    }

    LoweredNode bitsAnd(LoweredNode a, LoweredNode b) {
        return node(LoweredOp.BITS_AND, a, b);
    }

    LoweredNode bitsOr(LoweredNode a, LoweredNode b) {
        return node(LoweredOp.BITS_OR, a, b);
    }

    LoweredNode bitsXor(LoweredNode a, LoweredNode b) {
        return node(LoweredOp.BITS_XOR, a, b);
    }

    LoweredNode bitsNot(LoweredNode a) {
        return node(LoweredOp.BITS_NOT, a);
    }

    LoweredNode bitsAdd(LoweredNode a, LoweredNode b) {
        return node(LoweredOp.BITS_ADD, a, b);
    }

    LoweredNode bitsSub(LoweredNode a, LoweredNode b) {
        return node(LoweredOp.BITS_SUB, a, b);
    }

    LoweredNode shiftLeft(LoweredNode a, int distance) {
        return shift(LoweredOp.SHIFT_LEFT, a, distance);
    }

    LoweredNode shiftRight(LoweredNode a, int distance) {
        return shift(LoweredOp.SHIFT_RIGHT, a, distance);
    }

    private LoweredNode shift(LoweredOp op, LoweredNode a, int distance) {
        if (distance < 0 || distance >= 8 * precision.bytes()) {
            throw new IllegalArgumentException("shift by " + distance + " bits in " + precision);
        }
        return node(op, List.of(a), distance);
    }

    private LoweredNode node(LoweredOp op, LoweredNode... operands) {
        return node(op, List.of(operands), 0);
    }

    private LoweredNode node(LoweredOp op, List<LoweredNode> operands, long payload) {
        for (int i = 0; i < operands.size(); i++) {
            if (operands.get(i).type() != op.operand(i)) {
                throw new IllegalArgumentException(op + " wants " + op.operand(i) + " at " + i + " but got "
                        + operands.get(i).type());
            }
        }
        return nodes.computeIfAbsent(new Key(op, operands, payload), key -> {
            LoweredNode made = new LoweredNode(order.size(), op, operands, payload);
            order.add(made);
            return made;
        });
    }
}
