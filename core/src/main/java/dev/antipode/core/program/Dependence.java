package dev.antipode.core.program;

import dev.antipode.core.graph.Graph;
import dev.antipode.core.graph.Jvp;
import dev.antipode.core.graph.Node;
import dev.antipode.core.graph.Op;
import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * On which of its inputs each output of a graph depends smoothly: where the derivative is not zero whatever the values. It is read
 * off the graph's derivative by all inputs, once, when it is first asked for. Safe for several threads.
 */
final class Dependence {
    private final Graph graph;
    private BitSet[] inputsOf;

    Dependence(Graph graph) {
        this.graph = graph;
    }

    /** Whether an output depends on any of some inputs. */
    boolean reaches(BitSet inputs, int output) {
        return !inputs.isEmpty() && inputsOf()[output].intersects(inputs);
    }

    private synchronized BitSet[] inputsOf() {
        if (inputsOf == null) {
            int inputs = graph.inputNames().size();
            int outputs = graph.outputs().size();
            Graph jvp = Jvp.of(graph, IntStream.range(0, inputs).toArray());
            Map<Node, BitSet> tangents = new HashMap<>();
            for (Node node : jvp.nodes()) {
                tangents.put(node, tangents(node, inputs, tangents));
            }
            inputsOf = IntStream.range(outputs, 2 * outputs)
                    .mapToObj(i -> tangents.get(jvp.outputs().get(i)))
                    .toArray(BitSet[]::new);
        }
        return inputsOf;
    }

    /** The inputs whose tangents a node of the derivative depends on. */
    private static BitSet tangents(Node node, int inputs, Map<Node, BitSet> known) {
        BitSet found = new BitSet();
        if (node.op() == Op.INPUT && node.index() >= inputs) {
            found.set(node.index() - inputs);
        }
        node.operands().forEach(operand -> found.or(known.get(operand)));
        return found;
    }
}
