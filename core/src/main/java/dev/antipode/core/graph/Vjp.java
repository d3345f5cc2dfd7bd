package dev.antipode.core.graph;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Reverse-mode differentiation: a graph that gives, beside its outputs {@code y = f(x)}, the vector-Jacobian product
 * {@code bar x = J^T bar y} for one cotangent {@code bar y} (Griewank and Walther, "Evaluating Derivatives", 2nd ed.,
 * section 3.2). Cotangents of a node are summed in the order of its users, last first, so the bits depend on the graph alone.
 *
 * <p>The outputs keep their bits. What flows back through the side of a choice that was not taken is exactly zero, even
 * where that side is infinite or NaN: a cotangent carries the mask under which it counts, and one selection at the end drops
 * the rest. Where there is no derivative the convention of {@link Op} holds. The result is a graph like any other: {@link Jvp}
 * of it gives Hessian-vector products.
 */
public final class Vjp {
    /** A cotangent so far: {@code value} where {@code guard} holds, else zero; a null guard always holds. */
    private record Cotangent(Node value, Node guard) {}

    private final GraphBuilder g = new GraphBuilder();
    private final Map<Node, Node> copies;
    private final Map<Node, Cotangent> cotangents = new HashMap<>();
    private final Wrt wrt;

    private Vjp(Graph graph, Wrt wrt) {
        this.wrt = wrt;
        copies = Wrt.copy(graph, g);
    }

    /**
     * Differentiates a graph.
     *
     * @param graph the function; not modified
     * @param wrt the inputs whose cotangents are wanted, by number from 0
     * @return a graph whose inputs are those of {@code graph}, then a cotangent {@code bar.NAME} for each of its outputs; and
     *     whose outputs are those of {@code graph}, then a cotangent {@code bar.NAME} for each of {@code wrt}, in that order
     * @throws IllegalArgumentException if an input does not exist or is named twice
     */
    public static Graph of(Graph graph, int... wrt) {
        Wrt active = new Wrt(graph, wrt);
        Vjp vjp = new Vjp(graph, active);
        Set<String> taken = new HashSet<>(graph.inputNames());
        for (int i = 0; i < graph.outputs().size(); i++) {
            Node seed =
                    vjp.g.input(Wrt.fresh(taken, "bar." + graph.outputNames().get(i)));
            vjp.add(graph.outputs().get(i), vjp.g.constant(1), new Cotangent(seed, null));
        }
        for (Node node : graph.nodes().reversed()) {
            Cotangent cotangent = vjp.cotangents.get(node);
            if (cotangent != null && node.op() != Op.INPUT) {
                vjp.propagate(node, cotangent);
            }
        }
        return vjp.finish(graph, active.inputs());
    }

    private Graph finish(Graph graph, int[] inputs) {
        Map<Integer, Cotangent> found = new HashMap<>();
        cotangents.forEach((node, cotangent) -> {
            if (node.op() == Op.INPUT) {
                found.put(node.index(), cotangent);
            }
        });
        Set<String> taken = new HashSet<>(graph.outputNames());
        List<String> names = new ArrayList<>(graph.outputNames());
        List<Node> outputs =
                new ArrayList<>(graph.outputs().stream().map(copies::get).toList());
        for (int input : inputs) {
            names.add(Wrt.fresh(taken, "bar." + graph.inputNames().get(input)));
            Cotangent cotangent = found.get(input);
            outputs.add(cotangent == null ? g.constant(0) : settled(cotangent));
        }
        return g.build(names, outputs);
    }

    private void propagate(Node node, Cotangent cotangent) {
        Node self = copies.get(node);
        Node first = node.op().choosesFirst(g, self);
        int operands = node.op().arity();
        if (first != null) {
            add(node.operand(operands - 2), g.constant(1), guarded(cotangent, first));
            add(node.operand(operands - 1), g.constant(1), guarded(cotangent, g.not(first)));
            return;
        }
        Node factor = node.op().partialFactor(g, self);
        Cotangent arriving =
                factor == null ? cotangent : new Cotangent(g.mul(factor, cotangent.value), cotangent.guard);
        Node counts = node.op().countsWhere(g, self);
        if (counts != null) {
            arriving = guarded(arriving, counts);
        }
        for (int i = 0; i < operands; i++) {
            if (wrt.affects(node.operand(i))) {
                add(node.operand(i), node.op().partial(g, self, i), arriving);
            }
        }
    }

    private Cotangent guarded(Cotangent cotangent, Node mask) {
        return new Cotangent(cotangent.value, cotangent.guard == null ? mask : g.and(cotangent.guard, mask));
    }

    /** Adds {@code partial} times a cotangent to what has reached a node so far. */
    private void add(Node node, Node partial, Cotangent more) {
        if (!wrt.affects(node) || (partial.isConstant() && partial.constant() == 0)) {
            return;
        }
        Cotangent sum = cotangents.get(node);
        if (sum == null || sum.guard == more.guard) {
            Node value = Jvp.plusProduct(g, sum == null ? null : sum.value, partial, more.value);
            cotangents.put(node, new Cotangent(value, more.guard));
            return;
        }
        cotangents.put(node, merged(sum, new Cotangent(g.mul(partial, more.value), more.guard)));
    }

    private Cotangent merged(Cotangent one, Cotangent other) {
        if (one.guard != null && other.guard != null && g.not(one.guard) == other.guard) {
            return new Cotangent(g.select(one.guard, one.value, other.value), null);
        }
        Node guard = one.guard == null || other.guard == null ? null : g.or(one.guard, other.guard);
        return new Cotangent(g.add(settled(one), settled(other)), guard != null && guard.isMask(true) ? null : guard);
    }

    private Node settled(Cotangent cotangent) {
        return cotangent.guard == null ? cotangent.value : g.select(cotangent.guard, cotangent.value, g.constant(0));
    }
}
