package dev.antipode.core.lift;

import dev.antipode.core.graph.GraphBuilder;
import dev.antipode.core.graph.Node;
import java.util.List;
import java.util.Objects;

/** What a parameter of a lifted method is bound to. */
public sealed interface Argument
        permits Bound.Inputs, Bound.Scalar, Bound.Values, Bound.Single, Bound.Calls, Bound.Concrete {
    /**
     * A record whose numbers are new inputs of the graph.
     *
     * @param prefix put before each leaf's name with a dot between, as in {@code state.theta}; empty for the leaf's name
     *     alone
     * @param shape how the record flattens
     * @return the argument
     */
    static Argument record(String prefix, RecordShape shape) {
        return new Bound.Inputs(Objects.requireNonNull(prefix, "prefix"), Objects.requireNonNull(shape, "shape"));
    }

    /**
     * A double that is a new input of the graph.
     *
     * @param name the input's name
     * @return the argument
     */
    static Argument scalar(String name) {
        return new Bound.Scalar(Objects.requireNonNull(name, "name"));
    }

    /**
     * A record bound to nodes that exist.
     *
     * @param shape how the record flattens
     * @param nodes one real node of the lifter's builder for each leaf
     * @return the argument
     * @throws IllegalArgumentException if the number of nodes differs from the number of leaves
     */
    static Argument values(RecordShape shape, List<Node> nodes) {
        if (nodes.size() != shape.size()) {
            throw new IllegalArgumentException(shape.type().getName() + " has " + shape.size() + " numbers, but "
                    + nodes.size() + " nodes were given");
        }
        return new Bound.Values(shape, List.copyOf(nodes));
    }

    /**
     * A double, or a boolean, bound to a node that exists.
     *
     * @param node a real node for a double, a mask for a boolean
     * @return the argument
     */
    static Argument value(Node node) {
        return new Bound.Single(Objects.requireNonNull(node, "node"));
    }

    /**
     * An interface whose calls are answered symbolically.
     *
     * @param handler gives the result of each call
     * @return the argument
     */
    static Argument calls(CallHandler handler) {
        return new Bound.Calls(Objects.requireNonNull(handler, "handler"));
    }

    /**
     * A value known while lifting: an object whose methods are followed, or a boxed number or boolean.
     *
     * @param value the object; may be null for a reference
     * @return the argument
     */
    static Argument concrete(Object value) {
        return new Bound.Concrete(value);
    }

    /** Answers the calls on an interface. */
    @FunctionalInterface
    interface CallHandler {
        /**
         * The result of one call. Called in the order of the symbolic execution: program order, both sides of a
         * symbolic condition one after the other.
         *
         * @param builder the builder of the graph
         * @param method the name of the called method
         * @param arguments its arguments, all of them doubles
         * @return a real node for a method that returns a double, a mask for a boolean
         */
        Node call(GraphBuilder builder, String method, List<Node> arguments);
    }
}
