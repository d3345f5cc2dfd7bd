package dev.antipode.core.program;

import dev.antipode.core.graph.Graph;
import dev.antipode.core.graph.GraphBuilder;
import dev.antipode.core.graph.Node;
import dev.antipode.core.graph.Op;
import dev.antipode.core.graph.Vjp;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * How the cotangents of a kernel's rows change on the way back. A row that the kernel overwrites ends with what its old value
 * gave, a row that it only reads with as much more.
 *
 * @param graph inputs: the cotangents of {@code rows}, then the primal values of {@code primalRows}; outputs: the new cotangents of
 *     {@code rows}
 * @param rows the rows whose cotangents change, all different
 * @param primalRows the rows that the partial derivatives depend on, by the values that they had before the call
 */
record CotangentGraph(Graph graph, int[] rows, int[] primalRows) {

    /**
     * Builds the graph.
     *
     * @param inputs the kernel's inputs that lie in active rows
     * @param outputs the kernel's outputs that lie in active rows
     */
    static CotangentGraph of(PrimalCall.Compute call, int[] inputs, int[] outputs) {
        int primal = call.reads().length;
        Graph vjp = Vjp.of(call.graph().select(outputs), inputs)
                .select(IntStream.range(outputs.length, outputs.length + inputs.length)
                        .toArray());
        int[] used = vjp.nodes().stream()
                .filter(node -> node.op() == Op.INPUT && node.index() < primal)
                .mapToInt(Node::index)
                .sorted()
                .toArray();
        int[] rows = IntStream.concat(at(call.writes(), outputs), at(call.reads(), inputs))
                .distinct()
                .toArray();

        GraphBuilder g = new GraphBuilder();
        Map<Integer, Node> before = new HashMap<>();
        for (int row : rows) {
            before.put(row, g.input("bar.row." + row));
        }
        List<Node> arguments = new ArrayList<>();
        for (int i = 0; i < primal; i++) {
            boolean wanted = Arrays.binarySearch(used, i) >= 0;
            // An input that is not used is never looked at.
            arguments.add(wanted ? g.input(call.graph().inputNames().get(i)) : g.constant(0));
        }
        for (int output : outputs) {
            arguments.add(before.get(call.writes()[output]));
        }
        List<Node> contributions = g.inline(vjp, arguments);
        Set<Integer> overwritten = new LinkedHashSet<>();
        Arrays.stream(call.writes()).forEach(overwritten::add);
        List<String> names = new ArrayList<>();
        List<Node> after = new ArrayList<>();
        for (int row : rows) {
            Node sum = overwritten.contains(row) ? null : before.get(row);
            for (int i = 0; i < inputs.length; i++) {
                if (call.reads()[inputs[i]] == row) {
                    sum = plus(g, sum, contributions.get(i));
                }
            }
            names.add("bar.row." + row);
            after.add(sum == null ? g.constant(0) : sum);
        }
        return new CotangentGraph(
                g.build(names, after), rows, at(call.reads(), used).toArray());
    }

    private static Node plus(GraphBuilder g, Node sum, Node more) {
        if (more.isConstant(0)) {
            return sum;
        }
        return sum == null ? more : g.add(sum, more);
    }

    private static IntStream at(int[] rows, int[] places) {
        return Arrays.stream(places).map(i -> rows[i]);
    }
}
