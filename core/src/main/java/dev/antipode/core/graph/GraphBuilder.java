package dev.antipode.core.graph;

import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Makes the nodes of a graph, never two equal ones, each simplified as it is made by the rules of {@link Simplifier}.
 * Not thread-safe.
 */
public final class GraphBuilder {
    private final Map<NodeKey, Node> nodes = new HashMap<>();
    private final Set<String> inputNames = new LinkedHashSet<>();
    private final Map<Integer, Range> ranges = new HashMap<>();
    private int count;

    /** Starts an empty graph. */
    public GraphBuilder() {}

    /**
     * Adds an input.
     *
     * @param name its name in prints and messages, unique within the graph
     * @return the input's node
     * @throws IllegalArgumentException if there is an input of that name already
     */
    public Node input(String name) {
        if (!inputNames.add(name)) {
            throw new IllegalArgumentException("the graph has an input '" + name + "' already");
        }
        return intern(Op.INPUT, List.of(), inputNames.size() - 1);
    }

    /**
     * Adds an input that always lies in a range. What the operations on it do with other numbers is left out of kernels; given one,
     * they compute an unspecified number, the same on every path. Graphs that are made from this one do not keep the promise.
     *
     * @param name its name, as above
     * @param range where it lies
     * @return the input's node
     * @throws IllegalArgumentException if there is an input of that name already
     */
    public Node input(String name, Range range) {
        Node input = input(name);
        ranges.put(input.index(), range);
        return input;
    }

    /**
     * A constant.
     *
     * @param value any number; all NaNs are one
     * @return its node
     */
    public Node constant(double value) {
        return intern(Op.CONSTANT, List.of(), Node.bits(value));
    }

    /**
     * Applies an operation, simplifying where the result is exactly the same.
     *
     * @param op any operation but {@link Op#INPUT} and {@link Op#CONSTANT}
     * @param operands as many as the operation takes, of its operand types, made by this builder
     * @return the node of the result
     * @throws IllegalArgumentException if number or types of the operands do not fit
     */
    public Node apply(Op op, Node... operands) {
        if (operands.length != op.arity() || op.arity() == 0) {
            throw new IllegalArgumentException(op + " takes " + op.arity() + " operands, not " + operands.length);
        }
        for (int i = 0; i < operands.length; i++) {
            if (operands[i].type() != op.operand(i)) {
                throw new IllegalArgumentException(
                        "operand " + i + " of " + op + " must be " + op.operand(i) + " but is " + operands[i].type());
            }
        }
        Node simpler = Simplifier.simplify(this, op, operands);
        if (simpler != null) {
            return simpler;
        }
        Node swapped = op.commutes() ? nodes.get(new NodeKey(op, swapped(operands), 0)) : null;
        return swapped != null ? swapped : intern(op, List.of(operands), 0);
    }

    private static List<Node> swapped(Node[] operands) {
        return operands.length == 2
                ? List.of(operands[1], operands[0])
                : List.of(operands[1], operands[0], operands[2]);
    }

    /** The node itself, unsimplified: for passes that must not rewrite. */
    Node intern(Op op, List<Node> operands, long payload) {
        NodeKey key = new NodeKey(op, operands, payload);
        Node node = nodes.get(key);
        if (node == null) {
            node = new Node(count++, op, operands, payload);
            nodes.put(key, node);
        }
        return node;
    }

    /**
     * How many nodes there are, used by an output or not.
     *
     * @return the count so far
     */
    public int size() {
        return count;
    }

    /**
     * Copies another graph into this one.
     *
     * @param graph the graph to copy
     * @param arguments one node of this builder for each of its inputs
     * @return the copies of its outputs, in order
     * @throws IllegalArgumentException if the number of arguments differs from the number of inputs
     */
    public List<Node> inline(Graph graph, List<Node> arguments) {
        if (arguments.size() != graph.inputNames().size()) {
            throw new IllegalArgumentException(
                    "a graph of " + graph.inputNames().size() + " inputs " + graph.inputNames() + " was given "
                            + arguments.size() + " arguments");
        }
        return graph.outputs().stream().map(copies(graph, arguments)::get).toList();
    }

    /** The copy of each node of a graph. */
    Map<Node, Node> copies(Graph graph, List<Node> arguments) {
        Map<Node, Node> copies = new HashMap<>();
        graph.nodes().forEach(node -> copies.put(node, copy(node, arguments, copies)));
        return copies;
    }

    /** The copy of one node of another graph, given those of its operands. */
    Node copy(Node node, List<Node> arguments, Map<Node, Node> copies) {
        return switch (node.op()) {
            case INPUT -> arguments.get(node.index());
            case CONSTANT -> constant(node.constant());
            default ->
                apply(node.op(), node.operands().stream().map(copies::get).toArray(Node[]::new));
        };
    }

    /**
     * Finishes a graph. The builder can go on and build others from the same nodes.
     *
     * @param outputNames one name for each output, unique
     * @param outputs nodes of this builder
     * @return the graph, with all inputs of this builder, used or not
     */
    public Graph build(List<String> outputNames, List<Node> outputs) {
        return new Graph(List.copyOf(inputNames), Map.copyOf(ranges), List.copyOf(outputNames), List.copyOf(outputs));
    }

    /**
     * {@code a + b}.
     *
     * @param a first operand
     * @param b second operand
     * @return the sum
     */
    public Node add(Node a, Node b) {
        return apply(Op.ADD, a, b);
    }

    /**
     * {@code a - b}.
     *
     * @param a first operand
     * @param b second operand
     * @return the difference
     */
    public Node sub(Node a, Node b) {
        return apply(Op.SUB, a, b);
    }

    /**
     * {@code a * b}.
     *
     * @param a first operand
     * @param b second operand
     * @return the product
     */
    public Node mul(Node a, Node b) {
        return apply(Op.MUL, a, b);
    }

    /**
     * {@code a / b}.
     *
     * @param a first operand
     * @param b second operand
     * @return the quotient
     */
    public Node div(Node a, Node b) {
        return apply(Op.DIV, a, b);
    }

    /**
     * {@code -a}.
     *
     * @param a the operand
     * @return the negation
     */
    public Node neg(Node a) {
        return apply(Op.NEG, a);
    }

    /**
     * {@code a * b + c} with one rounding.
     *
     * @param a first factor
     * @param b second factor
     * @param c summand
     * @return the fused multiply-add
     */
    public Node fma(Node a, Node b, Node c) {
        return apply(Op.FMA, a, b, c);
    }

    /**
     * The smaller of two.
     *
     * @param a first operand
     * @param b second operand
     * @return the minimum
     */
    public Node min(Node a, Node b) {
        return apply(Op.MIN, a, b);
    }

    /**
     * The greater of two.
     *
     * @param a first operand
     * @param b second operand
     * @return the maximum
     */
    public Node max(Node a, Node b) {
        return apply(Op.MAX, a, b);
    }

    /**
     * The absolute value.
     *
     * @param a the operand
     * @return {@code |a|}
     */
    public Node abs(Node a) {
        return apply(Op.ABS, a);
    }

    /**
     * The sign.
     *
     * @param a the operand
     * @return -1, 0 or 1
     */
    public Node signum(Node a) {
        return apply(Op.SIGNUM, a);
    }

    /**
     * The square root.
     *
     * @param a the operand
     * @return its root
     */
    public Node sqrt(Node a) {
        return apply(Op.SQRT, a);
    }

    /**
     * The sine.
     *
     * @param a radians
     * @return the sine
     */
    public Node sin(Node a) {
        return apply(Op.SIN, a);
    }

    /**
     * The cosine.
     *
     * @param a radians
     * @return the cosine
     */
    public Node cos(Node a) {
        return apply(Op.COS, a);
    }

    /**
     * The natural logarithm.
     *
     * @param a the operand
     * @return the logarithm
     */
    public Node log(Node a) {
        return apply(Op.LOG, a);
    }

    /**
     * The power.
     *
     * @param a base
     * @param b exponent
     * @return {@code a} to the {@code b}
     */
    public Node pow(Node a, Node b) {
        return apply(Op.POW, a, b);
    }

    /**
     * {@code a < b}.
     *
     * @param a first operand
     * @param b second operand
     * @return a mask
     */
    public Node lt(Node a, Node b) {
        return apply(Op.LT, a, b);
    }

    /**
     * {@code a <= b}.
     *
     * @param a first operand
     * @param b second operand
     * @return a mask
     */
    public Node le(Node a, Node b) {
        return apply(Op.LE, a, b);
    }

    /**
     * {@code a == b}.
     *
     * @param a first operand
     * @param b second operand
     * @return a mask
     */
    public Node eq(Node a, Node b) {
        return apply(Op.EQ, a, b);
    }

    /**
     * Both masks.
     *
     * @param a first mask
     * @param b second mask
     * @return a mask
     */
    public Node and(Node a, Node b) {
        return apply(Op.AND, a, b);
    }

    /**
     * Either mask.
     *
     * @param a first mask
     * @param b second mask
     * @return a mask
     */
    public Node or(Node a, Node b) {
        return apply(Op.OR, a, b);
    }

    /**
     * The opposite mask.
     *
     * @param a the mask
     * @return a mask
     */
    public Node not(Node a) {
        return apply(Op.NOT, a);
    }

    /**
     * {@code mask ? whenTrue : whenFalse}.
     *
     * @param mask the condition
     * @param whenTrue the value where it holds
     * @param whenFalse the value where it does not
     * @return the choice
     */
    public Node select(Node mask, Node whenTrue, Node whenFalse) {
        return apply(Op.SELECT, mask, whenTrue, whenFalse);
    }

    /**
     * Whether a value is neither infinite nor NaN.
     *
     * @param a the value
     * @return a mask
     */
    public Node isFinite(Node a) {
        Node difference = sub(a, a);
        return eq(difference, difference);
    }

    /**
     * A mask that is the same in every lane: {@code 0 < 1} or {@code 0 < 0}. Every mask that is known is brought to this
     * form and folded away where it is used, so that it is left only where it is an output.
     *
     * @param value true or false
     * @return the mask; {@link Node#isMask(boolean)} tells it
     */
    public Node constantMask(boolean value) {
        return intern(Op.LT, Arrays.asList(constant(0), constant(value ? 1 : 0)), 0);
    }
}
