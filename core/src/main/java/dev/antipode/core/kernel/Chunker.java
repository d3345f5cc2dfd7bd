package dev.antipode.core.kernel;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Cuts a schedule into chunks below a bytecode size, where few values cross: dynamic programming over the cut
 * positions, the cost of a chunk being what it loads and spills, what the compiler has to keep on the stack, and a little
 * for the call. What fits into one chunk is not cut: measured on steps and their derivatives, that is never slower.
 */
final class Chunker {
    /** Estimated bytecodes, from the vector emitter: the scalar one's are not larger. */
    private static final int OPERAND = 2;

    private static final int OPERATION = 5;
    private static final int LOAD = 20;
    private static final int STORE = 16;
    private static final int BROADCAST = 11;

    /** The cost of one more chunk, in loads and spills. */
    private static final int CALL = 6;

    /** Of the 32 vector registers of AVX-512 and AArch64, what operands in passing leave. */
    private static final int REGISTERS = 28;

    /**
     * The cost of fetching a value from the stack, in loads and spills. The stack is not aligned to vectors, so that in
     * three of four cases, by the chance of the caller's frame, each such fetch touches two cache lines.
     */
    private static final int STACK_FETCH = 2;

    private final List<Step> steps;
    private final int limit;
    private final Map<LoweredNode, Integer> definedAt = new HashMap<>();
    private final Map<LoweredNode, Integer> lastUse = new HashMap<>();

    /** Where the values were computed whose last use is at a position. */
    private final List<List<Integer>> endingAt = new ArrayList<>();

    private Chunker(List<Step> steps, int limit) {
        this.steps = steps;
        this.limit = limit;
        for (int i = 0; i < steps.size(); i++) {
            endingAt.add(new ArrayList<>(0));
            Step step = steps.get(i);
            if (step.isStore()) {
                lastUse.put(step.node(), i);
            } else {
                definedAt.put(step.node(), i);
                for (LoweredNode operand : step.node().operands()) {
                    lastUse.put(operand, i);
                }
            }
        }
        definedAt.forEach((node, position) ->
                endingAt.get(lastUse.getOrDefault(node, position)).add(position));
    }

    static List<Chunk> cut(List<Step> steps, int chunkBytecodes) {
        Chunk whole = new Chunk(0, List.copyOf(steps));
        return steps.isEmpty() || bytes(whole) > chunkBytecodes
                ? new Chunker(steps, chunkBytecodes).cut()
                : List.of(whole);
    }

    /** The estimated size of a chunk's method, in bytes of code. */
    static int bytes(Chunk chunk) {
        NodeSet present = new NodeSet(chunk.steps());
        int bytes = 0;
        for (Step step : chunk.steps()) {
            bytes += bytes(step, present);
        }
        return bytes;
    }

    private List<Chunk> cut() {
        int n = steps.size();
        long[] best = new long[n + 1];
        int[] start = new int[n + 1];
        Arrays.fill(best, 1, n + 1, Long.MAX_VALUE);
        NodeSet present = new NodeSet(steps);
        RegisterPressure pressure = new RegisterPressure(steps, REGISTERS);
        for (int from = 0; from < n; from++) {
            present.clear();
            pressure.start(from);
            int bytes = 0;
            int again = 0;
            int computed = 0;
            int crossing = 0;
            for (int to = from + 1; to <= n; to++) {
                Step step = steps.get(to - 1);
                bytes += bytes(step, present);
                computed += step.isStore() ? 0 : 1;
                crossing += crossingAfter(to - 1, from);
                again += pressure.step(to - 1);
                if (bytes > limit && to > from + 1) {
                    break;
                }
                long cost = best[from] + CALL + crossing + present.size() - computed + STACK_FETCH * again;
                if ((bytes + crossing * STORE <= limit || to == from + 1) && cost < best[to]) {
                    best[to] = cost;
                    start[to] = from;
                }
            }
        }
        List<List<Step>> pieces = new ArrayList<>();
        for (int end = n; end > 0; end = start[end]) {
            pieces.addFirst(steps.subList(start[end], end));
        }
        List<Chunk> chunks = new ArrayList<>();
        for (List<Step> piece : pieces) {
            chunks.add(new Chunk(chunks.size(), List.copyOf(piece)));
        }
        return chunks;
    }

    /** How many more values of the chunk are waiting for a later one after a step than before it. */
    private int crossingAfter(int position, int from) {
        int change = steps.get(position).isStore() ? 0 : 1;
        for (int definition : endingAt.get(position)) {
            change -= definition >= from ? 1 : 0;
        }
        return change;
    }

    /** The estimated size of a step, given what its chunk holds already; adds to that. */
    private static int bytes(Step step, NodeSet present) {
        if (step.isStore()) {
            return STORE + fetch(step.node(), present);
        }
        present.add(step.node());
        int bytes = OPERATION;
        for (int i = 0; i < step.node().operands().size(); i++) {
            bytes += fetch(step.node().operand(i), present);
        }
        return bytes;
    }

    private static int fetch(LoweredNode operand, NodeSet present) {
        if (!present.add(operand)) {
            return OPERAND;
        }
        return switch (operand.op()) {
            case CONSTANT, BITS_CONSTANT -> BROADCAST;
            default -> LOAD;
        };
    }
}
