package dev.antipode.core.kernel;

import dev.antipode.core.graph.Graph;
import dev.antipode.core.graph.Node;
import dev.antipode.core.graph.Op;
import dev.antipode.core.graph.Range;
import java.util.DoubleSummaryStatistics;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.DoubleStream;

/** Where the values of a graph lie, as far as it follows from the inputs' ranges by products. */
final class KnownRanges {
    private static final double SLACK = 0x1p-20;

    private final Map<Node, Range> ranges = new HashMap<>();

    KnownRanges(Graph graph) {
        for (Node node : graph.nodes()) {
            Range range = range(graph, node);
            if (range != null) {
                ranges.put(node, range);
            }
        }
    }

    private Range range(Graph graph, Node node) {
        if (node.op() == Op.INPUT) {
            return graph.range(node.index()).orElse(null);
        }
        if (node.op() == Op.CONSTANT && Double.isFinite(node.constant())) {
            return new Range(node.constant(), node.constant());
        }
        if (node.op() != Op.MUL) {
            return null;
        }
        Range x = ranges.get(node.operand(0));
        Range y = ranges.get(node.operand(1));
        return x == null || y == null ? null : product(x, y);
    }

    /** Wider by more than any precision rounds; null where it is not finite. */
    private static Range product(Range x, Range y) {
        DoubleSummaryStatistics ends = DoubleStream.of(
                        x.min() * y.min(), x.min() * y.max(), x.max() * y.min(), x.max() * y.max())
                .summaryStatistics();
        double low = ends.getMin() - SLACK * Math.abs(ends.getMin());
        double high = ends.getMax() + SLACK * Math.abs(ends.getMax());
        return Double.isFinite(low) && Double.isFinite(high) ? new Range(low, high) : null;
    }

    /** Whether a value is known to lie from min to max. */
    boolean within(Node node, double min, double max) {
        Range range = ranges.get(node);
        return range != null && min <= range.min() && range.max() <= max;
    }
}
