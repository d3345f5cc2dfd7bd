package dev.antipode.sim;

import dev.antipode.core.graph.GraphBuilder;
import dev.antipode.core.graph.Node;
import dev.antipode.core.lift.Argument;
import java.util.ArrayList;
import java.util.List;

/** Answers a task's calls of {@link Draw} while it is lifted: each call becomes one random input of the graph. */
final class DrawnInputs implements Argument.CallHandler {
    private final String prefix;
    private final List<Boolean> normal = new ArrayList<>();

    DrawnInputs(String prefix) {
        this.prefix = prefix;
    }

    /** For each call so far, whether it was {@link Draw#normal}. */
    List<Boolean> normal() {
        return List.copyOf(normal);
    }

    @Override
    public Node call(GraphBuilder g, String method, List<Node> arguments) {
        Node draw = g.input(prefix + normal.size());
        Node a = arguments.get(0);
        Node b = arguments.get(1);
        switch (method) {
            case "uniform" -> {
                if (a.isConstant() && b.isConstant() && !(a.constant() <= b.constant())) {
                    throw new IllegalArgumentException("uniform(" + a.constant() + ", " + b.constant()
                            + ") has its ends the wrong way round; give the lower one first");
                }
                normal.add(false);
                return g.fma(g.sub(b, a), draw, a);
            }
            case "normal" -> {
                if (b.isConstant() && !(b.constant() >= 0)) {
                    throw new IllegalArgumentException("normal(.., " + b.constant()
                            + ") has a deviation that is not at least 0; give the root of the variance");
                }
                normal.add(true);
                return g.fma(b, draw, a);
            }
            default -> throw new IllegalArgumentException("Draw has no method " + method);
        }
    }
}
