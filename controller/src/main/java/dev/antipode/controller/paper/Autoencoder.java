package dev.antipode.controller.paper;

import dev.antipode.controller.inspect.NormalStream;
import dev.antipode.core.graph.Contraction;
import dev.antipode.core.graph.Graph;
import dev.antipode.core.graph.GraphBuilder;
import dev.antipode.core.graph.Node;
import dev.antipode.core.graph.Op;
import dev.antipode.core.linear.DenseShape;
import dev.antipode.core.random.Purpose;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A variational autoencoder of {@link Digits}: pictures to a normal distribution of few codes, codes to pictures, with one hidden layer
 * each way. D. Kingma, M. Welling, "Auto-encoding variational Bayes" (2014), with normal pixels of a fixed variance.
 *
 * @param hidden units of each hidden layer
 * @param codes numbers a picture is told by
 */
record Autoencoder(int hidden, int codes) {
    /** Of a pixel. */
    static final double VARIANCE = 0.1;

    /** Pictures to units, units to means and logarithms of variances, codes to units, units to pictures. */
    List<DenseShape> layers() {
        return List.of(
                new DenseShape(Digits.PIXELS, hidden),
                new DenseShape(hidden, 2 * codes),
                new DenseShape(codes, hidden),
                new DenseShape(hidden, Digits.PIXELS));
    }

    /** Where a layer's parameters start; of the layer after the last, how many there are. */
    int start(int layer) {
        return layers().subList(0, layer).stream()
                .mapToInt(DenseShape::parameterCount)
                .sum();
    }

    int parameterCount() {
        return start(4);
    }

    double[] initial(long seed) {
        NormalStream normal = new NormalStream(seed, Purpose.POLICY_INITIALISATION);
        double[] parameters = new double[parameterCount()];
        for (int layer = 0; layer < 4; layer++) {
            DenseShape shape = layers().get(layer);
            for (int i = shape.outputs(); i < shape.parameterCount(); i++) {
                int at = start(layer) + i;
                parameters[at] = normal.get(0, at) / Math.sqrt(shape.inputs());
            }
        }
        return parameters;
    }

    static Graph tanh() {
        GraphBuilder g = new GraphBuilder();
        return g.build(List.of("y"), List.of(g.apply(Op.TANH, g.input("x"))));
    }

    /** (means and logarithms of variances, noise) to (codes): the reparameterisation. */
    Graph draw() {
        GraphBuilder g = new GraphBuilder();
        List<Node> distribution = inputs(g, "distribution", 2 * codes);
        List<Node> noise = inputs(g, "noise", codes);
        List<Node> drawn = new ArrayList<>();
        for (int i = 0; i < codes; i++) {
            drawn.add(g.fma(deviation(g, distribution.get(codes + i)), noise.get(i), distribution.get(i)));
        }
        return g.build(names("code", codes), drawn);
    }

    /** {@code exp(x / 2)}. */
    private static Node deviation(GraphBuilder g, Node logVariance) {
        return g.apply(Op.EXP, g.mul(g.constant(0.5), logVariance));
    }

    /** (picture, reconstruction) to (minus the logarithm of its density, without the constant). */
    static Graph misfit() {
        GraphBuilder g = new GraphBuilder();
        List<Node> picture = inputs(g, "pixel", Digits.PIXELS);
        List<Node> said = inputs(g, "said", Digits.PIXELS);
        Node sum = g.constant(0);
        for (int i = 0; i < Digits.PIXELS; i++) {
            Node difference = g.sub(said.get(i), picture.get(i));
            sum = g.fma(difference, difference, sum);
        }
        return g.build(List.of("misfit"), List.of(g.mul(g.constant(0.5 / VARIANCE), sum)));
    }

    /** (means and logarithms of variances) to (the divergence from a standard normal distribution): equation (10) there. */
    Graph divergence() {
        GraphBuilder g = new GraphBuilder();
        return g.build(List.of("divergence"), List.of(divergence(g, inputs(g, "distribution", 2 * codes))));
    }

    private Node divergence(GraphBuilder g, List<Node> distribution) {
        Node half = g.constant(0.5);
        Node sum = g.constant(-0.5 * codes);
        for (int i = 0; i < codes; i++) {
            Node mean = distribution.get(i);
            Node logarithm = distribution.get(codes + i);
            Node square = g.fma(mean, mean, g.apply(Op.EXP, logarithm));
            sum = g.fma(half, g.sub(square, logarithm), sum);
        }
        return sum;
    }

    /**
     * (means and logarithms of variances, codes, weight) to (divergence, weight times the logarithm of the codes' density): with the codes
     * held, its gradient by the distribution is that of the score function.
     */
    Graph scored() {
        GraphBuilder g = new GraphBuilder();
        List<Node> distribution = inputs(g, "distribution", 2 * codes);
        List<Node> drawn = inputs(g, "code", codes);
        Node weight = g.input("weight");
        Node density = g.constant(0);
        for (int i = 0; i < codes; i++) {
            Node logarithm = distribution.get(codes + i);
            Node z = g.div(g.sub(drawn.get(i), distribution.get(i)), deviation(g, logarithm));
            density = g.fma(g.constant(-0.5), g.fma(z, z, logarithm), density);
        }
        return Contraction.of(
                g.build(List.of("divergence", "score"), List.of(divergence(g, distribution), g.mul(weight, density))));
    }

    private static List<Node> inputs(GraphBuilder g, String prefix, int count) {
        return names(prefix, count).stream().map(g::input).toList();
    }

    private static List<String> names(String prefix, int count) {
        return IntStream.range(0, count).mapToObj(i -> prefix + "." + i).toList();
    }
}
