package dev.antipode.core.kernel;

/** What a lowered node holds per lane. */
enum LoweredType {
    /** A number of the kernel's precision. */
    REAL,
    /** True or false. */
    MASK,
    /** An integer as wide as the precision: 32 bits beside F32, 64 bits beside F64. */
    BITS
}
