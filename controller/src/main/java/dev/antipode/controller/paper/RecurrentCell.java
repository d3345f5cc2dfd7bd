package dev.antipode.controller.paper;

import dev.antipode.core.graph.Graph;
import dev.antipode.core.graph.GraphBuilder;
import dev.antipode.core.graph.Node;
import dev.antipode.core.graph.Op;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Cells of recurrent networks, unit by unit. Each gate {@code k} is told {@code x_k = b_k + W_k x} and {@code m_k = U_k h}, with
 * products of vectors taken unit by unit below; {@code s} is the logistic function.
 */
enum RecurrentCell {
    /** {@code h' = tanh(x_0 + m_0)}: J. Elman, "Finding structure in time" (1990). */
    VANILLA(1, 1) {
        @Override
        List<Node> unit(GraphBuilder g, List<Node> x, List<Node> m, List<Node> state) {
            return List.of(g.apply(Op.TANH, g.add(x.get(0), m.get(0))));
        }
    },
    /**
     * {@code h' = max(x_0 + m_0, 0)} from an identity matrix: Le, Jaitly, Hinton, "A simple way to initialize recurrent networks of
     * rectified linear units" (2015).
     */
    IRNN(1, 1) {
        @Override
        List<Node> unit(GraphBuilder g, List<Node> x, List<Node> m, List<Node> state) {
            return List.of(g.max(g.add(x.get(0), m.get(0)), g.constant(0)));
        }

        @Override
        double memoryWeight(int from, int to, double random, double gain) {
            return from == to ? 1 : 0;
        }
    },
    /**
     * {@code r = s(x_0 + m_0), z = s(x_1 + m_1), h' = z h + (1 - z) tanh(x_2 + r m_2)}: K. Cho and others (2014), equations (5) to (8),
     * with the reset gate behind the recurrent product so that one product serves all gates.
     */
    GRU(3, 1) {
        @Override
        List<Node> unit(GraphBuilder g, List<Node> x, List<Node> m, List<Node> state) {
            Node reset = logistic(g, g.add(x.get(0), m.get(0)));
            Node keep = logistic(g, g.add(x.get(1), m.get(1)));
            Node candidate = g.apply(Op.TANH, g.fma(reset, m.get(2), x.get(2)));
            Node rest = g.fma(g.neg(keep), candidate, candidate);
            return List.of(g.fma(keep, state.get(0), rest));
        }

        @Override
        double bias(int gate) {
            return gate == 1 ? REMEMBERING : 0;
        }
    },
    /**
     * {@code i, f, o = s(x_k + m_k), c' = f c + i tanh(x_3 + m_3), h' = o tanh(c')}: Hochreiter and Schmidhuber (1997) with the forget
     * gate of Gers, Schmidhuber, Cummins, "Learning to forget" (2000).
     */
    LSTM(4, 2) {
        @Override
        List<Node> unit(GraphBuilder g, List<Node> x, List<Node> m, List<Node> state) {
            Node in = logistic(g, g.add(x.get(0), m.get(0)));
            Node keep = logistic(g, g.add(x.get(1), m.get(1)));
            Node out = logistic(g, g.add(x.get(2), m.get(2)));
            Node candidate = g.apply(Op.TANH, g.add(x.get(3), m.get(3)));
            Node kept = g.fma(keep, state.get(1), g.mul(in, candidate));
            return List.of(g.mul(out, g.apply(Op.TANH, kept)), kept);
        }

        @Override
        double bias(int gate) {
            return gate == 1 ? REMEMBERING : 0;
        }
    };

    /** Gates that keep the memory start open: R. Jozefowicz and others, "An empirical exploration of recurrent architectures" (2015). */
    private static final double REMEMBERING = 2;

    private final int gates;
    private final int states;

    RecurrentCell(int gates, int states) {
        this.gates = gates;
        this.states = states;
    }

    int gates() {
        return gates;
    }

    /** Numbers a unit hands on to the next step; the first is what other units and the readout see. */
    int states() {
        return states;
    }

    /** The next state of one unit. */
    abstract List<Node> unit(GraphBuilder g, List<Node> x, List<Node> m, List<Node> state);

    /** Where a gate's bias starts. */
    double bias(int gate) {
        return 0;
    }

    /** Where a recurrent weight starts, from a standard normal number over the root of the width. */
    double memoryWeight(int from, int to, double random, double gain) {
        return gain * random;
    }

    String text() {
        return this == VANILLA ? "vanilla" : name();
    }

    /** (x gate by gate, m gate by gate, state) to (state) of a layer. */
    Graph step(int width) {
        GraphBuilder g = new GraphBuilder();
        List<Node> x = inputs(g, "x", gates * width);
        List<Node> m = inputs(g, "m", gates * width);
        List<Node> state = inputs(g, "state", states * width);
        List<List<Node>> units = new ArrayList<>();
        for (int i = 0; i < width; i++) {
            units.add(unit(g, every(x, i, width), every(m, i, width), every(state, i, width)));
        }
        List<Node> next = new ArrayList<>();
        for (int s = 0; s < states; s++) {
            for (List<Node> unit : units) {
                next.add(unit.get(s));
            }
        }
        return g.build(
                IntStream.range(0, next.size())
                        .mapToObj(i -> "state." + i + "'")
                        .toList(),
                next);
    }

    private static List<Node> every(List<Node> nodes, int first, int width) {
        List<Node> chosen = new ArrayList<>();
        for (int i = first; i < nodes.size(); i += width) {
            chosen.add(nodes.get(i));
        }
        return chosen;
    }

    private static List<Node> inputs(GraphBuilder g, String prefix, int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> g.input(prefix + "." + i))
                .toList();
    }

    /** By the hyperbolic tangent, so that nothing overflows. */
    private static Node logistic(GraphBuilder g, Node x) {
        Node half = g.constant(0.5);
        return g.fma(half, g.apply(Op.TANH, g.mul(half, x)), half);
    }
}
