package dev.antipode.core.graph;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A pure function of named real inputs with named outputs, as an immutable graph of operations. It knows no precision
 * and no lanes; a kernel is made from it for those.
 */
public final class Graph {
    private final List<String> inputNames;
    private final List<String> outputNames;
    private final List<Node> outputs;
    private final List<Node> nodes;

    /** Of inputs whose range is promised, by their number. */
    private final Map<Integer, Range> ranges;

    Graph(List<String> inputNames, Map<Integer, Range> ranges, List<String> outputNames, List<Node> outputs) {
        if (outputNames.size() != outputs.size()) {
            throw new IllegalArgumentException(
                    outputs.size() + " outputs need as many names, not " + outputNames.size() + ": " + outputNames);
        }
        if (new HashSet<>(outputNames).size() != outputNames.size()) {
            throw new IllegalArgumentException("output names must differ: " + outputNames);
        }
        this.inputNames = inputNames;
        this.ranges = ranges;
        this.outputNames = outputNames;
        this.outputs = outputs;
        this.nodes = List.copyOf(reachable(outputs));
    }

    /**
     * The inputs' names.
     *
     * @return one a input, in order
     */
    public List<String> inputNames() {
        return inputNames;
    }

    /**
     * Where an input is promised to lie: kernels leave out what they would need for other numbers.
     *
     * @param input its number from 0
     * @return empty where nothing is known
     */
    public Optional<Range> range(int input) {
        return Optional.ofNullable(ranges.get(input));
    }

    /**
     * The outputs' names.
     *
     * @return one an output, in order
     */
    public List<String> outputNames() {
        return outputNames;
    }

    /**
     * The outputs' nodes; several may be the same, and any may be an input or a constant.
     *
     * @return one an output, in order
     */
    public List<Node> outputs() {
        return outputs;
    }

    /**
     * The same function with some of its outputs alone; all inputs stay.
     *
     * @param chosen the outputs to keep, by number from 0, each at most once, in their new order
     * @return the graph
     */
    public Graph select(int... chosen) {
        List<String> names = new ArrayList<>();
        List<Node> kept = new ArrayList<>();
        for (int i : chosen) {
            names.add(outputNames.get(i));
            kept.add(outputs.get(i));
        }
        return new Graph(inputNames, ranges, List.copyOf(names), List.copyOf(kept));
    }

    /**
     * Every node that an output depends on, operands before users.
     *
     * @return an unmodifiable list in a fixed order
     */
    public List<Node> nodes() {
        return nodes;
    }

    /**
     * The number of operations, inputs and constants not counted.
     *
     * @return the size
     */
    public int operationCount() {
        return (int) nodes.stream().filter(n -> n.op().arity() > 0).count();
    }

    /**
     * Computes the outputs in double precision by {@link Op}'s own values: slow, for tests, constants and debugging.
     *
     * @param inputs one value for each input
     * @return one value for each output; masks are 1 or 0
     */
    public double[] evaluate(double... inputs) {
        if (inputs.length != inputNames.size()) {
            throw new IllegalArgumentException(
                    "a graph of inputs " + inputNames + " was given " + inputs.length + " values");
        }
        Map<Node, Double> values = new HashMap<>();
        for (Node node : nodes) {
            values.put(
                    node,
                    switch (node.op()) {
                        case INPUT -> inputs[node.index()];
                        case CONSTANT -> node.constant();
                        default ->
                            node.op().value(value(values, node, 0), value(values, node, 1), value(values, node, 2));
                    });
        }
        return outputs.stream().mapToDouble(values::get).toArray();
    }

    private static double value(Map<Node, Double> values, Node node, int operand) {
        return operand < node.op().arity() ? values.get(node.operand(operand)) : 0;
    }

    /**
     * A name for what the graph computes: equal for graphs with the same inputs, outputs and operations, whatever
     * machine or order of construction they came from.
     *
     * @return 64 hexadecimal digits (SHA-256 of the printed graph)
     */
    public String fingerprint() {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(toString().getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    /** The graph as lines that a person follows; see {@link GraphPrinter}. */
    @Override
    public String toString() {
        return GraphPrinter.print(this);
    }

    /** Depth-first post-order from the outputs, without recursion: graphs are deep. */
    private static List<Node> reachable(List<Node> outputs) {
        List<Node> order = new ArrayList<>();
        Set<Node> done = new HashSet<>();
        Deque<Node> stack = new ArrayDeque<>();
        for (Node output : outputs) {
            stack.push(output);
            while (!stack.isEmpty()) {
                Node node = stack.peek();
                if (done.contains(node)) {
                    stack.pop();
                    continue;
                }
                boolean ready = true;
                for (int i = node.operands().size() - 1; i >= 0; i--) {
                    if (!done.contains(node.operand(i))) {
                        stack.push(node.operand(i));
                        ready = false;
                    }
                }
                if (ready) {
                    stack.pop();
                    done.add(node);
                    order.add(node);
                }
            }
        }
        return order;
    }
}
