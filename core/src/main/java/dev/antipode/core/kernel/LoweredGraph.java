package dev.antipode.core.kernel;

import dev.antipode.core.memory.Precision;
import java.util.List;

/**
 * A graph of primitive operations in one precision and arithmetic mode. Never stored, never differentiated.
 *
 * @param precision the format of every real
 * @param arithmetic how multiply-adds are computed
 * @param inputs the number of inputs, used or not
 * @param outputs one real node an output; the graph is what they depend on
 */
record LoweredGraph(Precision precision, Arithmetic arithmetic, int inputs, List<LoweredNode> outputs) {
    LoweredGraph {
        outputs = List.copyOf(outputs);
    }
}
