package dev.antipode.controller.store;

/** The element types of a safetensors file that Antipode writes and reads. */
enum ElementType {
    /** IEEE 754 binary32. */
    F32(4),
    /** IEEE 754 binary64. */
    F64(8),
    /** 64-bit two's complement. */
    I64(8);

    private final int bytes;

    ElementType(int bytes) {
        this.bytes = bytes;
    }

    int bytes() {
        return bytes;
    }
}
