package dev.antipode.core.lift;

import dev.antipode.core.graph.GraphBuilder;
import dev.antipode.core.graph.Node;

/** Booleans as masks. */
final class Masks {
    private final GraphBuilder graph;

    Masks(GraphBuilder graph) {
        this.graph = graph;
    }

    /** The value as a mask, or null where it is none. */
    Node of(Value value) {
        return switch (value) {
            case Value.Mask(Node node) -> node;
            case Value.Int(int i) when i == 0 || i == 1 -> graph.constantMask(i == 1);
            default -> null;
        };
    }

    /** A known boolean becomes an int again, so that it can decide a branch. */
    Value value(Node mask) {
        return mask.isMask(true) ? new Value.Int(1) : mask.isMask(false) ? new Value.Int(0) : new Value.Mask(mask);
    }

    Node xor(Node a, Node b) {
        return graph.or(graph.and(a, graph.not(b)), graph.and(graph.not(a), b));
    }

    Node select(Node mask, Node whenTrue, Node whenFalse) {
        return graph.or(graph.and(mask, whenTrue), graph.and(graph.not(mask), whenFalse));
    }
}
