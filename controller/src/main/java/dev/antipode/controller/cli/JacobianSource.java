package dev.antipode.controller.cli;

import java.io.IOException;
import java.util.List;

/** Points at which something was differentiated: vectors of values and matrices of derivatives, by name. */
interface JacobianSource {
    /**
     * A vector of values.
     *
     * @param name of the vector, such as {@code value}
     * @param of the name of each number
     */
    record Values(String name, List<String> of) {}

    /**
     * A matrix of derivatives.
     *
     * @param name of the matrix, such as {@code A}
     * @param of the name of each row
     * @param wrt the name of each column
     */
    record Derivatives(String name, List<String> of, List<String> wrt) {}

    /** Takes a point, whose numbers can be asked for until it returns. */
    @FunctionalInterface
    interface Sink {
        void point(int row) throws IOException;
    }

    /** How many points there are. */
    int rows();

    List<Values> values();

    List<Derivatives> derivatives();

    /** Goes through the points in order. */
    void forEach(Sink sink) throws IOException;

    /** A number of the point that the sink has: of a vector, by the places of both. */
    double value(int vector, int i);

    /** A derivative at the point that the sink has. */
    double derivative(int matrix, int i, int j);
}
