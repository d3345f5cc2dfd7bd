package dev.antipode.controller.paper;

import dev.antipode.core.graph.Graph;
import dev.antipode.core.graph.GraphBuilder;
import dev.antipode.core.graph.Node;
import dev.antipode.core.graph.Op;
import dev.antipode.core.linear.DenseShape;
import java.util.ArrayList;
import java.util.List;

/**
 * An optimizer's rule that is learned: a network of two hidden layers of rectified units that every parameter goes through on its own.
 * It is told the parameter, its gradient and six running means of it, each divided by its root mean square over the tensor, and how
 * late it is; it answers with a direction and a magnitude.
 *
 * <p>Source: L. Metz and others, "Understanding and correcting pathologies in the training of learned optimizers" (2019), with the
 * features and constants of the MLP optimizer of the authors' library learned_optimization.
 *
 * @param hidden units of each hidden layer
 * @param stepSize what a direction of 1 moves a parameter by
 */
record LearnedRule(int hidden, double stepSize) {
    static final double[] DECAYS = {0.1, 0.5, 0.9, 0.99, 0.999, 0.9999};
    /** Gradient, parameter and running means. */
    static final int SCALED = 2 + DECAYS.length;

    private static final double[] TIMES = {1, 3, 10, 30, 100, 300, 1000, 3000, 10000, 30000, 100000};
    static final int FEATURES = SCALED + TIMES.length;
    static final int OUTPUTS = 2;
    /** Added to the mean square. */
    static final double LEAST_SQUARE = 1e-5;

    private static final double MAGNITUDE = 0.001;

    DenseShape layer(int number) {
        return switch (number) {
            case 0 -> new DenseShape(FEATURES, hidden);
            case 1 -> new DenseShape(hidden, hidden);
            default -> new DenseShape(hidden, OUTPUTS);
        };
    }

    /** Where a layer's parameters start. */
    int start(int number) {
        int start = 0;
        for (int i = 0; i < number; i++) {
            start += layer(i).parameterCount();
        }
        return start;
    }

    int parameterCount() {
        return start(3);
    }

    /** The inputs of a parameter's unit; 0 for a bias. */
    int fanIn(int parameter) {
        int number = parameter < start(1) ? 0 : parameter < start(2) ? 1 : 2;
        DenseShape shape = layer(number);
        return parameter - start(number) < shape.outputs() ? 0 : shape.inputs();
    }

    /** How late it is: one feature. */
    static double time(int feature, int step) {
        return StrictMath.tanh(step / TIMES[feature] - 1);
    }

    /** (gradient, running means) to (running means). */
    static Graph accumulate() {
        GraphBuilder g = new GraphBuilder();
        Node gradient = g.input("gradient");
        List<Node> means = new ArrayList<>();
        for (int i = 0; i < DECAYS.length; i++) {
            Node mean = g.input("mean." + i);
            means.add(g.fma(g.constant(DECAYS[i]), mean, g.mul(g.constant(1 - DECAYS[i]), gradient)));
        }
        return g.build(names("mean", DECAYS.length), means);
    }

    /** (gradient, parameter, running means, a factor for each) to scaled features. */
    static Graph scale() {
        GraphBuilder g = new GraphBuilder();
        List<Node> raw = new ArrayList<>();
        for (int i = 0; i < SCALED; i++) {
            raw.add(g.input("raw." + i));
        }
        List<Node> scaled = new ArrayList<>();
        for (int i = 0; i < SCALED; i++) {
            scaled.add(g.mul(raw.get(i), g.input("scale." + i)));
        }
        return g.build(names("feature", SCALED), scaled);
    }

    static Graph rectify() {
        GraphBuilder g = new GraphBuilder();
        return g.build(List.of("y"), List.of(g.max(g.input("x"), g.constant(0))));
    }

    /** (parameter, direction, magnitude) to parameter. */
    Graph move() {
        GraphBuilder g = new GraphBuilder();
        Node parameter = g.input("parameter");
        Node direction = g.input("direction");
        Node magnitude = g.input("magnitude");
        Node length = g.apply(Op.EXP, g.mul(g.constant(MAGNITUDE), magnitude));
        Node step = g.mul(g.mul(g.constant(stepSize), direction), length);
        return g.build(List.of("moved"), List.of(g.sub(parameter, step)));
    }

    private static List<String> names(String prefix, int count) {
        List<String> names = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            names.add(prefix + "." + i + "'");
        }
        return names;
    }
}
