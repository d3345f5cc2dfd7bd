package dev.antipode.core.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Graphs as a whole: names, printing, fingerprints, size. */
class GraphTest {
    private static Graph sample(boolean otherOrder) {
        GraphBuilder g = new GraphBuilder();
        Node x = g.input("x");
        Node y = g.input("y");
        Node unused = otherOrder ? g.cos(y) : g.sin(y);
        Node quotient = g.div(x, g.constant(-0.0));
        Node mask = g.and(g.lt(x, y), g.not(g.le(y, g.constant(0.5))));
        assertThat(unused).isNotNull();
        return g.build(List.of("a", "b", "c"), List.of(g.select(mask, quotient, g.neg(x)), mask, g.constant(3)));
    }

    @Test
    void printsLinesThatAPersonFollows() {
        assertThat(sample(false).toString()).isEqualTo("""
                        inputs  x, y
                          t0 = x < y
                          t1 = y <= 0.5
                          t2 = not(t1)
                          t3 = and(t0, t2)
                          t4 = x / -0.0
                          t5 = -x
                          t6 = t3 ? t4 : t5
                        output  a = t6
                        output  b = t3
                        output  c = 3
                        """);
    }

    @Test
    void fingerprintsTellWhatIsComputedAndNotHowItWasMade() {
        assertThat(sample(true).fingerprint())
                .isEqualTo(sample(false).fingerprint())
                .hasSize(64);
        GraphBuilder g = new GraphBuilder();
        Node x = g.input("x");
        String sum = g.build(List.of("a"), List.of(g.add(x, g.constant(0)))).fingerprint();
        String other = g.build(List.of("a"), List.of(g.sub(x, g.constant(-1)))).fingerprint();
        assertThat(sum).isNotEqualTo(other);
    }

    @Test
    void makesEqualNodesOnce() {
        GraphBuilder g = new GraphBuilder();
        Node x = g.input("x");
        assertThat(g.mul(x, g.constant(2))).isSameAs(g.mul(x, g.constant(2)));
        Node y = g.input("y");
        assertThat(g.mul(y, x)).isSameAs(g.mul(x, y));
        assertThat(g.fma(y, x, x)).isSameAs(g.fma(x, y, x));
        assertThat(g.fma(x, y, y)).isNotSameAs(g.fma(x, y, x));
        assertThat(g.sub(x, y)).isNotSameAs(g.sub(y, x));
        assertThat(g.min(x, y)).isNotSameAs(g.min(y, x));
        assertThat(g.constant(0.0)).isNotSameAs(g.constant(-0.0));
        assertThat(g.constant(Double.NaN)).isSameAs(g.constant(Double.longBitsToDouble(0x7ff8000000000001L)));
    }

    @Test
    void refusesWhatDoesNotFit() {
        GraphBuilder g = new GraphBuilder();
        Node x = g.input("x");
        assertThatThrownBy(() -> g.input("x")).hasMessageContaining("'x' already");
        assertThatThrownBy(() -> g.apply(Op.AND, x, x)).hasMessageContaining("must be MASK");
        assertThatThrownBy(() -> g.apply(Op.ADD, x)).hasMessageContaining("takes 2");
        assertThatThrownBy(() -> g.build(List.of("a", "a"), List.of(x, x))).hasMessageContaining("must differ");
        Graph graph = g.build(List.of("a"), List.of(x));
        assertThatThrownBy(() -> graph.evaluate(1, 2)).hasMessageContaining("given 2 values");
    }

    /** On a thread with a small stack: nothing may recurse along the graph. */
    @Test
    void deepGraphsNeedNoStack() throws InterruptedException {
        String[] fingerprints = new String[3];
        Thread thread = new Thread(
                null,
                () -> {
                    Graph graph = chain(30_000);
                    fingerprints[0] = graph.fingerprint();
                    fingerprints[1] = Simplifier.of(graph).fingerprint();
                    fingerprints[2] = Contraction.of(graph).fingerprint();
                },
                "small stack",
                160 * 1024);
        thread.start();
        thread.join();
        assertThat(fingerprints[0]).isNotNull().isEqualTo(fingerprints[1]);
        assertThat(fingerprints[2]).isNotNull().isNotEqualTo(fingerprints[0]);
    }

    private static Graph chain(int length) {
        GraphBuilder g = new GraphBuilder();
        Node x = g.input("x");
        Node y = x;
        for (int i = 0; i < length; i++) {
            y = g.add(g.mul(y, x), g.sin(y));
        }
        return g.build(List.of("y"), List.of(y));
    }
}
