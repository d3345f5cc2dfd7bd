package dev.antipode.core.jacobian;

import dev.antipode.core.graph.Graph;
import dev.antipode.core.graph.Jvp;
import dev.antipode.core.graph.Staging;
import dev.antipode.core.kernel.CompiledKernel;
import dev.antipode.core.kernel.KernelCompiler;
import dev.antipode.core.kernel.SharedRows;
import dev.antipode.core.memory.Precision;
import dev.antipode.core.memory.Tile;
import java.util.stream.IntStream;

/**
 * A function with its derivative as a linear map, compiled in two parts: the early kernel computes the values and the
 * coefficients of the map at {@value #POINTS} points, one a lane; the late kernel applies the map of one point to many
 * tangents, one a lane, each coefficient being one number for all of them. What does not depend on a tangent is so
 * computed once a point instead of once a tangent (Griewank and Walther, "Evaluating Derivatives", 2nd ed., section 3.1,
 * call this the vector mode). Immutable and thread-safe; {@link ForwardJacobian} brings the memory.
 */
public final class Linearization {
    /** How many points are linearised at once: the lanes of the widest vector, so that no width leaves a tail. */
    public static final int POINTS = Tile.LANE_MULTIPLE;

    private final Precision precision;
    private final int inputs;
    private final int outputs;
    private final int columns;
    private final int coefficients;
    private final CompiledKernel early;
    private final CompiledKernel late;

    private Linearization(String name, Graph graph, int[] wrt, KernelCompiler compiler) {
        precision = compiler.options().precision();
        inputs = graph.inputNames().size();
        outputs = graph.outputNames().size();
        columns = wrt.length;
        Staging staging = Staging.of(Jvp.of(graph, wrt), inputs, outputs);
        coefficients = staging.coefficients();
        early = compiler.compile(
                name + ", values and coefficients",
                staging.early(),
                rows(0, inputs),
                rows(inputs, outputs + coefficients),
                pointStride());
        late = compiler.compile(
                name + ", tangents",
                staging.late(),
                rows(0, columns),
                rows(columns, outputs),
                tangentStride(),
                new SharedRows(rows(0, coefficients), pointStride(), true));
    }

    /**
     * Differentiates and compiles a function.
     *
     * @param name names the kernels in reports
     * @param graph the function; not modified
     * @param wrt the inputs that it is differentiated with respect to, by number from 0: the Jacobian's columns
     * @param compiler makes the kernels; its warm-up brings their SIMD code
     * @return the compiled function
     * @throws IllegalArgumentException if {@code wrt} is empty, or an input does not exist or is named twice
     */
    public static Linearization compile(String name, Graph graph, int[] wrt, KernelCompiler compiler) {
        if (wrt.length == 0) {
            throw new IllegalArgumentException(
                    name + ": a Jacobian with respect to 0 inputs has no column; name at least one of the "
                            + graph.inputNames().size() + " inputs " + graph.inputNames());
        }
        return new Linearization(name, graph, wrt, compiler);
    }

    private static int[] rows(int first, int count) {
        return IntStream.range(first, first + count).toArray();
    }

    /**
     * The function's inputs.
     *
     * @return how many
     */
    public int inputs() {
        return inputs;
    }

    /**
     * The function's outputs, the rows of its Jacobian.
     *
     * @return how many
     */
    public int outputs() {
        return outputs;
    }

    /**
     * The inputs that it is differentiated with respect to, the columns of its Jacobian.
     *
     * @return how many, at least 1
     */
    public int columns() {
        return columns;
    }

    /**
     * The numbers that the late kernel reads of a point.
     *
     * @return how many, at least 0
     */
    public int coefficients() {
        return coefficients;
    }

    /**
     * The tangents that fit beside one another: {@link #columns}, rounded up to whole vectors.
     *
     * @return a multiple of 16
     */
    public int vectors() {
        return Tile.paddedLanes(columns);
    }

    /**
     * The memory of one {@link ForwardJacobian}.
     *
     * @return bytes, a multiple of 64
     */
    public long bytes() {
        return scratchOffset() + Math.max(early.scratchBytes(), late.scratchBytes());
    }

    /**
     * What those bytes are made of, for a memory plan.
     *
     * @return for example {@code "16 points x 142 rows, 2 x 32 tangents x 46 rows, F64"}
     */
    public String dimensions() {
        return POINTS + " points x " + pointRows() + " rows, 2 x " + vectors() + " tangents x " + tangentRows()
                + " rows, " + precision;
    }

    Precision precision() {
        return precision;
    }

    /** Rows of the points' tile: inputs, outputs, coefficients. */
    CompiledKernel early() {
        return early;
    }

    /** Rows of a tangents' tile: tangents of the inputs, tangents of the outputs. */
    CompiledKernel late() {
        return late;
    }

    long pointStride() {
        return Tile.rowStrideBytes(POINTS, precision);
    }

    long tangentStride() {
        return Tile.rowStrideBytes(vectors(), precision);
    }

    int tangentRows() {
        return columns + outputs;
    }

    private int pointRows() {
        return inputs + outputs + coefficients;
    }

    /** Where the unit tangents start, counted from the points. */
    long unitOffset() {
        return pointRows() * pointStride();
    }

    /** Where the tangents that are given start. */
    long givenOffset() {
        return unitOffset() + tangentRows() * tangentStride();
    }

    long scratchOffset() {
        return givenOffset() + tangentRows() * tangentStride();
    }
}
