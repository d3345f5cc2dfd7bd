package dev.antipode.core.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.antipode.core.graph.Graph;
import dev.antipode.core.graph.Jvp;
import dev.antipode.core.graph.Vjp;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.function.IntToDoubleFunction;
import java.util.random.RandomGenerator;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/**
 * Jvp and Vjp of a graph against its Jacobian by differences in 60 digits. Points, tangents and cotangents are numbers of
 * F32, so that both precisions are compared with one Jacobian.
 */
public final class DerivativeCheck {
    /** A point with its Jacobian, a tangent and a cotangent. */
    private record Sample(double[] at, double[] tangent, double[] cotangent, double[][] jacobian) {}

    private final String name;
    private final Graph graph;
    private final int[] wrt;
    private final BigDerivative reference;
    private final List<Sample> samples = new ArrayList<>();

    public DerivativeCheck(String name, Graph graph, int... wrt) {
        this.name = name;
        this.graph = graph;
        this.wrt = wrt;
        this.reference = new BigDerivative(graph);
    }

    /** With respect to all inputs. */
    public DerivativeCheck(String name, Graph graph) {
        this(name, graph, IntStream.range(0, graph.inputNames().size()).toArray());
    }

    /**
     * Adds a point, with random tangents and cotangents and with unit vectors, whose zeros must stay zeros.
     *
     * @return false if the graph has no derivative there: not finite, a kink or a jump
     */
    public boolean add(double[] at, RandomGenerator random) {
        double[] point = Arrays.stream(at).map(v -> (float) v).toArray();
        double[][] jacobian;
        try {
            jacobian = Arrays.stream(reference.jacobian(point, wrt))
                    .map(row -> Arrays.stream(row)
                            .mapToDouble(BigDecimal::doubleValue)
                            .toArray())
                    .toArray(double[][]::new);
        } catch (ArithmeticException e) {
            return false;
        }
        int outputs = jacobian.length;
        double[] tangent = random.doubles(wrt.length, -1, 1).map(v -> (float) v).toArray();
        double[] cotangent = random.doubles(outputs, -1, 1).map(v -> (float) v).toArray();
        samples.add(new Sample(point, tangent, cotangent, jacobian));
        double[] oneInput = new double[wrt.length];
        oneInput[samples.size() / 2 % wrt.length] = 1;
        double[] oneOutput = new double[outputs];
        oneOutput[samples.size() / 2 % outputs] = 1;
        samples.add(new Sample(point, oneInput, oneOutput, jacobian));
        return true;
    }

    /** How many points there are to compare. */
    public int points() {
        return samples.size() / 2;
    }

    /**
     * Compares both derivatives with the Jacobian's products; and the outputs proper, which have the graph's own bits in
     * both.
     *
     * @param tolerance the greatest error in units of the largest entry of the Jacobian, or of 1 where that is larger
     * @param entryTolerance the greatest error in units of the largest of the products that an entry is the sum of; infinite
     *     where a product can itself be what is left of larger terms
     */
    public void compare(Evaluator evaluator, double tolerance, double entryTolerance) {
        double[][] plain = evaluator.evaluate(graph, inputs(s -> new double[0]));
        double[][] forward = evaluator.evaluate(Jvp.of(graph, wrt), inputs(Sample::tangent));
        double[][] reverse = evaluator.evaluate(Vjp.of(graph, wrt), inputs(Sample::cotangent));
        List<String> tangents =
                graph.outputNames().stream().map(o -> "tangent of " + o).toList();
        List<String> cotangents = Arrays.stream(wrt)
                .mapToObj(i -> "cotangent of " + graph.inputNames().get(i))
                .toList();
        for (int n = 0; n < samples.size(); n++) {
            Sample s = samples.get(n);
            int outputs = plain[n].length;
            assertThat(bits(Arrays.copyOf(forward[n], outputs))).isEqualTo(bits(plain[n]));
            assertThat(bits(Arrays.copyOf(reverse[n], outputs))).isEqualTo(bits(plain[n]));
            double[] dy = Arrays.copyOfRange(forward[n], outputs, forward[n].length);
            double[] dx = Arrays.copyOfRange(reverse[n], outputs, reverse[n].length);
            compare(s, tangents, dy, forwardProducts(s), tolerance, entryTolerance);
            compare(s, cotangents, dx, reverseProducts(s), tolerance, entryTolerance);
        }
    }

    /** For each output the products that its tangent is the sum of. */
    private static double[][] forwardProducts(Sample s) {
        return Arrays.stream(s.jacobian)
                .map(row -> products(row.length, i -> row[i] * s.tangent[i]))
                .toArray(double[][]::new);
    }

    /** For each input the products that its cotangent is the sum of. */
    private static double[][] reverseProducts(Sample s) {
        return IntStream.range(0, s.tangent.length)
                .mapToObj(i -> products(s.cotangent.length, k -> s.jacobian[k][i] * s.cotangent[k]))
                .toArray(double[][]::new);
    }

    /** The one graph is the other's transpose: {@code w . J v = J^T w . v}, in units of the largest product. */
    public void transposed(Evaluator evaluator, double tolerance) {
        double[][] forward = evaluator.evaluate(Jvp.of(graph, wrt), inputs(Sample::tangent));
        double[][] reverse = evaluator.evaluate(Vjp.of(graph, wrt), inputs(Sample::cotangent));
        for (int n = 0; n < samples.size(); n++) {
            Sample s = samples.get(n);
            double[] dy = Arrays.copyOfRange(forward[n], s.cotangent.length, forward[n].length);
            double[] dx = Arrays.copyOfRange(reverse[n], s.cotangent.length, reverse[n].length);
            double[] one = products(dy.length, k -> dy[k] * s.cotangent[k]);
            double[] other = products(dx.length, i -> dx[i] * s.tangent[i]);
            double scale = Math.max(largest(one), largest(other));
            assertThat(DoubleStream.of(one).sum())
                    .as("%s at %s", name, Arrays.toString(s.at))
                    .isCloseTo(DoubleStream.of(other).sum(), within(tolerance * scale));
        }
    }

    private double[][] inputs(Function<Sample, double[]> more) {
        return samples.stream()
                .map(s -> DoubleStream.concat(DoubleStream.of(s.at), DoubleStream.of(more.apply(s)))
                        .toArray())
                .toArray(double[][]::new);
    }

    private static double[] products(int count, IntToDoubleFunction product) {
        return IntStream.range(0, count).mapToDouble(product).toArray();
    }

    private static double largest(double[] products) {
        return DoubleStream.of(products).map(Math::abs).max().orElse(0);
    }

    private void compare(
            Sample s,
            List<String> names,
            double[] actual,
            double[][] products,
            double tolerance,
            double entryTolerance) {
        double scale = Math.max(
                1,
                Arrays.stream(s.jacobian)
                        .mapToDouble(DerivativeCheck::largest)
                        .max()
                        .orElse(0));
        for (int i = 0; i < actual.length; i++) {
            double expected = DoubleStream.of(products[i]).sum();
            double error = Math.abs(actual[i] - expected);
            boolean close = error <= tolerance * scale && error / largest(products[i]) <= entryTolerance;
            if (actual[i] != expected && !close) {
                throw new AssertionError(name + ": the " + names.get(i) + " is " + actual[i] + ", not " + expected
                        + ", at " + Arrays.toString(s.at) + " for the tangent " + Arrays.toString(s.tangent)
                        + " and the cotangent " + Arrays.toString(s.cotangent));
            }
        }
    }

    private static long[] bits(double[] values) {
        return Arrays.stream(values).mapToLong(Double::doubleToLongBits).toArray();
    }
}
