package dev.antipode.core.lift;

import dev.antipode.core.graph.GraphBuilder;
import dev.antipode.core.graph.Node;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.List;

/** The nodes of a returned value, flattened like {@link RecordShape}. */
final class Results {
    private final GraphBuilder graph;
    private final Heap heap;
    private final List<String> names = new ArrayList<>();
    private final List<Node> nodes = new ArrayList<>();

    Results(GraphBuilder graph, Heap heap) {
        this.graph = graph;
        this.heap = heap;
    }

    Lifter.Lifted of(Value value, Class<?> declared) {
        Class<?> type = declared;
        if (value instanceof Value.Real(Node node)) {
            add("value", node);
        } else if (declared == boolean.class) {
            Node mask = new Masks(graph).of(value);
            add("value", mask != null ? mask : refuse(value));
        } else if (value instanceof Value.Ref ref && heap.contents(ref) instanceof Entity entity) {
            type = entity.type();
            if (entity.isArray()) {
                elements("value", entity);
            } else {
                record("", entity);
            }
        } else {
            refuse(value);
        }
        return new Lifter.Lifted(List.copyOf(names), List.copyOf(nodes), type);
    }

    private void add(String name, Node node) {
        names.add(name);
        nodes.add(node);
    }

    private void record(String prefix, Entity record) {
        if (!record.type().isRecord()) {
            throw new Refusal("an object of class " + record.type().getName() + " is returned", "return a record");
        }
        for (RecordComponent component : record.type().getRecordComponents()) {
            Value value = heap.readField(record, Reflection.find(record.type(), component.getName()));
            leaf(prefix + component.getName(), value);
        }
    }

    private void elements(String name, Entity array) {
        for (int i = 0; i < array.length(); i++) {
            leaf(name + "[" + i + "]", array.get(i));
        }
    }

    private void leaf(String name, Value value) {
        switch (value) {
            case Value.Real(Node node) -> add(name, node);
            case Value.Ref ref
            when heap.contents(ref) instanceof Entity entity -> {
                if (entity.isArray()) {
                    elements(name, entity);
                } else {
                    record(name + ".", entity);
                }
            }
            case Value.Conflict conflict -> throw conflict.refusal();
            default ->
                throw new Refusal("component '" + name + "' of the result is not made of doubles", "return doubles");
        }
    }

    private static Node refuse(Value value) {
        if (value instanceof Value.Conflict conflict) {
            throw conflict.refusal();
        }
        throw new Refusal(
                value == Value.Null.NULL
                        ? "null is returned"
                        : "the result is neither a double, a boolean nor a record",
                "return a record of doubles, a double or a boolean");
    }
}
