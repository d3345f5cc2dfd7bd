package dev.antipode.core.program;

import dev.antipode.core.graph.Graph;
import dev.antipode.core.graph.GraphBuilder;
import dev.antipode.core.graph.Node;
import java.util.ArrayList;
import java.util.List;

/**
 * What happens to the signal that goes back from one step of a loop to the step before. It makes the gradient a biased one.
 *
 * @param decay what cotangents are multiplied by, above 0 and at most 1; 1 for none
 * @param clip the largest magnitude that a cotangent keeps, above 0; infinity for none
 */
public record CotangentLimit(double decay, double clip) {
    /** The signal goes back as it is. */
    public static final CotangentLimit NONE = new CotangentLimit(1, Double.POSITIVE_INFINITY);

    /** Checks the numbers. */
    public CotangentLimit {
        if (!(decay > 0 && decay <= 1)) {
            throw new IllegalArgumentException("a decay of " + decay
                    + " a step is not possible; give a number above 0 and at most 1, such as 0.97");
        }
        if (!(clip > 0)) {
            throw new IllegalArgumentException("cotangents cannot be clipped at " + clip + "; give a number above 0");
        }
    }

    boolean limits() {
        return decay != 1 || clip != Double.POSITIVE_INFINITY;
    }

    /** Of so many numbers. */
    Graph graph(int count) {
        GraphBuilder g = new GraphBuilder();
        List<String> names = new ArrayList<>();
        List<Node> outputs = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            names.add("bar." + i);
            Node signal = g.mul(g.input("bar." + i), g.constant(decay));
            boolean clipped = clip != Double.POSITIVE_INFINITY;
            outputs.add(clipped ? g.max(g.min(signal, g.constant(clip)), g.constant(-clip)) : signal);
        }
        return g.build(names, outputs);
    }
}
