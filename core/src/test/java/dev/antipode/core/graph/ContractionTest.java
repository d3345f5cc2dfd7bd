package dev.antipode.core.graph;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import java.util.function.BiFunction;
import org.junit.jupiter.api.Test;

/** Products fuse with the sums they go into, and only there. */
class ContractionTest {
    @FunctionalInterface
    private interface Four {
        double of(double a, double b, double c, double d);
    }

    private static Graph graph(BiFunction<GraphBuilder, Node[], List<Node>> outputs) {
        GraphBuilder g = new GraphBuilder();
        Node[] inputs = {g.input("a"), g.input("b"), g.input("c"), g.input("d")};
        List<Node> nodes = outputs.apply(g, inputs);
        List<String> names = nodes.size() == 1 ? List.of("first") : List.of("first", "second");
        return Contraction.of(g.build(names, nodes));
    }

    private static void check(BiFunction<GraphBuilder, Node[], Node> output, String printed, Four expected) {
        Graph graph = graph((g, in) -> List.of(output.apply(g, in)));
        assertThat(graph.toString()).isEqualTo("inputs  a, b, c, d\n" + printed);
        Random random = new Random(11);
        for (int i = 0; i < 1000; i++) {
            double a = random.nextGaussian();
            double b = random.nextGaussian();
            double c = -a * b + 1e-15 * random.nextGaussian();
            double d = random.nextGaussian();
            assertThat(graph.evaluate(a, b, c, d)[0]).isEqualTo(expected.of(a, b, c, d));
        }
    }

    @Test
    void fusesAProductWithASum() {
        String fused = "  t0 = fma(a, b, c)\noutput  first = t0\n";
        check((g, in) -> g.add(g.mul(in[0], in[1]), in[2]), fused, (a, b, c, d) -> Math.fma(a, b, c));
        check((g, in) -> g.add(in[2], g.mul(in[0], in[1])), fused, (a, b, c, d) -> Math.fma(a, b, c));
    }

    @Test
    void fusesAProductWithADifference() {
        check(
                (g, in) -> g.sub(g.mul(in[0], in[1]), in[2]),
                "  t0 = -c\n  t1 = fma(a, b, t0)\noutput  first = t1\n",
                (a, b, c, d) -> Math.fma(a, b, -c));
        check(
                (g, in) -> g.sub(in[2], g.mul(in[0], in[1])),
                "  t0 = -a\n  t1 = fma(t0, b, c)\noutput  first = t1\n",
                (a, b, c, d) -> Math.fma(-a, b, c));
    }

    @Test
    void putsTheSignWhereItIsFree() {
        check(
                (g, in) -> g.sub(in[2], g.mul(in[0], g.constant(3))),
                "  t0 = fma(a, -3, c)\noutput  first = t0\n",
                (a, b, c, d) -> Math.fma(a, -3, c));
        check(
                (g, in) -> g.sub(g.mul(in[0], in[1]), g.constant(2)),
                "  t0 = fma(a, b, -2)\noutput  first = t0\n",
                (a, b, c, d) -> Math.fma(a, b, -2));
        check(
                (g, in) -> g.sub(in[2], g.mul(in[0], g.neg(in[1]))),
                "  t0 = fma(a, b, c)\noutput  first = t0\n",
                (a, b, c, d) -> Math.fma(a, b, c));
    }

    @Test
    void fusesTheFirstOfTwoProductsAndChains() {
        check(
                (g, in) -> g.add(g.mul(in[0], in[1]), g.mul(in[2], in[3])),
                "  t0 = c * d\n  t1 = fma(a, b, t0)\noutput  first = t1\n",
                (a, b, c, d) -> Math.fma(a, b, c * d));
        check(
                (g, in) -> g.add(g.mul(g.add(g.mul(in[0], in[1]), in[2]), in[1]), in[3]),
                "  t0 = fma(a, b, c)\n  t1 = fma(t0, b, d)\noutput  first = t1\n",
                (a, b, c, d) -> Math.fma(Math.fma(a, b, c), b, d));
    }

    @Test
    void leavesProductsWithOtherUses() {
        Graph shared = graph((g, in) -> {
            Node product = g.mul(in[0], in[1]);
            return List.of(g.add(product, in[2]), g.sub(product, in[3]));
        });
        assertThat(shared.nodes().stream().map(Node::op)).doesNotContain(Op.FMA);
        Graph output = graph((g, in) -> {
            Node product = g.mul(in[0], in[1]);
            return List.of(g.add(product, in[2]), product);
        });
        assertThat(output.nodes().stream().map(Node::op)).doesNotContain(Op.FMA);
        Graph twice = graph((g, in) -> List.of(g.add(g.mul(in[0], in[1]), g.mul(in[0], in[1]))));
        assertThat(twice.nodes().stream().map(Node::op)).doesNotContain(Op.FMA);
    }

    @Test
    void isDoneOnce() {
        Graph once = graph((g, in) -> List.of(
                g.add(g.mul(in[0], in[1]), g.mul(in[2], g.sub(in[3], g.mul(in[0], in[2])))), g.mul(in[3], in[3])));
        assertThat(Contraction.of(once).fingerprint()).isEqualTo(once.fingerprint());
        assertThat(Simplifier.of(once).fingerprint()).isEqualTo(once.fingerprint());
    }
}
