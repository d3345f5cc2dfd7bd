package dev.antipode.core.kernel;

/**
 * One thing that a kernel does, in order: computing a node, or storing a node into an output row.
 *
 * @param node what is computed or stored
 * @param row the output row, or {@link #COMPUTE}
 */
record Step(LoweredNode node, int row) {
    static final int COMPUTE = -1;

    boolean isStore() {
        return row != COMPUTE;
    }
}
