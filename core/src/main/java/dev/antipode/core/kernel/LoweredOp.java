package dev.antipode.core.kernel;

import static dev.antipode.core.kernel.LoweredType.BITS;
import static dev.antipode.core.kernel.LoweredType.MASK;
import static dev.antipode.core.kernel.LoweredType.REAL;

/**
 * The primitive operations that both emitters know: each is exactly one correctly rounded or exact machine operation,
 * so that scalar and vector code of any width give the same bits.
 */
enum LoweredOp {
    /** The kernel's input {@code index}. */
    INPUT(REAL),
    /** A constant of the kernel's precision. */
    CONSTANT(REAL),
    /** A constant bit pattern, 32 or 64 bits wide as the precision is. */
    BITS_CONSTANT(BITS),
    ADD(REAL, REAL, REAL),
    SUB(REAL, REAL, REAL),
    MUL(REAL, REAL, REAL),
    DIV(REAL, REAL, REAL),
    NEG(REAL, REAL),
    ABS(REAL, REAL),
    SQRT(REAL, REAL),
    /** {@code a * b + c} with one rounding; exists in {@link Arithmetic#FUSED} only. */
    FMA(REAL, REAL, REAL, REAL),
    /** {@code a < b}; false where either is NaN. */
    LT(MASK, REAL, REAL),
    /** {@code a <= b}; false where either is NaN. */
    LE(MASK, REAL, REAL),
    /** {@code a == b}; false where either is NaN, true for zeros of either sign. */
    EQ(MASK, REAL, REAL),
    MASK_AND(MASK, MASK, MASK),
    MASK_OR(MASK, MASK, MASK),
    MASK_NOT(MASK, MASK),
    /** {@code mask ? a : b}. */
    SELECT(REAL, MASK, REAL, REAL),
    /** The bit pattern of a real, unchanged. */
    BITS_OF(BITS, REAL),
    /** The real with this bit pattern. */
    FROM_BITS(REAL, BITS),
    BITS_AND(BITS, BITS, BITS),
    BITS_OR(BITS, BITS, BITS),
    BITS_XOR(BITS, BITS, BITS),
    BITS_NOT(BITS, BITS),
    /** Two's-complement addition, wrapping. */
    BITS_ADD(BITS, BITS, BITS),
    /** Two's-complement subtraction, wrapping. */
    BITS_SUB(BITS, BITS, BITS),
    /** Shift left by the constant {@code index}. */
    SHIFT_LEFT(BITS, BITS),
    /** Logical (unsigned) shift right by the constant {@code index}. */
    SHIFT_RIGHT(BITS, BITS);

    private final LoweredType result;
    private final LoweredType[] operands;

    LoweredOp(LoweredType result, LoweredType... operands) {
        this.result = result;
        this.operands = operands;
    }

    LoweredType result() {
        return result;
    }

    int arity() {
        return operands.length;
    }

    LoweredType operand(int i) {
        return operands[i];
    }
}
