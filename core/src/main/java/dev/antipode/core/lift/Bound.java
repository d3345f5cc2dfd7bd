package dev.antipode.core.lift;

import dev.antipode.core.graph.Node;
import java.util.List;

/** The kinds of {@link Argument}. */
final class Bound {
    private Bound() {}

    record Inputs(String prefix, RecordShape shape) implements Argument {}

    record Scalar(String name) implements Argument {}

    record Values(RecordShape shape, List<Node> nodes) implements Argument {}

    record Single(Node node) implements Argument {}

    record Calls(CallHandler handler) implements Argument {}

    record Concrete(Object value) implements Argument {}
}
