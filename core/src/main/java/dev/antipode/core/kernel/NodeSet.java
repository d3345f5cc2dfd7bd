package dev.antipode.core.kernel;

import java.util.List;

/** A set of the nodes of some steps that is emptied at no cost and makes no garbage: cutting fills it once a start. */
final class NodeSet {
    private final int[] roundOf;
    private int round = 1;
    private int size;

    NodeSet(List<Step> steps) {
        int ids = 0;
        for (Step step : steps) {
            ids = Math.max(ids, step.node().id() + 1);
            for (LoweredNode operand : step.node().operands()) {
                ids = Math.max(ids, operand.id() + 1);
            }
        }
        roundOf = new int[ids];
    }

    /** Adds a node; false if it was there already. */
    boolean add(LoweredNode node) {
        if (roundOf[node.id()] == round) {
            return false;
        }
        roundOf[node.id()] = round;
        size++;
        return true;
    }

    int size() {
        return size;
    }

    void clear() {
        round++;
        size = 0;
    }
}
