package dev.antipode.core.jacobian;

import dev.antipode.core.graph.Graph;
import dev.antipode.core.graph.GraphBuilder;
import dev.antipode.core.graph.Node;
import dev.antipode.core.graph.Op;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Random;

/** Random smooth functions whose outputs depend on every input and stay of the order of one; with choices in them. */
final class DenseGraphs {
    private DenseGraphs() {}

    /** @param size about how many operations */
    static Graph make(long seed, int inputs, int outputs, int size) {
        Random random = new Random(seed);
        GraphBuilder g = new GraphBuilder();
        List<Node> nodes = new ArrayList<>();
        for (int i = 0; i < inputs; i++) {
            nodes.add(g.input("x" + i));
        }
        // What was not used yet comes first, so that nothing is lost.
        Deque<Node> waiting = new ArrayDeque<>(nodes);
        for (int count = 0; count < size; count += 4) {
            Node a = waiting.isEmpty() ? nodes.get(random.nextInt(nodes.size())) : waiting.poll();
            Node b = nodes.get(random.nextInt(nodes.size()));
            Node made = g.fma(g.constant(random.nextDouble(-1, 1)), combined(g, random, a, b), g.mul(a, b));
            nodes.add(made);
            waiting.add(made);
        }
        List<Node> sums = new ArrayList<>();
        List<String> names = new ArrayList<>();
        for (int i = 0; i < outputs; i++) {
            Node sum = g.constant(0);
            for (Node node : nodes) {
                sum = g.fma(g.constant(random.nextGaussian() / nodes.size()), node, sum);
            }
            sums.add(sum);
            names.add("y" + i);
        }
        return g.build(names, sums);
    }

    private static Node combined(GraphBuilder g, Random random, Node a, Node b) {
        return switch (random.nextInt(6)) {
            case 0 -> g.sin(g.add(a, b));
            case 1 -> g.apply(Op.TANH, g.sub(a, b));
            case 2 -> g.div(a, g.fma(b, b, g.constant(1)));
            case 3 -> g.sqrt(g.fma(a, a, g.constant(0.5)));
            case 4 -> g.select(g.lt(a, b), g.cos(b), a);
            default -> g.max(a, g.mul(b, g.constant(0.5)));
        };
    }
}
