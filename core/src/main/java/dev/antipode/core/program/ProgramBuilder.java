package dev.antipode.core.program;

import dev.antipode.core.graph.Graph;
import dev.antipode.core.kernel.CompiledKernel;
import dev.antipode.core.linear.DenseShape;
import dev.antipode.core.random.Gaussian;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** Puts a program together, call by call. Several programs can share one layout. Not thread-safe. */
public final class ProgramBuilder {
    private static final int BLOCK = 4;

    private final TileLayout layout;
    private final Engine engine;
    private final List<PrimalCall> calls = new ArrayList<>();

    /**
     * Starts an empty program.
     *
     * @param layout where new rows are added
     * @param engine what compiles the kernels
     */
    public ProgramBuilder(TileLayout layout, Engine engine) {
        this.layout = layout;
        this.engine = engine;
    }

    /**
     * Adds rows to the tile.
     *
     * @param name what they hold
     * @param count how many
     * @return where they are
     */
    public Rows rows(String name, int count) {
        return layout.add(name, count);
    }

    /**
     * Calls a kernel made from a graph.
     *
     * @param name for listings
     * @param graph what to compute
     * @param inputs rows for the graph's inputs, in order
     * @param outputs rows for the graph's outputs, in order; they may be inputs too
     * @throws IllegalArgumentException if the numbers of rows do not fit the graph
     */
    public void kernel(String name, Graph graph, List<Rows> inputs, List<Rows> outputs) {
        int[] reads = numbers(name, inputs, graph.inputNames());
        int[] writes = numbers(name, outputs, graph.outputNames());
        CompiledKernel kernel = engine.compile(name, graph, reads, writes, layout.rowStrideBytes());
        calls.add(new PrimalCall.Compute(name, graph, reads, writes, kernel, kernel.operations()));
    }

    private static int[] numbers(String name, List<Rows> groups, List<String> wanted) {
        List<Integer> rows = new ArrayList<>();
        for (Rows group : groups) {
            for (int i = 0; i < group.count(); i++) {
                rows.add(group.row(i));
            }
        }
        if (rows.size() != wanted.size()) {
            throw new IllegalArgumentException(
                    "kernel '" + name + "' needs " + wanted.size() + " rows " + wanted + ", not " + rows.size());
        }
        return rows.stream().mapToInt(Integer::intValue).toArray();
    }

    /**
     * Applies a function of one number to every number of some rows, in place.
     *
     * @param name for listings
     * @param graph one input, one output
     * @param rows neighbouring rows, at least one
     */
    public void elementwise(String name, Graph graph, Rows rows) {
        CompiledKernel kernel = engine.compile(name, graph, new int[] {0}, new int[] {0}, 0);
        calls.add(new PrimalCall.Sweep(
                name, graph, kernel, rows, engine.precision().bytes()));
    }

    /**
     * Calls a dense layer whose parameters all lanes share: biases, then weights input by input.
     *
     * @param name for listings
     * @param shape inputs and outputs
     * @param in as many rows as the layer has inputs
     * @param out as many rows as it has outputs, none of them an input
     * @param firstParameter where its parameters start within the policy's
     */
    public void dense(String name, DenseShape shape, Rows in, Rows out, int firstParameter) {
        if (in.count() != shape.inputs() || out.count() != shape.outputs()) {
            throw new IllegalArgumentException("layer '" + name + "' is " + shape.inputs() + " x " + shape.outputs()
                    + " but was given " + in.count() + " x " + out.count() + " rows");
        }
        calls.add(new PrimalCall.Dense(
                name,
                engine.dense(),
                shape,
                in,
                out,
                firstParameter,
                engine.precision().bytes()));
    }

    /**
     * Draws random numbers. A draw's coordinate in the stream is its place in the list.
     *
     * @param use what for
     * @param normal for each draw, whether it is standard normal; else it is uniform in (0, 1)
     * @return one row for each draw
     */
    public List<Rows> draws(DrawUse use, List<Boolean> normal) {
        if (normal.isEmpty()) {
            return List.of();
        }
        String name = use.name().toLowerCase(java.util.Locale.ROOT).replace('_', ' ') + " draws";
        int padded = (normal.size() + BLOCK - 1) / BLOCK * BLOCK;
        Rows uniform = rows(name, padded);
        calls.add(new PrimalCall.Uniform(name, engine.random(), use, uniform));
        Rows gaussian = normal.contains(true) ? rows("normal " + name, padded) : null;
        if (gaussian != null) {
            gaussians(normal, uniform, gaussian);
        }
        List<Rows> drawn = new ArrayList<>();
        for (int first = 0; first < padded; first += BLOCK) {
            List<Boolean> block = normal.subList(first, Math.min(first + BLOCK, normal.size()));
            for (int i = 0; i < block.size(); i++) {
                drawn.add((block.get(i) ? gaussian : uniform).part(first + i, 1));
            }
        }
        return drawn;
    }

    /** One kernel for all blocks of draws of which any is normal. */
    private void gaussians(List<Boolean> normal, Rows uniform, Rows gaussian) {
        Graph graph = Gaussian.graph(BLOCK / 2);
        CompiledKernel kernel =
                engine.compile("gaussian", graph, block(uniform, 0), block(gaussian, 0), layout.rowStrideBytes());
        for (int first = 0; first < normal.size(); first += BLOCK) {
            if (normal.subList(first, Math.min(first + BLOCK, normal.size())).contains(true)) {
                calls.add(new PrimalCall.Compute(
                        "gaussian",
                        graph,
                        block(uniform, first),
                        block(gaussian, first),
                        new ShiftedKernel(kernel, first),
                        kernel.operations()));
            }
        }
    }

    private static int[] block(Rows rows, int first) {
        return IntStream.range(0, BLOCK).map(i -> rows.row(first + i)).toArray();
    }

    /**
     * Repeats another program.
     *
     * @param name for listings
     * @param body the program
     * @param times how often, at least 1
     */
    public void repeat(String name, Program body, int times) {
        calls.add(new PrimalCall.Repeat(name, body, times));
    }

    /**
     * Finishes the program.
     *
     * @return the calls so far
     */
    public Program build() {
        return new Program(calls);
    }
}
