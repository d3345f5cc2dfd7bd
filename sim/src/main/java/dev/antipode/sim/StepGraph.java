package dev.antipode.sim;

import dev.antipode.core.graph.Graph;
import dev.antipode.core.graph.GraphBuilder;
import dev.antipode.core.graph.Node;
import dev.antipode.core.graph.Op;
import java.util.ArrayList;
import java.util.List;

/**
 * Integration formulas on graphs. Each stage is the contracted dynamics as it stands; the sums between stages are
 * explicit fused multiply-adds, so contraction never crosses a stage.
 */
final class StepGraph {
    private StepGraph() {}

    static List<Node> append(
            GraphBuilder g, Integrator integrator, Graph f, List<Node> x, List<Node> u, List<Node> p, Node h) {
        List<Node> k1 = g.inline(f, Checks.join(x, u, p));
        return switch (integrator) {
            case EXPLICIT_EULER -> advance(g, x, h, k1);
            case SEMI_IMPLICIT_EULER -> semiImplicit(g, f, x, k1, h);
            case MIDPOINT -> {
                List<Node> middle = advance(g, x, half(g, h), k1);
                yield advance(g, x, h, g.inline(f, Checks.join(middle, u, p)));
            }
            case RK4 -> {
                // Hairer, Norsett, Wanner, Solving Ordinary Differential Equations I, table 1.2.
                List<Node> k2 = g.inline(f, Checks.join(advance(g, x, half(g, h), k1), u, p));
                List<Node> k3 = g.inline(f, Checks.join(advance(g, x, half(g, h), k2), u, p));
                List<Node> k4 = g.inline(f, Checks.join(advance(g, x, h, k3), u, p));
                Node two = g.constant(2);
                List<Node> slope = new ArrayList<>();
                for (int i = 0; i < x.size(); i++) {
                    slope.add(g.add(g.fma(two, k3.get(i), g.fma(two, k2.get(i), k1.get(i))), k4.get(i)));
                }
                yield advance(g, x, g.mul(h, g.constant(1.0 / 6)), slope);
            }
        };
    }

    private static Node half(GraphBuilder g, Node h) {
        return g.mul(h, g.constant(0.5));
    }

    private static List<Node> advance(GraphBuilder g, List<Node> x, Node h, List<Node> slope) {
        List<Node> next = new ArrayList<>();
        for (int i = 0; i < x.size(); i++) {
            next.add(g.fma(h, slope.get(i), x.get(i)));
        }
        return next;
    }

    /** Positions are the states whose derivative is another state as it stands; they move with its new value. */
    private static List<Node> semiImplicit(GraphBuilder g, Graph f, List<Node> x, List<Node> k, Node h) {
        List<Node> next = advance(g, x, h, k);
        boolean any = false;
        for (int i = 0; i < x.size(); i++) {
            int velocity = velocityOf(f, i);
            if (velocity >= 0) {
                next.set(i, g.fma(h, next.get(velocity), x.get(i)));
                any = true;
            }
        }
        if (!any) {
            throw new IllegalArgumentException(
                    "semi-implicit Euler needs a state whose derivative is another state, such as "
                            + "position and velocity; this plant has none, use rk4");
        }
        return next;
    }

    /** The state that is the derivative of state {@code position} as it stands, or -1 where there is none. */
    static int velocityOf(Graph f, int position) {
        Node slope = f.outputs().get(position);
        boolean state = slope.op() == Op.INPUT && slope.index() < f.outputs().size() && slope.index() != position;
        return state ? slope.index() : -1;
    }
}
