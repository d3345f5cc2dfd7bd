package dev.antipode.core.lift;

import java.util.Arrays;

/**
 * Immediate post-dominators of a control flow graph: the first node that every way from a node to the exit passes.
 * The method of Cooper, Harvey and Kennedy, "A Simple, Fast Dominance Algorithm" (2001), on the reversed graph.
 */
final class PostDominators {
    private static final int NONE = -1;

    private final int[][] successors;
    private final int exit;
    /** Number of each node in post-order of the reversed graph; NONE where the exit is out of reach. */
    private final int[] number;

    private final int[] immediate;

    private PostDominators(int[][] successors) {
        this.successors = successors;
        this.exit = successors.length;
        this.number = new int[exit + 1];
        this.immediate = new int[exit + 1];
    }

    /**
     * Computes them all.
     *
     * @param successors the nodes that may follow each node; {@code successors.length} stands for the exit
     * @return for each node its immediate post-dominator; the exit where there is no other, or where none is reached
     */
    static int[] of(int[][] successors) {
        return new PostDominators(successors).compute();
    }

    private int[] compute() {
        int[] order = postOrder();
        Arrays.fill(immediate, NONE);
        immediate[exit] = exit;
        boolean changed = true;
        while (changed) {
            changed = false;
            for (int i = order.length - 2; i >= 0; i--) {
                int node = order[i];
                int best = NONE;
                for (int next : successors[node]) {
                    if (immediate[next] != NONE) {
                        best = best == NONE ? next : meet(next, best);
                    }
                }
                if (immediate[node] != best) {
                    immediate[node] = best;
                    changed = true;
                }
            }
        }
        int[] result = Arrays.copyOf(immediate, exit);
        for (int i = 0; i < exit; i++) {
            if (result[i] == NONE) {
                result[i] = exit;
            }
        }
        return result;
    }

    private int meet(int a, int b) {
        int first = a;
        int second = b;
        while (first != second) {
            while (number[first] < number[second]) {
                first = immediate[first];
            }
            while (number[second] < number[first]) {
                second = immediate[second];
            }
        }
        return first;
    }

    /** Post-order of the reversed graph from the exit, so the exit comes last; without recursion. */
    private int[] postOrder() {
        int[][] predecessors = predecessors();
        Arrays.fill(number, NONE);
        int[] order = new int[exit + 1];
        int[] stack = new int[exit + 1];
        int[] next = new int[exit + 1];
        boolean[] seen = new boolean[exit + 1];
        int depth = 0;
        int count = 0;
        stack[depth++] = exit;
        seen[exit] = true;
        while (depth > 0) {
            int node = stack[depth - 1];
            if (next[node] < predecessors[node].length) {
                int before = predecessors[node][next[node]++];
                if (!seen[before]) {
                    seen[before] = true;
                    stack[depth++] = before;
                }
            } else {
                depth--;
                number[node] = count;
                order[count++] = node;
            }
        }
        return Arrays.copyOf(order, count);
    }

    private int[][] predecessors() {
        int[] counts = new int[exit + 1];
        for (int[] to : successors) {
            for (int node : to) {
                counts[node]++;
            }
        }
        int[][] predecessors = new int[exit + 1][];
        for (int i = 0; i <= exit; i++) {
            predecessors[i] = new int[counts[i]];
        }
        for (int i = exit - 1; i >= 0; i--) {
            for (int node : successors[i]) {
                predecessors[node][--counts[node]] = i;
            }
        }
        return predecessors;
    }
}
