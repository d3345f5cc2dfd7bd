package dev.antipode.core.graph;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Cuts a graph in two by when its inputs are known: the early part depends on early inputs alone and is computed once, the
 * late part is computed for each set of late inputs. For a {@link Jvp} with late tangents the early part is the step and its
 * partial derivatives, the late part the linear map; for a {@link Vjp} with late cotangents its transpose.
 *
 * @param early inputs: the early inputs in order; outputs: those that depend on no late input, then {@code coefficients}
 * @param late inputs: the late inputs in order, then the coefficients; outputs: those that depend on a late input
 * @param coefficients how many values cross from the early part to the late one
 */
public record Staging(Graph early, Graph late, int coefficients) {
    /**
     * Cuts a graph. No value changes a bit.
     *
     * @param graph the graph; not modified
     * @param firstLate the first late input, by number: inputs from this one on are late
     * @return the two parts
     */
    public static Staging of(Graph graph, int firstLate) {
        List<String> names = graph.inputNames();
        if (firstLate < 0 || firstLate > names.size()) {
            throw new IllegalArgumentException("input " + firstLate + " is not one of the graph's " + names.size()
                    + " inputs " + names + "; give the number of the first late one");
        }
        Set<Node> lateNodes = new LinkedHashSet<>();
        Set<Node> crossing = new LinkedHashSet<>();
        for (Node node : graph.nodes()) {
            boolean late = node.op() == Op.INPUT
                    ? node.index() >= firstLate
                    : node.operands().stream().anyMatch(lateNodes::contains);
            if (late) {
                lateNodes.add(node);
                node.operands().stream()
                        .filter(operand -> !operand.isConstant() && !lateNodes.contains(operand))
                        .forEach(crossing::add);
            }
        }
        // A mask that is known is written out again where it is used.
        crossing.removeIf(node -> node.isMask(true) || node.isMask(false));
        return new Staging(
                early(graph, firstLate, lateNodes, crossing),
                late(graph, firstLate, lateNodes, crossing),
                crossing.size());
    }

    private static Graph early(Graph graph, int firstLate, Set<Node> lateNodes, Set<Node> crossing) {
        GraphBuilder g = new GraphBuilder();
        Map<Node, Node> copies = new HashMap<>();
        List<Node> inputs =
                graph.inputNames().subList(0, firstLate).stream().map(g::input).toList();
        for (Node node : graph.nodes()) {
            if (!lateNodes.contains(node)) {
                copies.put(node, g.copy(node, inputs, copies));
            }
        }
        Map<String, Node> outputs = new LinkedHashMap<>();
        for (int i = 0; i < graph.outputs().size(); i++) {
            if (!lateNodes.contains(graph.outputs().get(i))) {
                outputs.put(
                        graph.outputNames().get(i), copies.get(graph.outputs().get(i)));
            }
        }
        crossing.forEach(node -> outputs.put(coefficient(outputs.size()), copies.get(node)));
        return g.build(List.copyOf(outputs.keySet()), List.copyOf(outputs.values()));
    }

    private static Graph late(Graph graph, int firstLate, Set<Node> lateNodes, Set<Node> crossing) {
        GraphBuilder g = new GraphBuilder();
        List<Node> inputs = new ArrayList<>(java.util.Collections.nCopies(firstLate, null));
        graph.inputNames().subList(firstLate, graph.inputNames().size()).forEach(name -> inputs.add(g.input(name)));
        Map<Node, Node> copies = new HashMap<>();
        for (Node node : crossing) {
            Node value = g.input(coefficient(g.size()));
            // A mask waits as 1 or 0.
            copies.put(node, node.type() == Type.MASK ? g.lt(g.constant(0), value) : value);
        }
        for (Node node : graph.nodes()) {
            if (node.isConstant() || node.isMask(true) || node.isMask(false) || lateNodes.contains(node)) {
                copies.put(node, g.copy(node, inputs, copies));
            }
        }
        Map<String, Node> outputs = new LinkedHashMap<>();
        for (int i = 0; i < graph.outputs().size(); i++) {
            if (lateNodes.contains(graph.outputs().get(i))) {
                outputs.put(
                        graph.outputNames().get(i), copies.get(graph.outputs().get(i)));
            }
        }
        return g.build(List.copyOf(outputs.keySet()), List.copyOf(outputs.values()));
    }

    private static String coefficient(int i) {
        return "coefficient." + i;
    }
}
