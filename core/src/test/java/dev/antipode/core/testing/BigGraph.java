package dev.antipode.core.testing;

import dev.antipode.core.graph.Graph;
import dev.antipode.core.graph.Node;
import dev.antipode.core.testing.BigValue.Infinite;
import dev.antipode.core.testing.BigValue.Mask;
import dev.antipode.core.testing.BigValue.None;
import dev.antipode.core.testing.BigValue.Real;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A graph in decimal arithmetic of 60 digits: an independent value of every operation, so exact for F64 that differences
 * of it give derivatives.
 *
 * <p>There are finite numbers only: what F64 would make infinite or NaN has no value here, which does no harm on the side
 * of a select that is not taken. A zero has no sign.
 */
public final class BigGraph {
    /** The precision of each operation. */
    public static final MathContext DIGITS = new MathContext(60, RoundingMode.HALF_EVEN);

    private final Graph graph;
    private final List<Node> nodes;
    private final int[][] operands;
    private final int[] outputs;

    public BigGraph(Graph graph) {
        this.graph = graph;
        this.nodes = graph.nodes();
        Map<Node, Integer> places = new HashMap<>();
        for (Node node : nodes) {
            places.put(node, places.size());
        }
        this.operands = nodes.stream()
                .map(n -> n.operands().stream().mapToInt(places::get).toArray())
                .toArray(int[][]::new);
        this.outputs = graph.outputs().stream().mapToInt(places::get).toArray();
    }

    /** The very numbers. */
    public static BigDecimal[] exact(double... numbers) {
        return Arrays.stream(numbers).mapToObj(BigDecimal::new).toArray(BigDecimal[]::new);
    }

    /**
     * The outputs, masks as 1 or 0.
     *
     * @throws ArithmeticException if an output has no finite value, saying why
     */
    public BigDecimal[] evaluate(BigDecimal... inputs) {
        BigValue[] values = values(inputs);
        BigDecimal[] results = new BigDecimal[outputs.length];
        Arrays.setAll(
                results, i -> number(values[outputs[i]], graph.outputNames().get(i)));
        return results;
    }

    /** Whether the size of every number on the way is 0 or within limits, so that F64 and F32 lose few digits. */
    public boolean isTame(double smallest, double largest, double... inputs) {
        return Arrays.stream(values(exact(inputs)))
                .allMatch(value -> !(value instanceof Real(BigDecimal number))
                        || number.signum() == 0
                        || (Math.abs(number.doubleValue()) >= smallest && Math.abs(number.doubleValue()) <= largest));
    }

    private BigValue[] values(BigDecimal[] inputs) {
        if (inputs.length != graph.inputNames().size()) {
            throw new IllegalArgumentException(inputs.length + " values for the inputs " + graph.inputNames());
        }
        BigValue[] values = new BigValue[nodes.size()];
        for (int i = 0; i < values.length; i++) {
            Node node = nodes.get(i);
            values[i] = switch (node.op()) {
                case INPUT -> BigValue.of(inputs[node.index()]);
                case CONSTANT -> BigValue.of(node.constant());
                default ->
                    BigOp.value(
                            node.op(),
                            Arrays.stream(operands[i]).mapToObj(k -> values[k]).toArray(BigValue[]::new));
            };
        }
        return values;
    }

    private static BigDecimal number(BigValue value, String output) {
        return switch (value) {
            case Real(BigDecimal number) -> number;
            case Mask(boolean holds) -> holds ? BigDecimal.ONE : BigDecimal.ZERO;
            case Infinite infinite -> throw new ArithmeticException("output " + output + " is infinite: " + infinite);
            case None(String why) -> throw new ArithmeticException("output " + output + " has no value: " + why);
        };
    }
}
