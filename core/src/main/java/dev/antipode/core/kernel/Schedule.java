package dev.antipode.core.kernel;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The order in which a kernel computes and stores: depth first from the outputs, the operand that needs more registers
 * first, so that few values are alive at once. Inputs and constants are not steps, they are read where they are used;
 * the exception are inputs whose row is overwritten while another output still wants them ("pinned").
 */
final class Schedule {
    private final LoweredGraph graph;
    private final int[] inputRows;
    private final int[] outputRows;
    private final Set<LoweredNode> pinned = new HashSet<>();
    private final List<LoweredNode> order = new ArrayList<>();
    private final boolean[] ordered;
    private final int[] registers;
    private final Map<LoweredNode, List<LoweredNode>> users = new HashMap<>();
    private final int[] usersLeft;

    private Schedule(LoweredGraph graph, int[] inputRows, int[] outputRows) {
        this.graph = graph;
        this.inputRows = inputRows;
        this.outputRows = outputRows;
        int ids = 0;
        for (LoweredNode output : graph.outputs()) {
            ids = Math.max(ids, output.id() + 1);
        }
        this.ordered = new boolean[ids];
        this.registers = new int[ids];
        this.usersLeft = new int[ids];
        Arrays.fill(registers, -1);
    }

    /** The steps of a graph whose inputs and outputs lie in these rows. */
    static List<Step> of(LoweredGraph graph, int[] inputRows, int[] outputRows) {
        return new Schedule(graph, inputRows, outputRows).steps();
    }

    private List<Step> steps() {
        pinInputs();
        findUsers();
        for (LoweredNode output : graph.outputs()) {
            order(output);
        }
        Map<LoweredNode, Integer> computedAt = new HashMap<>();
        int[] lastRead = new int[1 + Arrays.stream(inputRows).max().orElse(0)];
        for (int i = 0; i < order.size(); i++) {
            LoweredNode node = order.get(i);
            computedAt.put(node, i);
            if (node.op() == LoweredOp.INPUT) {
                lastRead[inputRows[node.inputIndex()]] = i;
            }
            for (LoweredNode operand : node.operands()) {
                if (operand.op() == LoweredOp.INPUT && !pinned.contains(operand)) {
                    lastRead[inputRows[operand.inputIndex()]] = i;
                }
            }
        }
        List<List<Step>> storesAfter = new ArrayList<>();
        for (int i = 0; i <= order.size(); i++) {
            storesAfter.add(new ArrayList<>());
        }
        for (int j = 0; j < outputRows.length; j++) {
            LoweredNode node = graph.outputs().get(j);
            int row = outputRows[j];
            if (node.op() == LoweredOp.INPUT && inputRows[node.inputIndex()] == row) {
                continue;
            }
            int at = computedAt.getOrDefault(node, order.size());
            storesAfter
                    .get(row < lastRead.length ? Math.max(at, lastRead[row]) : at)
                    .add(new Step(node, row));
        }
        List<Step> steps = new ArrayList<>();
        for (int i = 0; i < order.size(); i++) {
            steps.add(new Step(order.get(i), Step.COMPUTE));
            steps.addAll(storesAfter.get(i));
        }
        steps.addAll(storesAfter.get(order.size()));
        return steps;
    }

    /** An input that is copied to one row while its own row is overwritten has to be read before either store. */
    private void pinInputs() {
        Set<Integer> overwritten = new HashSet<>();
        for (int row : outputRows) {
            overwritten.add(row);
        }
        for (int j = 0; j < outputRows.length; j++) {
            LoweredNode node = graph.outputs().get(j);
            if (node.op() == LoweredOp.INPUT) {
                int row = inputRows[node.inputIndex()];
                if (row != outputRows[j] && overwritten.contains(row) && pinned.add(node)) {
                    ordered[node.id()] = true;
                    order.add(node);
                }
            }
        }
    }

    private void order(LoweredNode root) {
        need(root);
        Deque<LoweredNode> stack = new ArrayDeque<>();
        stack.push(root);
        while (!stack.isEmpty()) {
            LoweredNode node = stack.peek();
            if (node.op().arity() == 0 || ordered[node.id()]) {
                stack.pop();
                continue;
            }
            List<LoweredNode> hungriestFirst = new ArrayList<>(node.operands());
            hungriestFirst.sort(Comparator.comparingInt((LoweredNode n) -> -registers[n.id()]));
            boolean ready = true;
            for (int i = hungriestFirst.size() - 1; i >= 0; i--) {
                LoweredNode operand = hungriestFirst.get(i);
                if (operand.op().arity() > 0 && !ordered[operand.id()]) {
                    stack.push(operand);
                    ready = false;
                }
            }
            if (ready) {
                stack.pop();
                schedule(node);
            }
        }
    }

    /**
     * Appends a node, and with it every user that can be computed now and ends the life of more values than it starts:
     * a sum of stages, say, whose parts would otherwise wait to the end of the step.
     */
    private void schedule(LoweredNode first) {
        Deque<LoweredNode> ready = new ArrayDeque<>();
        ready.add(first);
        while (!ready.isEmpty()) {
            LoweredNode node = ready.remove();
            if (ordered[node.id()]) {
                continue;
            }
            ordered[node.id()] = true;
            order.add(node);
            addEnders(users.get(node), ready);
            for (int i = 0; i < node.operands().size(); i++) {
                LoweredNode operand = node.operand(i);
                if (isAlive(operand) && isFirst(node, i) && --usersLeft[operand.id()] == 1) {
                    addEnders(users.get(operand), ready);
                }
            }
        }
    }

    private void addEnders(List<LoweredNode> candidates, Deque<LoweredNode> ready) {
        for (LoweredNode candidate : candidates) {
            if (!ordered[candidate.id()] && endsMoreThanItStarts(candidate)) {
                ready.add(candidate);
            }
        }
    }

    private boolean endsMoreThanItStarts(LoweredNode node) {
        int ended = 0;
        for (int i = 0; i < node.operands().size(); i++) {
            LoweredNode operand = node.operand(i);
            if (operand.op().arity() > 0) {
                if (!ordered[operand.id()]) {
                    return false;
                }
                ended += usersLeft[operand.id()] == 1 && isFirst(node, i) ? 1 : 0;
            }
        }
        return ended > 1;
    }

    /** Whether an operand is not a repetition of an earlier one, as in {@code x * x}. */
    private static boolean isFirst(LoweredNode node, int operand) {
        return node.operands().indexOf(node.operand(operand)) == operand;
    }

    /** Whether a node occupies a register once computed: inputs and constants are read again instead. */
    private static boolean isAlive(LoweredNode node) {
        return node.op().arity() > 0;
    }

    /** Who uses what; a node counts once even where it takes an operand twice, an output counts as a user. */
    private void findUsers() {
        Deque<LoweredNode> stack = new ArrayDeque<>(graph.outputs());
        while (!stack.isEmpty()) {
            LoweredNode node = stack.pop();
            if (users.putIfAbsent(node, new ArrayList<>()) == null) {
                stack.addAll(node.operands());
            }
        }
        for (LoweredNode node : users.keySet()) {
            for (int i = 0; i < node.operands().size(); i++) {
                if (isFirst(node, i)) {
                    users.get(node.operand(i)).add(node);
                    usersLeft[node.operand(i).id()]++;
                }
            }
        }
        for (List<LoweredNode> list : users.values()) {
            list.sort(Comparator.comparingInt(LoweredNode::id));
        }
        graph.outputs().forEach(output -> usersLeft[output.id()]++);
    }

    /** Sethi and Ullman's register need, as if the graph were a tree (J. ACM 17(4), 1970). */
    private void need(LoweredNode root) {
        Deque<LoweredNode> stack = new ArrayDeque<>();
        stack.push(root);
        while (!stack.isEmpty()) {
            LoweredNode node = stack.peek();
            if (registers[node.id()] >= 0) {
                stack.pop();
                continue;
            }
            boolean ready = true;
            for (LoweredNode operand : node.operands()) {
                if (registers[operand.id()] < 0) {
                    stack.push(operand);
                    ready = false;
                }
            }
            if (ready) {
                stack.pop();
                registers[node.id()] = need(node.operands());
            }
        }
    }

    private int need(List<LoweredNode> operands) {
        int[] needs = new int[operands.size()];
        for (int i = 0; i < needs.length; i++) {
            needs[i] = registers[operands.get(i).id()];
        }
        Arrays.sort(needs);
        int need = operands.isEmpty() ? 0 : 1;
        for (int i = 0; i < needs.length; i++) {
            need = Math.max(need, needs[i] + needs.length - 1 - i);
        }
        return need;
    }
}
