package dev.antipode.core.kernel;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.stream.IntStream;

/**
 * A schedule cut into chunks, with a home for every value that crosses from one chunk into a later one: the output row
 * it is stored in anyway, or a scratch slot. Slots are reused by linear scan.
 */
final class ChunkedProgram {
    private final String name;
    private final LoweredGraph graph;
    private final int[] inputRows;
    private final SharedRows shared;
    private final List<Chunk> chunks;
    private final Map<LoweredNode, Home> homes = new HashMap<>();
    private final int operations;
    private final int rows;
    private int slots;

    /**
     * Where a value waits for a later chunk.
     *
     * @param outputRow the row it is stored in, or -1
     * @param slot the scratch slot, or -1
     */
    record Home(int outputRow, int slot) {}

    private ChunkedProgram(
            String name,
            LoweredGraph graph,
            int[] inputRows,
            SharedRows shared,
            List<Chunk> chunks,
            int operations,
            int rows) {
        this.name = name;
        this.graph = graph;
        this.inputRows = inputRows;
        this.shared = shared;
        this.chunks = chunks;
        this.operations = operations;
        this.rows = rows;
    }

    /** Schedules, cuts and finds homes. Rows are checked by the caller. */
    static ChunkedProgram of(String name, LoweredGraph graph, int[] inputRows, int[] outputRows, int chunkBytecodes) {
        return of(name, graph, inputRows, outputRows, SharedRows.NONE, chunkBytecodes);
    }

    /** With inputs in a second tile, after those of the first. */
    static ChunkedProgram of(
            String name, LoweredGraph graph, int[] inputRows, int[] outputRows, SharedRows shared, int chunkBytecodes) {
        int rows = 1
                + IntStream.concat(Arrays.stream(inputRows), Arrays.stream(outputRows))
                        .max()
                        .orElse(-1);
        // To the schedule shared rows are further rows, which nothing is written to.
        int[] allRows = IntStream.concat(Arrays.stream(inputRows), IntStream.range(rows, rows + shared.count()))
                .toArray();
        List<Step> steps = Schedule.of(graph, allRows, outputRows);
        int operations = 0;
        for (Step step : steps) {
            operations += !step.isStore() && step.node().op().arity() > 0 ? 1 : 0;
        }
        List<Chunk> chunks = Chunker.cut(steps, chunkBytecodes);
        ChunkedProgram program = new ChunkedProgram(name, graph, inputRows.clone(), shared, chunks, operations, rows);
        program.findHomes();
        return program;
    }

    String name() {
        return name;
    }

    LoweredGraph graph() {
        return graph;
    }

    List<Chunk> chunks() {
        return chunks;
    }

    /** Primitive operations, loads, stores and constants not counted. */
    int operations() {
        return operations;
    }

    /** Whether anything is compared. */
    boolean hasMasks() {
        return chunks.stream()
                .flatMap(chunk -> chunk.steps().stream())
                .anyMatch(step -> step.node().type() == LoweredType.MASK);
    }

    /** The number of scratch slots, one vector each. */
    int slots() {
        return slots;
    }

    /** The rows that a tile needs at least. */
    int rows() {
        return rows;
    }

    int inputRow(LoweredNode input) {
        return inputRows[input.inputIndex()];
    }

    SharedRows shared() {
        return shared;
    }

    boolean isShared(LoweredNode input) {
        return input.inputIndex() >= inputRows.length;
    }

    int sharedRow(LoweredNode input) {
        return shared.rows()[input.inputIndex() - inputRows.length];
    }

    /** Where a shared input lies in the second tile, in bytes. */
    long sharedOffset(LoweredNode input) {
        return sharedRow(input) * shared.rowStrideBytes();
    }

    /** Where a value that crosses chunks waits, or null where it does not cross. */
    Home home(LoweredNode node) {
        return homes.get(node);
    }

    private void findHomes() {
        Map<LoweredNode, Integer> definedIn = new HashMap<>();
        Map<LoweredNode, Integer> lastUsedIn = new HashMap<>();
        Map<LoweredNode, Integer> storedAtOnceIn = new HashMap<>();
        for (Chunk chunk : chunks) {
            for (Step step : chunk.steps()) {
                if (step.isStore()) {
                    use(step.node(), chunk, definedIn, lastUsedIn);
                    if (definedIn.getOrDefault(step.node(), -1) == chunk.index()) {
                        storedAtOnceIn.putIfAbsent(step.node(), step.row());
                    }
                } else {
                    definedIn.put(step.node(), chunk.index());
                    for (LoweredNode operand : step.node().operands()) {
                        use(operand, chunk, definedIn, lastUsedIn);
                    }
                }
            }
        }
        PriorityQueue<Integer> free = new PriorityQueue<>();
        List<List<Integer>> freedAfter = new ArrayList<>();
        chunks.forEach(chunk -> freedAfter.add(new ArrayList<>()));
        for (Chunk chunk : chunks) {
            for (Step step : chunk.steps()) {
                int last = lastUsedIn.getOrDefault(step.node(), -1);
                if (step.isStore() || last <= chunk.index()) {
                    continue;
                }
                Integer row = storedAtOnceIn.get(step.node());
                if (row != null) {
                    homes.put(step.node(), new Home(row, -1));
                } else {
                    int slot = free.isEmpty() ? slots++ : free.poll();
                    homes.put(step.node(), new Home(-1, slot));
                    freedAfter.get(last).add(slot);
                }
            }
            free.addAll(freedAfter.get(chunk.index()));
        }
    }

    private static void use(
            LoweredNode node, Chunk chunk, Map<LoweredNode, Integer> definedIn, Map<LoweredNode, Integer> lastUsedIn) {
        if (definedIn.containsKey(node)) {
            lastUsedIn.put(node, chunk.index());
        }
    }
}
