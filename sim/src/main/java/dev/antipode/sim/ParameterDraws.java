package dev.antipode.sim;

import dev.antipode.core.graph.Graph;
import dev.antipode.core.graph.GraphBuilder;
import dev.antipode.core.graph.Node;
import dev.antipode.sim.ParameterDistribution.Normal;
import java.util.ArrayList;
import java.util.List;

/**
 * The graph of a task's parameters with those of a {@link ParameterDistribution} in their place: further normal draws after the task's
 * own, which stay the same numbers.
 */
final class ParameterDraws {
    /** Where no range with both ends is declared: the reach that identification searches, a quarter of the value and more. */
    private static final double LEAST_SHARE = 0.25;

    private ParameterDraws() {}

    static TaskGraph of(TaskGraph own, List<Signal> signals, ParameterDistribution distribution) {
        GraphBuilder g = new GraphBuilder();
        List<Boolean> normal = new ArrayList<>(own.normal());
        List<Node> draws = new ArrayList<>();
        for (int i = 0; i < normal.size(); i++) {
            draws.add(g.input("draw." + i));
        }
        List<Node> values = new ArrayList<>(g.inline(own.graph(), draws));
        List<Normal> drawn = distribution.parameters();
        int size = drawn.size();
        double[] root = distribution.root();
        List<Node> z = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            z.add(root[i * size + i] > 0 ? g.input("draw." + normal.size()) : g.constant(0));
            if (root[i * size + i] > 0) {
                normal.add(true);
            }
            Node value = g.constant(drawn.get(i).mean());
            for (int j = 0; j <= i; j++) {
                if (root[i * size + j] != 0) {
                    value = g.fma(g.constant(root[i * size + j]), z.get(j), value);
                }
            }
            int index = index(signals, drawn.get(i).name());
            values.set(index, clipped(g, signals.get(index), drawn.get(i), value));
        }
        Graph graph = g.build(signals.stream().map(Signal::name).toList(), values);
        return new TaskGraph(graph, normal);
    }

    /** Into the declared range; masses, lengths and the like stay well above zero also where it is not one with both ends. */
    private static Node clipped(GraphBuilder g, Signal signal, Normal one, Node value) {
        boolean positive = signal.defaultValue() > 0 && one.mean() > 0;
        double share = positive && !signal.bounded() ? LEAST_SHARE * one.mean() : Double.NEGATIVE_INFINITY;
        double least = Math.max(share, signal.min());
        Node clipped = Double.isInfinite(least) ? value : g.max(value, g.constant(least));
        return Double.isInfinite(signal.max()) ? clipped : g.min(clipped, g.constant(signal.max()));
    }

    /** Refuses what the plant does not have. */
    static void require(PlantModel plant, ParameterDistribution distribution) {
        for (Normal one : distribution.parameters()) {
            int index = index(plant.parameters(), one.name());
            if (index < 0) {
                throw new IllegalArgumentException("plant '" + plant.name() + "' has no parameter '" + one.name()
                        + "'; "
                        + NearestName.listing(
                                one.name(),
                                plant.parameters().stream().map(Signal::name).toList()));
            }
            ParameterDistribution.requireInRange(plant.parameters().get(index), one.mean());
            String unit = plant.parameters().get(index).unit();
            if (!unit.equals(one.unit())) {
                throw new IllegalArgumentException("parameter '" + one.name() + "' of plant '" + plant.name()
                        + "' is in " + unit + ", not in " + one.unit() + "; convert it");
            }
        }
    }

    private static int index(List<Signal> signals, String name) {
        for (int i = 0; i < signals.size(); i++) {
            if (signals.get(i).name().equals(name)) {
                return i;
            }
        }
        return -1;
    }
}
