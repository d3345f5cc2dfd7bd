package dev.antipode.controller.policy;

import java.util.List;

/**
 * A named part of a policy's parameter vector. The parts of a policy follow one another without gaps, each with its last
 * dimension contiguous.
 *
 * @param name for example {@code layer0.weight}
 * @param shape the dimensions, each at least 1
 */
public record TensorShape(String name, List<Integer> shape) {
    /** Copies the shape. */
    public TensorShape {
        shape = List.copyOf(shape);
    }

    /**
     * The number of parameters.
     *
     * @return the product of the dimensions
     */
    public int size() {
        return shape.stream().reduce(1, Math::multiplyExact);
    }
}
