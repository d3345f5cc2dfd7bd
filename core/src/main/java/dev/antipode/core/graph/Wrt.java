package dev.antipode.core.graph;

import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** The inputs that a graph is differentiated with respect to, and which of its nodes depend on them. */
final class Wrt {
    private final int[] inputs;
    private final Set<Node> dependent = new HashSet<>();

    Wrt(Graph graph, int[] inputs) {
        Set<Integer> wanted = new HashSet<>();
        for (int input : inputs) {
            if (input < 0 || input >= graph.inputNames().size()) {
                throw new IllegalArgumentException("input " + input + " is not one of the graph's "
                        + graph.inputNames().size() + " inputs " + graph.inputNames() + "; count from 0");
            }
            if (!wanted.add(input)) {
                throw new IllegalArgumentException("input " + input + " ('"
                        + graph.inputNames().get(input) + "') is named twice; name each input once");
            }
        }
        this.inputs = inputs.clone();
        for (Node node : graph.nodes()) {
            boolean depends = node.op() == Op.INPUT
                    ? wanted.contains(node.index())
                    : node.operands().stream().anyMatch(dependent::contains);
            if (depends && node.type() == Type.REAL) {
                dependent.add(node);
            }
        }
    }

    int[] inputs() {
        return inputs;
    }

    /** Whether a real node's value is a function of the inputs; what depends on them through a comparison alone does not. */
    boolean affects(Node node) {
        return dependent.contains(node);
    }

    /** Copies a graph's nodes as they are, so that every value keeps its bits. */
    static Map<Node, Node> copy(Graph graph, GraphBuilder g) {
        return g.copies(graph, graph.inputNames().stream().map(g::input).toList());
    }

    /** A name that the graph does not have yet, for derivatives of derivatives. */
    static String fresh(Set<String> taken, String name) {
        String fresh = name;
        while (!taken.add(fresh)) {
            fresh += "'";
        }
        return fresh;
    }
}
