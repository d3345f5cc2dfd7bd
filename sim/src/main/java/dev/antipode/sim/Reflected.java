package dev.antipode.sim;

import dev.antipode.core.lift.Argument;
import dev.antipode.core.lift.RecordShape;
import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.lang.reflect.TypeVariable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.DoubleStream;

/** Reads what a user's class declares: its record types and their signals. For front ends of the kind of {@link Task}. */
public final class Reflected {
    /** Shapes never change, and those of large states take a while to make. */
    private static final ClassValue<RecordShape> SHAPES = new ClassValue<>() {
        @Override
        protected RecordShape computeValue(Class<?> type) {
            return RecordShape.of(type.asSubclass(Record.class), component -> {
                Length length = component.getAnnotation(Length.class);
                return length == null ? -1 : length.value();
            });
        }
    };

    private Reflected() {}

    /**
     * The record types that a class gives for the type parameters of a generic interface.
     *
     * @param implementation a class that names concrete records, itself or by its superclasses
     * @param generic the interface
     * @return one record type for each type parameter, in order
     * @throws IllegalArgumentException if a parameter is not bound to a record, as in a lambda
     */
    public static List<Class<? extends Record>> recordTypes(Class<?> implementation, Class<?> generic) {
        Map<TypeVariable<?>, Type> bindings = new HashMap<>();
        collect(implementation, bindings);
        List<Class<? extends Record>> types = new ArrayList<>();
        for (TypeVariable<?> parameter : generic.getTypeParameters()) {
            Type type = parameter;
            while (type instanceof TypeVariable<?> variable && bindings.containsKey(variable)) {
                type = bindings.get(variable);
            }
            if (!(type instanceof Class<?> found && found.isRecord())) {
                throw new IllegalArgumentException(implementation.getName() + " must name a record for type parameter "
                        + parameter.getName() + " of " + generic.getSimpleName() + ", but gives " + type.getTypeName()
                        + "; write a class that implements " + generic.getSimpleName() + " with concrete records");
            }
            types.add(found.asSubclass(Record.class));
        }
        return types;
    }

    private static void collect(Type type, Map<TypeVariable<?>, Type> bindings) {
        Class<?> raw;
        if (type instanceof ParameterizedType parameterized) {
            raw = (Class<?>) parameterized.getRawType();
            Type[] arguments = parameterized.getActualTypeArguments();
            for (int i = 0; i < arguments.length; i++) {
                bindings.putIfAbsent(raw.getTypeParameters()[i], arguments[i]);
            }
        } else if (type instanceof Class<?> plain) {
            raw = plain;
        } else {
            return;
        }
        if (raw.getGenericSuperclass() != null) {
            collect(raw.getGenericSuperclass(), bindings);
        }
        for (Type implemented : raw.getGenericInterfaces()) {
            collect(implemented, bindings);
        }
    }

    /**
     * How a record type flattens, with arrays as long as their {@link Length}.
     *
     * @param type the record
     * @return its shape
     * @throws IllegalArgumentException naming the component that is not supported
     */
    public static RecordShape shape(Class<? extends Record> type) {
        return SHAPES.get(type);
    }

    /**
     * What a record's annotations say of its numbers.
     *
     * @param shape of the record
     * @return one signal a number, in order
     * @throws IllegalArgumentException if an annotation contradicts itself, names a unit that is none, or says what only inputs can have
     */
    public static List<Signal> signals(RecordShape shape) {
        List<Signal> signals = inputs(shape);
        for (Signal signal : signals) {
            if (signal.stepped()) {
                throw new IllegalArgumentException("'" + signal.name()
                        + "' has @Levels, but only an input of a plant can have levels; leave them out");
            }
        }
        return signals;
    }

    /**
     * What a method of numbers and records is lifted with.
     *
     * @param method whose parameters are doubles and records of them
     * @return an argument for each parameter
     */
    public static List<Argument> arguments(Method method) {
        List<Argument> arguments = new ArrayList<>();
        for (Class<?> type : method.getParameterTypes()) {
            String prefix = "argument" + arguments.size();
            arguments.add(
                    type == double.class
                            ? Argument.scalar(prefix)
                            : Argument.record(prefix, shape(type.asSubclass(Record.class))));
        }
        return arguments;
    }

    /** What the annotations of a record of inputs say of its numbers. */
    static List<Signal> inputs(RecordShape shape) {
        return shape.leaves().stream().map(Reflected::signal).toList();
    }

    private static Signal signal(RecordShape.Leaf leaf) {
        Range range = annotation(leaf, Range.class);
        Rate rate = annotation(leaf, Rate.class);
        Default value = annotation(leaf, Default.class);
        Levels declared = annotation(leaf, Levels.class);
        List<Double> levels = declared == null
                ? List.of()
                : DoubleStream.of(declared.value()).boxed().toList();
        double min = levels.isEmpty() ? Double.NEGATIVE_INFINITY : levels.getFirst();
        double max = levels.isEmpty() ? Double.POSITIVE_INFINITY : levels.getLast();
        return new Signal(
                leaf.name(),
                DeclaredUnit.of(leaf, annotation(leaf, Unit.class)),
                range == null ? min : range.min(),
                range == null ? max : range.max(),
                rate == null ? Double.POSITIVE_INFINITY : rate.value(),
                annotation(leaf, Angle.class) != null,
                value == null ? 0 : value.value(),
                levels);
    }

    private static <A extends Annotation> A annotation(RecordShape.Leaf leaf, Class<A> type) {
        List<RecordComponent> path = leaf.path();
        return path.get(path.size() - 1).getAnnotation(type);
    }

    /** The method of this name that a receiver runs: its own, a superclass's or an interface's, but no bridge. */
    static Method method(Object receiver, String name) {
        for (Class<?> type = receiver.getClass(); type != null; type = type.getSuperclass()) {
            for (Method method : type.getDeclaredMethods()) {
                if (method.getName().equals(name) && !method.isBridge() && !method.isSynthetic()) {
                    return method;
                }
            }
        }
        for (Class<?> declared : List.of(Dynamics.class, Plant.class, Task.class)) {
            for (Method method : declared.getMethods()) {
                if (declared.isInstance(receiver) && method.getName().equals(name)) {
                    return method;
                }
            }
        }
        throw new IllegalArgumentException(receiver.getClass().getName() + " has no method " + name);
    }

    /** Whether a receiver's class overrides a default method of the interfaces here. */
    static boolean overrides(Object receiver, String name) {
        Class<?> declarer = method(receiver, name).getDeclaringClass();
        return declarer != Dynamics.class && declarer != Plant.class && declarer != Task.class;
    }
}
