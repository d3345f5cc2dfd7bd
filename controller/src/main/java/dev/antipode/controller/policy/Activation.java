package dev.antipode.controller.policy;

import dev.antipode.core.graph.Graph;
import dev.antipode.core.graph.GraphBuilder;
import dev.antipode.core.graph.Node;
import dev.antipode.core.graph.Op;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** The function of a hidden unit. */
public enum Activation {
    /** The hyperbolic tangent. */
    TANH {
        @Override
        Node apply(GraphBuilder g, Node x) {
            return g.apply(Op.TANH, x);
        }
    },
    /** {@code x / (1 + exp(-x))} (Ramachandran, Zoph, Le, "Searching for activation functions", 2017, with beta 1). */
    SWISH {
        @Override
        Node apply(GraphBuilder g, Node x) {
            // The logistic function by tanh: its slope stays a number where the exponential overflows.
            Node half = g.mul(g.constant(0.5), x);
            return g.fma(half, g.apply(Op.TANH, half), half);
        }
    },
    /** {@code max(x, 0)}. */
    RELU {
        @Override
        Node apply(GraphBuilder g, Node x) {
            return g.max(x, g.constant(0));
        }
    };

    abstract Node apply(GraphBuilder g, Node x);

    /**
     * The function as a graph.
     *
     * @return one input, one output
     */
    public Graph graph() {
        GraphBuilder g = new GraphBuilder();
        return g.build(List.of("y"), List.of(apply(g, g.input("x"))));
    }

    /**
     * The name in options and files.
     *
     * @return in lower case
     */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * Reads a name.
     *
     * @param text {@code tanh}, {@code swish} or {@code relu}
     * @return the function
     * @throws IllegalArgumentException if there is none of that name
     */
    public static Activation parse(String text) {
        for (Activation activation : values()) {
            if (activation.text().equals(text)) {
                return activation;
            }
        }
        throw new IllegalArgumentException("'" + text + "' is not an activation; give one of "
                + Arrays.stream(values()).map(Activation::text).toList());
    }
}
