package dev.antipode.core.kernel;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Cuts a schedule into chunks below a bytecode size, where few values cross: dynamic programming over the cut
 * positions, the cost of a chunk being what it loads and spills, what the compiler has to keep on the stack, and a little
 * for the call. What fits into one chunk is not cut: measured on steps and their derivatives, that is never slower.
 */
final class Chunker {
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

    /** Where the values were computed whose last use is at a position, from the last on. */
    private final int[][] endingAt;

    /** Whether a step computes a value, 1, or stores one, 0. */
    private final int[] computes;

    private Chunker(List<Step> steps, int limit) {
        this.steps = steps;
        this.limit = limit;
        computes = new int[steps.size()];
        Map<LoweredNode, Integer> definedAt = new HashMap<>();
        Map<LoweredNode, Integer> lastUse = new HashMap<>();
        for (int i = 0; i < steps.size(); i++) {
            Step step = steps.get(i);
            if (step.isStore()) {
                lastUse.put(step.node(), i);
            } else {
                computes[i] = 1;
                definedAt.put(step.node(), i);
                for (LoweredNode operand : step.node().operands()) {
                    lastUse.put(operand, i);
                }
            }
        }
        List<List<Integer>> ending = new ArrayList<>();
        steps.forEach(_ -> ending.add(new ArrayList<>(0)));
        definedAt.forEach((node, position) ->
                ending.get(lastUse.getOrDefault(node, position)).add(position));
        endingAt = ending.stream()
                .map(list -> list.stream()
                        .sorted(Comparator.reverseOrder())
                        .mapToInt(i -> i)
                        .toArray())
                .toArray(int[][]::new);
    }

    static List<Chunk> cut(List<Step> steps, int chunkBytecodes) {
        Chunk whole = new Chunk(0, List.copyOf(steps));
        return steps.isEmpty() || CodeSize.of(whole) > chunkBytecodes
                ? new Chunker(steps, chunkBytecodes).cut()
                : List.of(whole);
    }

    private List<Chunk> cut() {
        int n = steps.size();
        long[] best = new long[n + 1];
        int[] start = new int[n + 1];
        Arrays.fill(best, 1, n + 1, Long.MAX_VALUE);
        CodeSize size = new CodeSize(steps);
        RegisterPressure pressure = new RegisterPressure(steps, REGISTERS);
        for (int from = 0; from < n; from++) {
            size.begin();
            pressure.start(from);
            int bytes = 0;
            int again = 0;
            int computed = 0;
            int crossing = 0;
            for (int to = from + 1; to <= n; to++) {
                bytes += size.next(to - 1);
                computed += computes[to - 1];
                crossing += crossingAfter(to - 1, from);
                again += pressure.step(to - 1);
                if (bytes > limit && to > from + 1) {
                    break;
                }
                long cost = best[from] + CALL + crossing + size.held() - computed + STACK_FETCH * again;
                if ((bytes + crossing * CodeSize.STORE <= limit || to == from + 1) && cost < best[to]) {
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
        int change = computes[position];
        for (int definition : endingAt[position]) {
            if (definition < from) {
                break;
            }
            change--;
        }
        return change;
    }
}
