package dev.antipode.controller.policy;

import dev.antipode.core.graph.Graph;
import dev.antipode.core.graph.GraphBuilder;
import dev.antipode.core.graph.Node;
import dev.antipode.core.graph.Op;
import java.util.ArrayList;
import java.util.List;

/** The graphs between the dense layers of a gated recurrent unit, each over vectors of some width. */
final class GruGraphs {
    private GruGraphs() {}

    /**
     * {@code 1 / (1 + exp(-x))} of one number as {@code 1/2 + tanh(x/2) / 2}: nothing overflows, the derivative neither,
     * where {@code exp(-x)} would make infinity times zero. The error is below one ulp of 1 at either end, which is all
     * that counts in a gate.
     */
    static Graph sigmoid() {
        GraphBuilder g = new GraphBuilder();
        Node half = g.constant(0.5);
        Node tanh = g.apply(Op.TANH, g.mul(half, g.input("x")));
        return g.build(List.of("sigmoid"), List.of(g.fma(half, tanh, half)));
    }

    /** The inputs themselves. */
    static Graph copy(int width) {
        GraphBuilder g = new GraphBuilder();
        return g.build(names("y", width), inputs(g, "x", width));
    }

    /** {@code a[i] b[i]}. */
    static Graph product(int width) {
        GraphBuilder g = new GraphBuilder();
        List<Node> a = inputs(g, "a", width);
        List<Node> b = inputs(g, "b", width);
        List<Node> products = new ArrayList<>();
        for (int i = 0; i < width; i++) {
            products.add(g.mul(a.get(i), b.get(i)));
        }
        return g.build(names("y", width), products);
    }

    /** {@code z[i] h[i] + (1 - z[i]) c[i]}, exactly {@code h[i]} for a gate of 1 and {@code c[i]} for a gate of 0. */
    static Graph blend(int width) {
        GraphBuilder g = new GraphBuilder();
        List<Node> z = inputs(g, "z", width);
        List<Node> h = inputs(g, "h", width);
        List<Node> c = inputs(g, "c", width);
        List<Node> blends = new ArrayList<>();
        for (int i = 0; i < width; i++) {
            Node rest = g.fma(g.neg(z.get(i)), c.get(i), c.get(i));
            blends.add(g.fma(z.get(i), h.get(i), rest));
        }
        return g.build(names("y", width), blends);
    }

    private static List<Node> inputs(GraphBuilder g, String name, int width) {
        return names(name, width).stream().map(g::input).toList();
    }

    private static List<String> names(String name, int width) {
        List<String> names = new ArrayList<>();
        for (int i = 0; i < width; i++) {
            names.add(name + "." + i);
        }
        return names;
    }
}
