package dev.antipode.core.testing;

import dev.antipode.core.graph.Graph;
import dev.antipode.core.graph.Jvp;
import dev.antipode.core.graph.Vjp;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Jvp of Vjp, a Hessian-vector product, of a weighted sum of a graph's outputs against second differences in 60 digits. */
public final class HessianCheck {
    private record Sample(double[] at, double[] weights, double[] direction, double[] products) {}

    private final String name;
    private final Graph graph;
    private final int[] all;
    private final BigDerivative reference;
    private final List<Sample> samples = new ArrayList<>();

    public HessianCheck(String name, Graph graph) {
        this.name = name;
        this.graph = graph;
        this.all = IntStream.range(0, graph.inputNames().size()).toArray();
        this.reference = new BigDerivative(graph);
    }

    /**
     * Adds a point with a random direction.
     *
     * @return false if the graph is not smooth there
     */
    public boolean add(double[] at, RandomGenerator random) {
        double[] weights = random.doubles(graph.outputNames().size(), -1, 1).toArray();
        double[] direction = random.doubles(all.length, -1, 1).toArray();
        double[] products = new double[all.length];
        try {
            reference.along(at, direction);
            for (int i : all) {
                double[] unit = new double[all.length];
                unit[i] = 1;
                products[i] = reference.second(at, weights, unit, direction).doubleValue();
            }
        } catch (ArithmeticException e) {
            return false;
        }
        samples.add(new Sample(at, weights, direction, products));
        return true;
    }

    /** How many points there are to compare. */
    public int points() {
        return samples.size();
    }

    /** @param tolerance the greatest error in units of the largest entry, or of 1 where that is larger */
    public void compare(Evaluator evaluator, double tolerance) {
        Graph product = Jvp.of(Vjp.of(graph, all), all);
        double[][] inputs = samples.stream()
                .map(s -> Stream.of(s.at, s.weights, s.direction)
                        .flatMapToDouble(DoubleStream::of)
                        .toArray())
                .toArray(double[][]::new);
        double[][] outputs = evaluator.evaluate(product, inputs);
        for (int n = 0; n < samples.size(); n++) {
            Sample s = samples.get(n);
            double[] actual = Arrays.copyOfRange(outputs[n], outputs[n].length - all.length, outputs[n].length);
            double scale =
                    Math.max(1, DoubleStream.of(s.products).map(Math::abs).max().orElse(0));
            for (int i : all) {
                if (!(Math.abs(actual[i] - s.products[i]) <= tolerance * scale)) {
                    throw new AssertionError(name + ": entry " + i + " of the Hessian-vector product is " + actual[i]
                            + ", not " + s.products[i] + ", at " + Arrays.toString(s.at) + " along "
                            + Arrays.toString(s.direction) + " for the weights " + Arrays.toString(s.weights));
                }
            }
        }
    }
}
