package dev.antipode.core.kernel;

/**
 * What must be known of a kernel to run and to warm it, when its program is not at hand.
 *
 * @param slots scratch slots, one vector each
 * @param operations primitive operations a lane
 * @param rows the rows that a tile needs at least
 * @param chunks methods that its code is cut into
 * @param masks whether anything is compared
 */
record KernelFacts(int slots, int operations, int rows, int chunks, boolean masks) {
    /** Of a kernel that was not made from a graph. */
    static final KernelFacts NONE = new KernelFacts(0, 0, 0, 0, false);

    static KernelFacts of(ChunkedProgram program) {
        return new KernelFacts(
                program.slots(),
                program.operations(),
                program.rows(),
                program.chunks().size(),
                program.hasMasks());
    }
}
