package dev.antipode.core.kernel;

/** How {@code a * b + c} of a fused multiply-add node is computed. Each mode gives the same bits on every machine. */
public enum Arithmetic {
    /** One rounding, by the processor's fused multiply-add instruction. The default. */
    FUSED,
    /** Two roundings, multiply then add: for processors without the instruction, where emulating it is a thousand times slower. */
    UNFUSED
}
