package dev.antipode.core.lift;

import java.lang.reflect.Array;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/**
 * How a record type flattens into named numbers. Components may be {@code double}, records, and, where a length is
 * declared, {@code double[]} and arrays of records. Immutable.
 */
public final class RecordShape {
    private final Class<? extends Record> type;
    private final List<Part> parts;
    private final List<Leaf> leaves;

    private RecordShape(Class<? extends Record> type, List<Part> parts, List<Leaf> leaves) {
        this.type = type;
        this.parts = parts;
        this.leaves = leaves;
    }

    /**
     * The shape of a record type.
     *
     * @param type a record class
     * @param lengths gives the declared length of array components
     * @return its shape
     * @throws IllegalArgumentException naming the component, if one has a type that is not supported, an array has no
     *     length or a record contains itself
     */
    public static RecordShape of(Class<? extends Record> type, LengthOf lengths) {
        List<Leaf> leaves = new ArrayList<>();
        List<Part> parts = parts(type, lengths, "", List.of(), leaves, new HashSet<>());
        return new RecordShape(type, parts, List.copyOf(leaves));
    }

    private static List<Part> parts(
            Class<?> type,
            LengthOf lengths,
            String prefix,
            List<RecordComponent> path,
            List<Leaf> leaves,
            Set<Class<?>> open) {
        if (!type.isRecord()) {
            throw new IllegalArgumentException(type.getName() + " is not a record class");
        }
        if (!open.add(type)) {
            throw new IllegalArgumentException("record " + type.getName() + " contains itself");
        }
        List<Part> parts = new ArrayList<>();
        for (RecordComponent component : type.getRecordComponents()) {
            String name = prefix + component.getName();
            List<RecordComponent> here = append(path, component);
            Class<?> componentType = component.getType();
            if (componentType.isArray()) {
                Class<?> element = componentType.getComponentType();
                requireNumbers(component, type, element);
                int length = lengths.length(component);
                if (length < 0) {
                    throw new IllegalArgumentException("component '" + component.getName() + "' of record "
                            + type.getName() + " is an array without a length; declare how long it is");
                }
                List<Part> elements = new ArrayList<>();
                for (int i = 0; i < length; i++) {
                    elements.add(part(component, element, lengths, name + "[" + i + "]", here, leaves, open));
                }
                parts.add(new Part(component, componentType, List.copyOf(elements)));
            } else {
                requireNumbers(component, type, componentType);
                parts.add(part(component, componentType, lengths, name, here, leaves, open));
            }
        }
        open.remove(type);
        return List.copyOf(parts);
    }

    private static Part part(
            RecordComponent component,
            Class<?> type,
            LengthOf lengths,
            String name,
            List<RecordComponent> path,
            List<Leaf> leaves,
            Set<Class<?>> open) {
        if (type == double.class) {
            leaves.add(new Leaf(name, path));
            return new Part(component, type, List.of());
        }
        return new Part(component, type, parts(type, lengths, name + ".", path, leaves, open));
    }

    private static void requireNumbers(RecordComponent component, Class<?> owner, Class<?> type) {
        if (type != double.class && !type.isRecord()) {
            throw new IllegalArgumentException("component '" + component.getName() + "' of record " + owner.getName()
                    + " has type " + component.getGenericType().getTypeName()
                    + ", but only double, records, double[] and arrays of records are supported");
        }
    }

    private static List<RecordComponent> append(List<RecordComponent> path, RecordComponent component) {
        List<RecordComponent> longer = new ArrayList<>(path);
        longer.add(component);
        return List.copyOf(longer);
    }

    /**
     * The record class.
     *
     * @return the type this is the shape of
     */
    public Class<? extends Record> type() {
        return type;
    }

    /**
     * The numbers of the record.
     *
     * @return one leaf a number, depth first in component order
     */
    public List<Leaf> leaves() {
        return leaves;
    }

    /**
     * The count of numbers.
     *
     * @return {@code leaves().size()}
     */
    public int size() {
        return leaves.size();
    }

    /** The components of the record, for binding them to nodes. */
    List<Part> parts() {
        return parts;
    }

    /**
     * The numbers of a record, in the order of the leaves.
     *
     * @param value a record of this type
     * @return a new array of {@code size()} numbers
     * @throws IllegalArgumentException if an array has another length than declared or a component is null, or if the
     *     module of the record is not opened
     */
    public double[] flatten(Record value) {
        double[] values = new double[size()];
        flatten(Objects.requireNonNull(value, "value"), parts, values, 0);
        return values;
    }

    private static int flatten(Object value, List<Part> parts, double[] values, int offset) {
        int next = offset;
        for (Part part : parts) {
            next = flatten(Reflection.component(part.component(), value), part, values, next);
        }
        return next;
    }

    private static int flatten(Object value, Part part, double[] values, int offset) {
        if (value == null) {
            throw new IllegalArgumentException("component " + part.describe() + " is null");
        }
        if (part.type() == double.class) {
            values[offset] = (Double) value;
            return offset + 1;
        }
        if (!part.type().isArray()) {
            return flatten(value, part.parts(), values, offset);
        }
        int length = part.parts().size();
        if (Array.getLength(value) != length) {
            throw new IllegalArgumentException("component " + part.describe() + " has length " + Array.getLength(value)
                    + " but " + length + " is declared");
        }
        int next = offset;
        for (int i = 0; i < length; i++) {
            next = flatten(Array.get(value, i), part.parts().get(i), values, next);
        }
        return next;
    }

    /**
     * A record from its numbers, through its canonical constructor.
     *
     * @param values numbers in the order of the leaves, from {@code offset} on; not modified
     * @param offset index of the first
     * @return a new record of this type
     * @throws IllegalArgumentException if there are too few numbers, if the constructor refuses them, or if the module
     *     of the record is not opened
     */
    public Record assemble(double[] values, int offset) {
        if (offset < 0 || values.length - offset < size()) {
            throw new IllegalArgumentException(type.getName() + " needs " + size() + " numbers from index " + offset
                    + " on, but the array has length " + values.length);
        }
        return (Record) assemble(type, parts, new Reader(values, offset));
    }

    private static Object assemble(Class<?> type, List<Part> parts, Reader reader) {
        Class<?>[] types = Arrays.stream(type.getRecordComponents())
                .map(RecordComponent::getType)
                .toArray(Class<?>[]::new);
        Object[] arguments = parts.stream().map(part -> value(part, reader)).toArray();
        try {
            var constructor = type.getDeclaredConstructor(types);
            Reflection.open(constructor, type);
            return constructor.newInstance(arguments);
        } catch (InvocationTargetException e) {
            throw new IllegalArgumentException(
                    "the constructor of " + type.getName() + " refuses " + Arrays.toString(arguments) + ": "
                            + e.getCause().getMessage(),
                    e.getCause());
        } catch (ReflectiveOperationException e) {
            throw new IllegalArgumentException(
                    "the canonical constructor of " + type.getName() + " cannot be called", e);
        }
    }

    private static Object value(Part part, Reader reader) {
        if (part.type() == double.class) {
            return reader.next();
        }
        if (!part.type().isArray()) {
            return assemble(part.type(), part.parts(), reader);
        }
        int length = part.parts().size();
        Object array = Array.newInstance(part.type().getComponentType(), length);
        for (int i = 0; i < length; i++) {
            Array.set(array, i, value(part.parts().get(i), reader));
        }
        return array;
    }

    @Override
    public String toString() {
        return type.getName() + leaves.stream().map(Leaf::name).toList();
    }

    /**
     * One number of a record.
     *
     * @param name its name, such as {@code theta}, {@code body.position.x} or {@code disk[3].x}
     * @param path the components that lead to it, outermost first; the last one carries its annotations
     */
    public record Leaf(String name, List<RecordComponent> path) {}

    /** Gives the declared length of array components. */
    @FunctionalInterface
    public interface LengthOf {
        /**
         * The length of an array component.
         *
         * @param component a component of an array type
         * @return its length, or -1 where none is declared
         */
        int length(RecordComponent component);
    }

    /** A component, or an element of an array component; arrays and records have parts. */
    record Part(RecordComponent component, Class<?> type, List<Part> parts) {
        String describe() {
            return "'" + component.getName() + "' of record "
                    + component.getDeclaringRecord().getName();
        }
    }

    private static final class Reader {
        private final double[] values;
        private int next;

        Reader(double[] values, int offset) {
            this.values = values;
            this.next = offset;
        }

        double next() {
            return values[next++];
        }
    }
}
