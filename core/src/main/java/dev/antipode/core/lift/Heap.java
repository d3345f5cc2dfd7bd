package dev.antipode.core.lift;

import dev.antipode.core.graph.GraphBuilder;
import dev.antipode.core.graph.Node;
import java.lang.reflect.Array;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The fields and array elements of the lifted program and of the real objects it can see. */
final class Heap {
    private final GraphBuilder graph;
    private final List<Fork> forks;
    private final Map<Class<?>, List<Field>> layouts = new HashMap<>();
    private int births;
    private long writes;

    Heap(GraphBuilder graph, List<Fork> forks) {
        this.graph = graph;
        this.forks = forks;
    }

    int births() {
        return births;
    }

    long writes() {
        return writes;
    }

    Entity make(Class<?> type, Value[] slots) {
        return new Entity(type, slots, births++);
    }

    /** A new object with all fields at their defaults. */
    Entity object(Class<?> type) {
        List<Field> layout = layout(type);
        Value[] slots = new Value[layout.size()];
        for (int i = 0; i < slots.length; i++) {
            slots[i] = zero(layout.get(i).getType());
        }
        return make(type, slots);
    }

    /** A new array with all elements at their defaults. */
    Entity array(Class<?> elementType, int length) {
        if (length < 0) {
            throw new Refusal("an array of negative length " + length + " is made");
        }
        Value[] slots = new Value[length];
        java.util.Arrays.fill(slots, zero(elementType));
        return make(elementType.arrayType(), slots);
    }

    private Value zero(Class<?> type) {
        return type == double.class
                ? new Value.Real(graph.constant(0))
                : type == long.class
                        ? new Value.Long64(0)
                        : type == float.class
                                ? new Value.Single(0)
                                : type.isPrimitive() ? new Value.Int(0) : Value.Null.NULL;
    }

    /** The instance fields of a class and its superclasses. */
    private List<Field> layout(Class<?> type) {
        return layouts.computeIfAbsent(type, t -> {
            List<Field> fields = new ArrayList<>();
            for (Class<?> c = t; c != null; c = c.getSuperclass()) {
                for (Field field : c.getDeclaredFields()) {
                    if (!Modifier.isStatic(field.getModifiers())) {
                        fields.add(field);
                    }
                }
            }
            return fields;
        });
    }

    private int index(Entity object, Field field) {
        int index = layout(object.type()).indexOf(field);
        if (index < 0) {
            throw new IllegalStateException(object.type() + " has no " + field);
        }
        return index;
    }

    Value readField(Value.Ref ref, Field field) {
        return switch (ref) {
            case Entity entity -> entity.get(index(entity, field));
            case Value.Known(Object object) -> {
                if (!Modifier.isFinal(field.getModifiers())) {
                    throw new Refusal(
                            "field '" + field.getName() + "' of "
                                    + field.getDeclaringClass().getName() + " is read but not final",
                            "declare it final, or make it a component of the parameters");
                }
                yield fromJava(Reflection.field(field, object), field.getType());
            }
            case Value.Null _ -> throw nullPointer();
            case Value.Answering _ -> throw new IllegalStateException("an interface has no fields");
        };
    }

    void writeField(Value.Ref ref, Field field, Value value) {
        switch (ref) {
            case Entity entity -> write(entity, index(entity, field), value);
            case Value.Null _ -> throw nullPointer();
            default ->
                throw new Refusal(
                        "field '" + field.getName() + "' of an object that existed before is written",
                        "return the new value instead: lifted methods are pure");
        }
    }

    static Refusal nullPointer() {
        return new Refusal("a null reference is used");
    }

    int length(Value.Ref ref) {
        return switch (ref) {
            case Entity entity -> entity.length();
            case Value.Known(Object array) -> Array.getLength(array);
            case Value.Null _ -> throw nullPointer();
            case Value.Answering _ -> throw new IllegalStateException("an interface has no length");
        };
    }

    private int checked(Value.Ref array, int index) {
        int length = length(array);
        if (index < 0 || index >= length) {
            throw new Refusal("index " + index + " is outside of an array of length " + length);
        }
        return index;
    }

    Value readElement(Value.Ref ref, int index) {
        checked(ref, index);
        return ref instanceof Value.Known(Object array)
                ? fromJava(Array.get(array, index), array.getClass().getComponentType())
                : ((Entity) ref).get(index);
    }

    void writeElement(Value.Ref ref, int index, Value value) {
        checked(ref, index);
        if (!(ref instanceof Entity entity)) {
            throw new Refusal("an array that existed before is written", "write to a clone() of it");
        }
        write(entity, index, value);
    }

    private void write(Entity entity, int index, Value value) {
        if (entity.frozen() != null) {
            throw new Refusal(entity.frozen(), "write to a clone() or make a new one");
        }
        put(entity, index, value);
    }

    /** Writes and keeps the old value for the innermost fork, where the entity is older than that. */
    void put(Entity entity, int index, Value value) {
        if (!forks.isEmpty() && entity.birth() < forks.getLast().births) {
            forks.getLast().before.putIfAbsent(new Entity.Slot(entity, index), entity.get(index));
            writes++;
        }
        entity.set(index, value);
    }

    /** A copy of an array that may be written. */
    Entity copy(Value.Ref ref) {
        Entity from = contents(ref);
        if (from == null || !from.isArray()) {
            throw new Refusal("something that is not an array is cloned");
        }
        Value[] slots = new Value[from.length()];
        for (int i = 0; i < slots.length; i++) {
            slots[i] = from.get(i);
        }
        return make(from.type(), slots);
    }

    /** The reference as an entity, a real record or array being read into one; null where it has no contents. */
    Entity contents(Value.Ref ref) {
        return switch (ref) {
            case Entity entity -> entity;
            case Value.Known(Object object)
            when object.getClass().isArray() -> {
                Value[] slots = new Value[Array.getLength(object)];
                for (int i = 0; i < slots.length; i++) {
                    slots[i] = fromJava(Array.get(object, i), object.getClass().getComponentType());
                }
                Entity array = make(object.getClass(), slots);
                array.freeze("an array that existed before is written");
                yield array;
            }
            case Value.Known(Object object)
            when object instanceof Record -> {
                List<Field> layout = layout(object.getClass());
                Value[] slots = new Value[layout.size()];
                for (int i = 0; i < slots.length; i++) {
                    slots[i] = readField(ref, layout.get(i));
                }
                yield make(object.getClass(), slots);
            }
            default -> null;
        };
    }

    /** A real value as the lifted program sees it. */
    Value fromJava(Object value, Class<?> type) {
        if (!type.isPrimitive()) {
            return value == null ? Value.Null.NULL : new Value.Known(value);
        }
        return switch (value) {
            case Double d -> new Value.Real(graph.constant(d));
            case Float f -> new Value.Single(f);
            case Long l -> new Value.Long64(l);
            case Boolean b -> new Value.Int(b ? 1 : 0);
            case Character c -> new Value.Int(c);
            case Number n -> new Value.Int(n.intValue());
            default -> throw new IllegalStateException("not a primitive: " + value);
        };
    }

    /** A record argument: its numbers come from {@code nodes}, in the order of the leaves. */
    Entity record(RecordShape shape, List<Node> nodes) {
        return record(shape.type(), shape.parts(), nodes.iterator());
    }

    private Entity record(Class<?> type, List<RecordShape.Part> parts, java.util.Iterator<Node> nodes) {
        Entity record = object(type);
        for (RecordShape.Part part : parts) {
            Field field = Reflection.find(type, part.component().getName());
            record.set(index(record, field), argument(part, nodes));
        }
        return record;
    }

    private Value argument(RecordShape.Part part, java.util.Iterator<Node> nodes) {
        if (part.type() == double.class) {
            return new Value.Real(nodes.next());
        }
        if (!part.type().isArray()) {
            return record(part.type(), part.parts(), nodes);
        }
        Entity array = array(part.type().getComponentType(), part.parts().size());
        for (int i = 0; i < array.length(); i++) {
            array.set(i, argument(part.parts().get(i), nodes));
        }
        array.freeze("an array of an argument is written");
        return array;
    }
}
