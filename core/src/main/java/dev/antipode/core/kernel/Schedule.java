package dev.antipode.core.kernel;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The order in which a kernel computes and stores: {@link EvaluationOrder}, each output stored as soon as its row may be
 * overwritten. Inputs and constants are not steps, they are read where they are used; the exception are inputs whose row
 * is overwritten while another output still wants them ("pinned").
 */
final class Schedule {
    private final LoweredGraph graph;
    private final int[] inputRows;
    private final int[] outputRows;
    private final Set<LoweredNode> pinned = new HashSet<>();
    private final List<LoweredNode> order = new ArrayList<>();

    private Schedule(LoweredGraph graph, int[] inputRows, int[] outputRows) {
        this.graph = graph;
        this.inputRows = inputRows;
        this.outputRows = outputRows;
    }

    /** The steps of a graph whose inputs and outputs lie in these rows. */
    static List<Step> of(LoweredGraph graph, int[] inputRows, int[] outputRows) {
        return new Schedule(graph, inputRows, outputRows).steps();
    }

    private List<Step> steps() {
        pinInputs();
        order.addAll(EvaluationOrder.of(graph));
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
                    order.add(node);
                }
            }
        }
    }
}
