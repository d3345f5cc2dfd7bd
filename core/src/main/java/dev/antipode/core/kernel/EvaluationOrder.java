package dev.antipode.core.kernel;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;

/**
 * An order of a graph's operations in which few values are alive at once: depth first from the outputs, the operand that
 * needs more registers first, and at once every user that ends a life. Where more values are alive than there are
 * registers, other orders of the outputs are tried: that decides how far the stages of an integrator overlap. What the
 * compiler would keep on the stack costs twice as much as elsewhere, because its stack is not aligned to vectors.
 */
final class EvaluationOrder {
    /** Of the 32 vector registers of AVX-512 and AArch64, what constants and operands in passing leave. */
    private static final int REGISTERS = 24;

    /** What the search may cost: operations ordered, over all orders that are tried. */
    private static final int VISITS = 250_000;

    private final LoweredNode[] nodes;
    /** The computed operands of each node, each once, the one that needs more registers first. */
    private final int[][] operands;

    private final int[][] users;
    /** The users of each node, and one more where it is an output. */
    private final int[] uses;

    private final int[] usesLeft;
    private final boolean[] ordered;
    private final int[] order;
    private final int[] stack;
    private final int[] queue;
    private final int[] lastUse;
    private final int[] change;
    private int count;

    private EvaluationOrder(LoweredGraph graph) {
        this.nodes = computed(graph);
        int n = nodes.length;
        int[] index = new int[n == 0 ? 0 : nodes[n - 1].id() + 1];
        for (int i = 0; i < n; i++) {
            index[nodes[i].id()] = i;
        }
        this.operands = new int[n][];
        this.users = new int[n][];
        this.uses = new int[n];
        int edges = findOperands(index);
        findUsers();
        for (LoweredNode output : graph.outputs()) {
            if (isComputed(output)) {
                uses[index[output.id()]]++;
            }
        }
        this.usesLeft = new int[n];
        this.ordered = new boolean[n];
        this.order = new int[n];
        this.stack = new int[edges + 1];
        this.queue = new int[2 * edges + 1];
        this.lastUse = new int[n];
        this.change = new int[n + 1];
    }

    /** Every operation that an output needs, operands before users. */
    static List<LoweredNode> of(LoweredGraph graph) {
        EvaluationOrder search = new EvaluationOrder(graph);
        List<LoweredNode> best = new ArrayList<>();
        for (int node : search.best(graph)) {
            best.add(search.nodes[node]);
        }
        return best;
    }

    /** Operations that some output needs, in the order of their making; inputs and constants are read, not computed. */
    private static LoweredNode[] computed(LoweredGraph graph) {
        Set<LoweredNode> found = new HashSet<>();
        Deque<LoweredNode> stack = new ArrayDeque<>(graph.outputs());
        while (!stack.isEmpty()) {
            LoweredNode node = stack.pop();
            if (isComputed(node) && found.add(node)) {
                stack.addAll(node.operands());
            }
        }
        LoweredNode[] nodes = found.toArray(LoweredNode[]::new);
        Arrays.sort(nodes, (a, b) -> Integer.compare(a.id(), b.id()));
        return nodes;
    }

    private static boolean isComputed(LoweredNode node) {
        return node.op().arity() > 0;
    }

    /** Also Sethi and Ullman's register need, as if the graph were a tree (J. ACM 17(4), 1970). Returns the edges. */
    private int findOperands(int[] index) {
        int[] need = new int[nodes.length];
        int edges = 0;
        for (int i = 0; i < nodes.length; i++) {
            int[] found = new int[nodes[i].operands().size()];
            int size = 0;
            for (int j = 0; j < found.length; j++) {
                LoweredNode operand = nodes[i].operand(j);
                if (isComputed(operand) && nodes[i].operands().indexOf(operand) == j) {
                    int at = size++;
                    // Insertion keeps the given order among equals.
                    for (; at > 0 && need[found[at - 1]] < need[index[operand.id()]]; at--) {
                        found[at] = found[at - 1];
                    }
                    found[at] = index[operand.id()];
                }
            }
            operands[i] = Arrays.copyOf(found, size);
            edges += size;
            need[i] = 1;
            for (int j = 0; j < size; j++) {
                need[i] = Math.max(need[i], need[found[j]] + j);
            }
        }
        return edges;
    }

    private void findUsers() {
        for (int[] list : operands) {
            for (int operand : list) {
                uses[operand]++;
            }
        }
        int[] filled = new int[nodes.length];
        for (int i = 0; i < nodes.length; i++) {
            users[i] = new int[uses[i]];
        }
        for (int i = 0; i < nodes.length; i++) {
            for (int operand : operands[i]) {
                users[operand][filled[operand]++] = i;
            }
        }
    }

    /** Hill climbing from the given order of the outputs: one is moved, and stays moved unless that was worse. */
    private int[] best(LoweredGraph graph) {
        int[] roots = graph.outputs().stream()
                .filter(EvaluationOrder::isComputed)
                .distinct()
                .mapToInt(output -> Arrays.binarySearch(nodes, output, (a, b) -> Integer.compare(a.id(), b.id())))
                .toArray();
        SplittableRandom random = new SplittableRandom(1);
        arrange(roots);
        int[] best = order.clone();
        long bestCost = cost();
        int tries = roots.length < 3 ? 0 : VISITS / nodes.length;
        for (int i = 0; i < tries && bestCost > nodes.length / 8; i++) {
            int[] trial = moved(roots, random.nextInt(roots.length), random.nextInt(roots.length));
            arrange(trial);
            long cost = cost();
            if (cost <= bestCost) {
                bestCost = cost;
                best = order.clone();
                roots = trial;
            }
        }
        return best;
    }

    private static int[] moved(int[] values, int from, int to) {
        int[] result = values.clone();
        int value = values[from];
        if (from < to) {
            System.arraycopy(values, from + 1, result, from, to - from);
        } else {
            System.arraycopy(values, to, result, to + 1, from - to);
        }
        result[to] = value;
        return result;
    }

    private void arrange(int[] roots) {
        Arrays.fill(ordered, false);
        System.arraycopy(uses, 0, usesLeft, 0, uses.length);
        count = 0;
        for (int root : roots) {
            visit(root);
        }
    }

    private void visit(int root) {
        int top = 0;
        stack[top++] = root;
        while (top > 0) {
            int node = stack[top - 1];
            boolean ready = true;
            if (!ordered[node]) {
                for (int i = operands[node].length - 1; i >= 0; i--) {
                    int operand = operands[node][i];
                    if (!ordered[operand]) {
                        stack[top++] = operand;
                        ready = false;
                    }
                }
            }
            if (ready) {
                top--;
                append(node);
            }
        }
    }

    /**
     * Appends a node, and with it every user that can be computed now and ends a life: a sum of stages, say, whose parts
     * would otherwise wait to the end of the step.
     */
    private void append(int first) {
        int head = 0;
        int tail = 0;
        queue[tail++] = first;
        while (head < tail) {
            int node = queue[head++];
            if (!ordered[node]) {
                ordered[node] = true;
                order[count++] = node;
                tail = addEnders(users[node], tail);
                for (int operand : operands[node]) {
                    if (--usesLeft[operand] == 1) {
                        tail = addEnders(users[operand], tail);
                    }
                }
            }
        }
    }

    private int addEnders(int[] candidates, int tail) {
        int end = tail;
        for (int candidate : candidates) {
            if (!ordered[candidate] && endsALife(candidate)) {
                queue[end++] = candidate;
            }
        }
        return end;
    }

    private boolean endsALife(int node) {
        boolean ends = false;
        for (int operand : operands[node]) {
            if (!ordered[operand]) {
                return false;
            }
            ends |= usesLeft[operand] == 1;
        }
        return ends;
    }

    /** By how much the values that are alive exceed the registers, summed over the order. */
    private long cost() {
        for (int i = 0; i < count; i++) {
            lastUse[order[i]] = i;
            for (int operand : operands[order[i]]) {
                lastUse[operand] = i;
            }
        }
        Arrays.fill(change, 0);
        for (int i = 0; i < count; i++) {
            change[i]++;
            change[lastUse[order[i]]]--;
        }
        long cost = 0;
        int alive = 0;
        for (int i = 0; i < count; i++) {
            alive += change[i];
            cost += Math.max(0, alive - REGISTERS);
        }
        return cost;
    }
}
