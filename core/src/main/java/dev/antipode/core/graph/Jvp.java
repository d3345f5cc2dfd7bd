package dev.antipode.core.graph;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Forward-mode differentiation: a graph that gives, beside its outputs {@code y = f(x)}, the Jacobian-vector product
 * {@code dy = J dx} for one tangent {@code dx} (Griewank and Walther, "Evaluating Derivatives", 2nd ed., section 3.1).
 *
 * <p>The outputs keep their bits. A tangent that is zero whatever the inputs are costs nothing. Where there is no
 * derivative the convention of {@link Op} holds. The result is a graph like any other: it can be differentiated again.
 */
public final class Jvp {
    private final GraphBuilder g = new GraphBuilder();
    private final Map<Node, Node> copies;
    private final Map<Node, Node> tangents = new HashMap<>();

    private Jvp(Graph graph) {
        copies = Wrt.copy(graph, g);
    }

    /**
     * Differentiates a graph.
     *
     * @param graph the function; not modified
     * @param wrt the inputs that have a tangent, by number from 0; the others are held constant
     * @return a graph whose inputs are those of {@code graph}, then a tangent {@code d.NAME} for each of {@code wrt}, in that
     *     order; and whose outputs are those of {@code graph}, then a tangent {@code d.NAME} for each of them
     * @throws IllegalArgumentException if an input does not exist or is named twice
     */
    public static Graph of(Graph graph, int... wrt) {
        Wrt active = new Wrt(graph, wrt);
        Jvp jvp = new Jvp(graph);
        Set<String> names = new HashSet<>(graph.inputNames());
        Map<Integer, Node> inputs = new HashMap<>();
        for (int input : active.inputs()) {
            inputs.put(
                    input,
                    jvp.g.input(Wrt.fresh(names, "d." + graph.inputNames().get(input))));
        }
        for (Node node : graph.nodes()) {
            if (active.affects(node)) {
                jvp.tangents.put(node, node.op() == Op.INPUT ? inputs.get(node.index()) : jvp.tangent(node));
            }
        }
        return jvp.finish(graph);
    }

    private Graph finish(Graph graph) {
        Set<String> taken = new HashSet<>(graph.outputNames());
        List<String> names = new ArrayList<>(graph.outputNames());
        List<Node> outputs =
                new ArrayList<>(graph.outputs().stream().map(copies::get).toList());
        for (int i = 0; i < graph.outputs().size(); i++) {
            names.add(Wrt.fresh(taken, "d." + graph.outputNames().get(i)));
            outputs.add(orZero(tangents.get(graph.outputs().get(i))));
        }
        return g.build(names, outputs);
    }

    private Node orZero(Node tangent) {
        return tangent == null ? g.constant(0) : tangent;
    }

    /** The tangent of a node from those of its operands; null where it is zero for every input. */
    private Node tangent(Node node) {
        Node self = copies.get(node);
        Node first = node.op().choosesFirst(g, self);
        if (first != null) {
            int operands = node.op().arity();
            Node a = tangents.get(node.operand(operands - 2));
            Node b = tangents.get(node.operand(operands - 1));
            return a == null && b == null ? null : g.select(first, orZero(a), orZero(b));
        }
        Node sum = null;
        for (int i = node.op().arity() - 1; i >= 0; i--) {
            Node tangent = tangents.get(node.operand(i));
            if (tangent != null) {
                sum = plusProduct(g, sum, node.op().partial(g, self, i), tangent);
            }
        }
        if (sum == null) {
            return null;
        }
        Node factor = node.op().partialFactor(g, self);
        Node whole = factor == null ? sum : g.mul(factor, sum);
        Node counts = node.op().countsWhere(g, self);
        return counts == null ? whole : g.select(counts, whole, g.constant(0));
    }

    /** {@code sum + partial * tangent} with as few roundings as there can be; null stands for zero. */
    static Node plusProduct(GraphBuilder g, Node sum, Node partial, Node tangent) {
        if (partial.isConstant() && partial.constant() == 0) {
            return sum;
        }
        if (sum == null) {
            return g.mul(partial, tangent);
        }
        if (partial.isConstant(-1)) {
            return g.sub(sum, tangent);
        }
        return g.fma(partial, tangent, sum);
    }
}
