package dev.antipode.core.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.antipode.core.graph.Graph;
import dev.antipode.core.graph.GraphBuilder;
import dev.antipode.core.graph.Node;
import dev.antipode.core.memory.Precision;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EvaluationOrderTest {
    private static LoweredGraph lower(Graph graph) {
        return Lowering.lower(graph, Precision.F32, Arithmetic.FUSED);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void everyOperationComesOnceAndAfterItsOperands(long seed) {
        LoweredGraph graph =
                lower(RandomGraphs.make(seed, 40, 20, 80 + (int) seed * 150, RandomGraphs.EXACT::contains));
        Set<LoweredNode> done = new HashSet<>();
        for (LoweredNode node : EvaluationOrder.of(graph)) {
            assertThat(node.operands()).allMatch(operand -> operand.op().arity() == 0 || done.contains(operand));
            assertThat(done.add(node)).isTrue();
        }
        for (LoweredNode output : graph.outputs()) {
            assertThat(output.op().arity() == 0 || done.contains(output)).isTrue();
        }
    }

    /** Forty stages, each wanted by a sum that is the first output and by an output of its own at the end. */
    @Test
    void valuesDoNotWaitForTheOutputThatWantsThemLast() {
        GraphBuilder g = new GraphBuilder();
        int chains = 40;
        List<Node> sums = new ArrayList<>();
        Node total = g.constant(0);
        for (int i = 0; i < chains; i++) {
            Node x = g.input("x" + i);
            Node stage = g.sqrt(x);
            sums.add(g.mul(stage, g.input("y" + i)));
            total = g.add(g.abs(g.sub(stage, x)), total);
        }
        List<String> names = new ArrayList<>(List.of("total"));
        List<Node> outputs = new ArrayList<>(List.of(total));
        for (int i = 0; i < chains; i++) {
            names.add("sum" + i);
            outputs.add(sums.get(chains - 1 - i));
        }
        assertThat(mostAlive(EvaluationOrder.of(lower(g.build(names, outputs)))))
                .isLessThan(8);
    }

    /** The largest number of values that wait for a user at one time. */
    private static int mostAlive(List<LoweredNode> order) {
        Map<LoweredNode, Integer> lastUse = new HashMap<>();
        for (int i = 0; i < order.size(); i++) {
            for (LoweredNode operand : order.get(i).operands()) {
                lastUse.put(operand, i);
            }
        }
        Set<LoweredNode> alive = new HashSet<>();
        int most = 0;
        for (int i = 0; i < order.size(); i++) {
            int now = i;
            alive.removeIf(node -> lastUse.get(node) <= now);
            if (lastUse.containsKey(order.get(i))) {
                alive.add(order.get(i));
            }
            most = Math.max(most, alive.size());
        }
        return most;
    }
}
