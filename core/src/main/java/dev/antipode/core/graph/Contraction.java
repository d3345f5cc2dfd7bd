package dev.antipode.core.graph;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Fuses a product with the sum or difference that it goes into: one rounding instead of two, and one instruction.
 *
 * <p>With a product {@code a * b} that is used nowhere else and is no output,
 *
 * <ul>
 *   <li>{@code a * b + c} and {@code c + a * b} become {@code fma(a, b, c)};
 *   <li>{@code a * b - c} becomes {@code fma(a, b, -c)};
 *   <li>{@code c - a * b} becomes {@code fma(-a, b, c)}.
 * </ul>
 *
 * <p>Of two products the first is fused. The sign goes to a factor where it costs nothing (a constant or a negation),
 * else to the first one. The result depends on the graph alone. It is part of the meaning of a graph: after this pass
 * fma is an operation like others, and no later pass contracts again. Run it after simplification.
 */
public final class Contraction {
    private Contraction() {}

    /**
     * Contracts a graph.
     *
     * @param graph a simplified graph; not modified
     * @return a graph with the same inputs and outputs, whose values may differ in the last places
     */
    public static Graph of(Graph graph) {
        Map<Node, Integer> uses = uses(graph);
        GraphBuilder builder = new GraphBuilder();
        List<Node> inputs = graph.inputNames().stream().map(builder::input).toList();
        Map<Node, Node> copies = new HashMap<>();
        for (Node node : graph.nodes()) {
            copies.put(
                    node,
                    switch (node.op()) {
                        case INPUT -> inputs.get(node.index());
                        case CONSTANT -> builder.constant(node.constant());
                        case ADD -> sum(builder, node, uses, copies);
                        case SUB -> difference(builder, node, uses, copies);
                        default -> plain(builder, node, copies);
                    });
        }
        return builder.build(
                graph.outputNames(), graph.outputs().stream().map(copies::get).toList());
    }

    private static Map<Node, Integer> uses(Graph graph) {
        Map<Node, Integer> uses = new HashMap<>();
        for (Node node : graph.nodes()) {
            for (Node operand : node.operands()) {
                uses.merge(operand, 1, Integer::sum);
            }
        }
        for (Node output : graph.outputs()) {
            uses.merge(output, 1, Integer::sum);
        }
        return uses;
    }

    private static boolean fusible(Node node, Map<Node, Integer> uses) {
        return node.op() == Op.MUL && uses.get(node) == 1;
    }

    private static Node sum(GraphBuilder g, Node node, Map<Node, Integer> uses, Map<Node, Node> copies) {
        for (int i = 0; i < 2; i++) {
            Node product = node.operand(i);
            if (fusible(product, uses)) {
                return g.fma(
                        copies.get(product.operand(0)),
                        copies.get(product.operand(1)),
                        copies.get(node.operand(1 - i)));
            }
        }
        return plain(g, node, copies);
    }

    private static Node difference(GraphBuilder g, Node node, Map<Node, Integer> uses, Map<Node, Node> copies) {
        Node left = node.operand(0);
        Node right = node.operand(1);
        if (fusible(left, uses)) {
            return g.fma(copies.get(left.operand(0)), copies.get(left.operand(1)), g.neg(copies.get(right)));
        }
        if (fusible(right, uses)) {
            Node a = copies.get(right.operand(0));
            Node b = copies.get(right.operand(1));
            boolean second = !signIsFree(a) && signIsFree(b);
            return g.fma(second ? a : g.neg(a), second ? g.neg(b) : b, copies.get(left));
        }
        return plain(g, node, copies);
    }

    private static boolean signIsFree(Node factor) {
        return factor.isConstant() || factor.op() == Op.NEG;
    }

    private static Node plain(GraphBuilder g, Node node, Map<Node, Node> copies) {
        return g.apply(node.op(), node.operands().stream().map(copies::get).toArray(Node[]::new));
    }
}
