package dev.antipode.controller.paper;

import dev.antipode.core.graph.Contraction;
import dev.antipode.core.graph.Graph;
import dev.antipode.core.graph.GraphBuilder;
import dev.antipode.core.graph.Jvp;
import dev.antipode.core.graph.Node;
import dev.antipode.core.graph.Op;
import dev.antipode.core.graph.Vjp;
import dev.antipode.core.linear.DenseShape;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * What a learned optimizer trains: a classifier of digits with one hidden layer, whose loss is the cross-entropy of one picture. Units
 * are swish, {@code x / (1 + exp(-x))}: with rectified ones the gradient jumps, and losses are rough from the second step on. The
 * gradient is {@link Vjp} of the loss, and its derivative {@link Jvp} of {@link Vjp}.
 *
 * @param hidden units of the hidden layer
 */
record InnerTask(int hidden) {
    private DenseShape first() {
        return new DenseShape(Digits.PIXELS, hidden);
    }

    private DenseShape second() {
        return new DenseShape(hidden, Digits.CLASSES);
    }

    /** Weights and biases, as {@link DenseShape} orders them, layer after layer. */
    int parameterCount() {
        return first().parameterCount() + second().parameterCount();
    }

    /** Where each tensor starts (biases, weights, biases, weights), and where the last one ends. */
    int[] tensors() {
        int start = first().parameterCount();
        return new int[] {0, hidden, start, start + Digits.CLASSES, parameterCount()};
    }

    /** The inputs of a parameter's unit, for its initial size; 0 for a bias. */
    int fanIn(int parameter) {
        int[] tensors = tensors();
        if (parameter >= tensors[1] && parameter < tensors[2]) {
            return Digits.PIXELS;
        }
        return parameter >= tensors[3] ? hidden : 0;
    }

    /** (pixels, 1 for the class of the picture and 0 for others, parameters) to loss. */
    private Graph loss() {
        GraphBuilder g = new GraphBuilder();
        List<Node> pixels = inputs(g, "pixel", Digits.PIXELS);
        List<Node> target = inputs(g, "target", Digits.CLASSES);
        List<Node> parameters = inputs(g, "parameter", parameterCount());
        int split = first().parameterCount();
        List<Node> units = layer(g, first(), parameters.subList(0, split), pixels).stream()
                .map(unit -> swish(g, unit))
                .toList();
        List<Node> scores = layer(g, second(), parameters.subList(split, parameters.size()), units);
        // The logarithm of a sum of exponentials, relative to the largest so that none overflows.
        Node largest = scores.stream().reduce(g::max).orElseThrow();
        Node sum = scores.stream()
                .map(score -> g.apply(Op.EXP, g.sub(score, largest)))
                .reduce(g::add)
                .orElseThrow();
        Node own = g.constant(0);
        for (int k = 0; k < Digits.CLASSES; k++) {
            own = g.fma(target.get(k), g.sub(scores.get(k), largest), own);
        }
        return Contraction.of(g.build(List.of("loss"), List.of(g.sub(g.log(sum), own))));
    }

    /** By the hyperbolic tangent, so that nothing overflows. */
    private static Node swish(GraphBuilder g, Node x) {
        Node half = g.mul(g.constant(0.5), x);
        return g.fma(half, g.apply(Op.TANH, half), half);
    }

    private static List<Node> layer(GraphBuilder g, DenseShape shape, List<Node> parameters, List<Node> inputs) {
        List<Node> outputs = new ArrayList<>();
        for (int o = 0; o < shape.outputs(); o++) {
            Node sum = parameters.get(shape.biasIndex(o));
            for (int k = 0; k < shape.inputs(); k++) {
                sum = g.fma(parameters.get(shape.weightIndex(k, o)), inputs.get(k), sum);
            }
            outputs.add(sum);
        }
        return outputs;
    }

    private static List<Node> inputs(GraphBuilder g, String prefix, int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> g.input(prefix + "." + i))
                .toList();
    }

    /** The inputs of the loss to (loss, its derivative by each parameter). */
    Graph gradient() {
        Graph loss = loss();
        Graph reverse = Vjp.of(loss, parameterInputs());
        GraphBuilder g = new GraphBuilder();
        List<Node> arguments = new ArrayList<>();
        loss.inputNames().forEach(name -> arguments.add(g.input(name)));
        arguments.add(g.constant(1));
        return g.build(reverse.outputNames(), g.inline(reverse, arguments));
    }

    /** The inputs of the loss and a tangent of each parameter to (loss, gradient, and the tangents of both). */
    Graph gradientTangent() {
        return Jvp.of(gradient(), parameterInputs());
    }

    private int[] parameterInputs() {
        int before = Digits.PIXELS + Digits.CLASSES;
        return IntStream.range(before, before + parameterCount()).toArray();
    }
}
