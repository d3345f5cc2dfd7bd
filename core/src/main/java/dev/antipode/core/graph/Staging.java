package dev.antipode.core.graph;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Cuts a graph in two by when its inputs are known: the early part depends on early inputs alone and is computed once, the
 * late part is computed for each set of late inputs. For a {@link Jvp} with late tangents the early part is the step and its
 * partial derivatives, the late part the linear map; for a {@link Vjp} with late cotangents its transpose.
 *
 * @param early inputs: the early inputs in order; outputs: the early outputs in order, then the coefficients
 * @param late inputs: the late inputs in order, then the coefficients; outputs: the late outputs in order
 * @param coefficients how many values cross from the early part to the late one; a mask crosses as 1 or 0
 */
public record Staging(Graph early, Graph late, int coefficients) {
    /**
     * Cuts a graph. No value changes a bit.
     *
     * @param graph the graph; not modified
     * @param firstLateInput inputs from this number on are late
     * @param firstLateOutput outputs from this number on belong to the late part
     * @return the two parts
     * @throws IllegalArgumentException if there are not so many inputs or outputs, or an early output depends on a late input
     */
    public static Staging of(Graph graph, int firstLateInput, int firstLateOutput) {
        check("input", firstLateInput, graph.inputNames());
        check("output", firstLateOutput, graph.outputNames());
        Set<Node> late = new HashSet<>();
        Set<Node> crossing = new LinkedHashSet<>();
        for (Node node : graph.nodes()) {
            boolean waits = node.op() == Op.INPUT
                    ? node.index() >= firstLateInput
                    : node.operands().stream().anyMatch(late::contains);
            if (waits) {
                late.add(node);
                node.operands().stream()
                        .filter(operand -> !late.contains(operand))
                        .forEach(crossing::add);
            }
        }
        graph.outputs().stream()
                .skip(firstLateOutput)
                .filter(node -> !late.contains(node))
                .forEach(crossing::add);
        crossing.removeIf(Staging::isKnown);
        for (int i = 0; i < firstLateOutput; i++) {
            if (late.contains(graph.outputs().get(i))) {
                throw new IllegalArgumentException("output '"
                        + graph.outputNames().get(i)
                        + "' depends on a late input and cannot be early; late are "
                        + graph.inputNames()
                                .subList(firstLateInput, graph.inputNames().size()));
            }
        }
        return new Staging(
                early(graph, firstLateInput, firstLateOutput, late, crossing),
                late(graph, firstLateInput, firstLateOutput, late, crossing),
                crossing.size());
    }

    private static void check(String kind, int first, List<String> names) {
        if (first < 0 || first > names.size()) {
            throw new IllegalArgumentException(
                    "a graph of " + names.size() + " " + kind + "s " + names + " has no " + kind + " " + first);
        }
    }

    /** What is known without any input is written out again where it is used. */
    private static boolean isKnown(Node node) {
        return node.isConstant() || node.isMask(true) || node.isMask(false);
    }

    private static Graph early(Graph graph, int inputs, int outputs, Set<Node> late, Set<Node> crossing) {
        GraphBuilder g = new GraphBuilder();
        List<Node> arguments =
                graph.inputNames().subList(0, inputs).stream().map(g::input).toList();
        Map<Node, Node> copies = new HashMap<>();
        for (Node node : graph.nodes()) {
            if (!late.contains(node)) {
                copies.put(node, g.copy(node, arguments, copies));
            }
        }
        List<String> names = new ArrayList<>(graph.outputNames().subList(0, outputs));
        List<Node> results = new ArrayList<>();
        graph.outputs().subList(0, outputs).forEach(node -> results.add(copies.get(node)));
        for (Node node : crossing) {
            names.add(coefficient(names.size() - outputs));
            results.add(copies.get(node));
        }
        return g.build(names, results);
    }

    private static Graph late(Graph graph, int inputs, int outputs, Set<Node> late, Set<Node> crossing) {
        GraphBuilder g = new GraphBuilder();
        List<String> names = graph.inputNames();
        List<Node> arguments = new ArrayList<>(Collections.nCopies(inputs, null));
        names.subList(inputs, names.size()).forEach(name -> arguments.add(g.input(name)));
        Map<Node, Node> copies = new HashMap<>();
        int count = 0;
        for (Node node : crossing) {
            Node value = g.input(coefficient(count++));
            copies.put(node, node.type() == Type.MASK ? g.lt(g.constant(0), value) : value);
        }
        for (Node node : graph.nodes()) {
            if (isKnown(node) || late.contains(node)) {
                copies.put(node, g.copy(node, arguments, copies));
            }
        }
        List<String> lateNames =
                graph.outputNames().subList(outputs, graph.outputNames().size());
        return g.build(
                lateNames,
                graph.outputs().subList(outputs, graph.outputs().size()).stream()
                        .map(copies::get)
                        .toList());
    }

    private static String coefficient(int i) {
        return "coefficient." + i;
    }
}
