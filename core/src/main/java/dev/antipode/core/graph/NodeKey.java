package dev.antipode.core.graph;

import java.util.List;

/**
 * What makes two nodes equal. Compared in plain words: linking what the compiler generates for a record takes longer than lifting a
 * task.
 */
record NodeKey(Op op, List<Node> operands, long payload) {
    @Override
    public boolean equals(Object other) {
        return other instanceof NodeKey key && op == key.op && payload == key.payload && operands.equals(key.operands);
    }

    @Override
    public int hashCode() {
        return (op.hashCode() * 31 + operands.hashCode()) * 31 + Long.hashCode(payload);
    }
}
