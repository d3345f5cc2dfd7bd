package dev.antipode.core.lift;

import dev.antipode.core.graph.GraphBuilder;
import dev.antipode.core.graph.Node;
import java.util.HashMap;
import java.util.Map;

/** Makes one value of the two that the sides of a symbolic condition left in the same place. */
final class Merge {
    private static final String MERGED = "an array or object that differs between the two sides of a condition on"
            + " symbolic values is written afterwards";

    private record Pair(Value.Ref first, Value.Ref second) {}

    private final GraphBuilder graph;
    private final Masks masks;
    private final Heap heap;
    private final Node second;
    private final Map<Entity.Slot, Value> firstWrites;
    private final Map<Entity.Slot, Value> secondWrites;
    private final Map<Pair, Entity> merged = new HashMap<>();

    /**
     * A merge of two sides.
     *
     * @param second the condition under which the second side's values hold
     * @param firstWrites what the first side wrote to older entities; undone now
     * @param secondWrites the same for the second side
     */
    Merge(
            GraphBuilder graph,
            Heap heap,
            Node second,
            Map<Entity.Slot, Value> firstWrites,
            Map<Entity.Slot, Value> secondWrites) {
        this.graph = graph;
        this.masks = new Masks(graph);
        this.heap = heap;
        this.second = second;
        this.firstWrites = firstWrites;
        this.secondWrites = secondWrites;
    }

    /** The merged contents of all places that either side wrote. */
    Map<Entity.Slot, Value> writes() {
        Map<Entity.Slot, Value> result = new java.util.LinkedHashMap<>();
        for (Entity.Slot slot : firstWrites.keySet()) {
            result.put(slot, slot(slot));
        }
        for (Entity.Slot slot : secondWrites.keySet()) {
            if (!firstWrites.containsKey(slot)) {
                result.put(slot, slot(slot));
            }
        }
        return result;
    }

    private Value slot(Entity.Slot slot) {
        Value now = slot.entity().get(slot.index());
        return of(firstWrites.getOrDefault(slot, now), secondWrites.getOrDefault(slot, now));
    }

    Value[] of(Value[] first, Value[] other) {
        Value[] result = new Value[first.length];
        for (int i = 0; i < first.length; i++) {
            result[i] = of(first[i], other[i]);
        }
        return result;
    }

    /** The value that is {@code a} on the first side and {@code b} on the second. */
    Value of(Value a, Value b) {
        if (Value.same(a, b)) {
            return a;
        }
        if (a == null || b == null) {
            return new Value.Conflict("a variable has a value on one side of a symbolic condition only", null, false);
        }
        return switch (a) {
            case Value.Conflict conflict -> conflict;
            case Value _ when b instanceof Value.Conflict conflict -> conflict;
            case Value.Real(Node x) when b instanceof Value.Real(Node y) -> new Value.Real(graph.select(second, y, x));
            case Value.Int(int x) when b instanceof Value.Int(int y) && x == y -> a;
            case Value.Long64 _, Value.Single _ when a.equals(b) -> a;
            case Value.Int _, Value.Mask _
            when masks.of(a) != null && masks.of(b) != null ->
                masks.value(masks.select(second, masks.of(b), masks.of(a)));
            case Value.Ref x when b instanceof Value.Ref y -> references(x, y);
            default ->
                new Value.Conflict(
                        "an integer differs between the two sides of a condition on symbolic values (" + describe(a)
                                + " and " + describe(b) + ")",
                        "use a double",
                        a.wide());
        };
    }

    private static String describe(Value value) {
        return switch (value) {
            case Value.Int(int i) -> Integer.toString(i);
            case Value.Long64(long l) -> Long.toString(l);
            case Value.Single(float f) -> Float.toString(f);
            default -> "a truth value";
        };
    }

    private Value references(Value.Ref a, Value.Ref b) {
        if (a.equals(b)) {
            return a;
        }
        Entity first = heap.contents(a);
        Entity other = heap.contents(b);
        if (first == null || other == null) {
            return new Value.Conflict(
                    "the two sides of a condition on symbolic values leave different references (" + name(a) + " and "
                            + name(b) + ")",
                    "use records of doubles of one class on both sides",
                    false);
        }
        if (first.type() != other.type() || first.length() != other.length()) {
            return new Value.Conflict(
                    "the two sides of a condition on symbolic values leave objects of different classes or lengths ("
                            + name(a) + " and " + name(b) + ")",
                    "use one class and one length on both sides",
                    false);
        }
        Pair pair = new Pair(a, b);
        Entity known = merged.get(pair);
        return known != null ? known : fields(pair, first, other);
    }

    private Entity fields(Pair pair, Entity first, Entity other) {
        // Two names for the contents from now on: neither the sources nor the copy may change.
        first.freeze(MERGED);
        other.freeze(MERGED);
        Entity result = heap.make(first.type(), new Value[first.length()]);
        merged.put(pair, result);
        for (int i = 0; i < first.length(); i++) {
            result.set(i, of(read(firstWrites, first, i), read(secondWrites, other, i)));
        }
        result.freeze(MERGED);
        return result;
    }

    private static Value read(Map<Entity.Slot, Value> writes, Entity entity, int index) {
        return writes.getOrDefault(new Entity.Slot(entity, index), entity.get(index));
    }

    private static String name(Value.Ref ref) {
        return switch (ref) {
            case Value.Null _ -> "null";
            case Value.Known(Object object) -> object.getClass().getTypeName();
            case Entity entity ->
                entity.isArray()
                        ? entity.type().getComponentType().getTypeName() + "[" + entity.length() + "]"
                        : entity.type().getTypeName();
            case Value.Answering _ -> "an interface";
        };
    }
}
