package dev.antipode.core.graph;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Prints a graph as lines that a person follows: inputs, one line an operation, outputs. */
final class GraphPrinter {
    private GraphPrinter() {}

    static String print(Graph graph) {
        StringBuilder text = new StringBuilder();
        text.append("inputs  ").append(String.join(", ", inputs(graph))).append('\n');
        Map<Node, String> names = new HashMap<>();
        int count = 0;
        for (Node node : graph.nodes()) {
            switch (node.op()) {
                case INPUT -> names.put(node, graph.inputNames().get(node.index()));
                case CONSTANT -> names.put(node, constant(node.constant()));
                default -> {
                    String name = "t" + count++;
                    text.append("  ")
                            .append(name)
                            .append(" = ")
                            .append(expression(node, names))
                            .append('\n');
                    names.put(node, name);
                }
            }
        }
        List<String> outputs = graph.outputNames();
        for (int i = 0; i < outputs.size(); i++) {
            text.append("output  ")
                    .append(outputs.get(i))
                    .append(" = ")
                    .append(names.get(graph.outputs().get(i)));
            text.append('\n');
        }
        return text.toString();
    }

    private static String expression(Node node, Map<Node, String> names) {
        List<String> operands = node.operands().stream().map(names::get).toList();
        return switch (node.op()) {
            case ADD, SUB, MUL, DIV, LT, LE, EQ ->
                operands.get(0) + " " + node.op().symbol() + " " + operands.get(1);
            case NEG -> "-" + operands.get(0);
            case SELECT -> operands.get(0) + " ? " + operands.get(1) + " : " + operands.get(2);
            default -> node.op().symbol() + "(" + String.join(", ", operands) + ")";
        };
    }

    private static List<String> inputs(Graph graph) {
        List<String> inputs = new ArrayList<>();
        for (String name : graph.inputNames()) {
            inputs.add(graph.range(inputs.size())
                    .map(range -> name + " in " + range)
                    .orElse(name));
        }
        return inputs;
    }

    private static String constant(double value) {
        if (value == Math.rint(value) && Math.abs(value) < 1e9 && !(value == 0 && 1 / value < 0)) {
            return Long.toString((long) value);
        }
        return Double.toString(value);
    }
}
