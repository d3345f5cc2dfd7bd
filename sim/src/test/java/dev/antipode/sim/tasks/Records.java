package dev.antipode.sim.tasks;

import dev.antipode.sim.Default;
import dev.antipode.sim.Length;
import dev.antipode.sim.Range;
import java.lang.reflect.Array;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.DoubleStream;

/** Makes records from their annotations and takes them apart. */
final class Records {
    private Records() {}

    /** A record whose components all have their default. */
    static <T> T defaults(Class<T> type) {
        return make(
                type,
                c -> c.isAnnotationPresent(Default.class)
                        ? c.getAnnotation(Default.class).value()
                        : 0);
    }

    /** A record whose components are drawn from their ranges, widened by a factor about their middle. */
    static <T> T random(Class<T> type, SeededDraw draw, double widening) {
        return make(type, c -> {
            Range range = c.getAnnotation(Range.class);
            double middle = range == null ? 0 : (range.min() + range.max()) / 2;
            double half = range == null ? 1 : (range.max() - range.min()) / 2;
            return middle + widening * half * draw.uniform(-1, 1);
        });
    }

    static <T> T make(Class<T> type, ToDoubleFunction<RecordComponent> value) {
        try {
            RecordComponent[] components = type.getRecordComponents();
            Class<?>[] types = new Class<?>[components.length];
            Object[] values = new Object[components.length];
            for (int i = 0; i < components.length; i++) {
                types[i] = components[i].getType();
                values[i] = component(components[i], value);
            }
            return type.getDeclaredConstructor(types).newInstance(values);
        } catch (ReflectiveOperationException e) {
            throw new AssertionError(e);
        }
    }

    private static Object component(RecordComponent component, ToDoubleFunction<RecordComponent> value) {
        if (component.getType() == double.class) {
            return value.applyAsDouble(component);
        }
        if (component.getType() == double[].class) {
            return DoubleStream.generate(() -> value.applyAsDouble(component))
                    .limit(component.getAnnotation(Length.class).value())
                    .toArray();
        }
        if (component.getType().isArray()) {
            Class<?> element = component.getType().getComponentType();
            int length = component.getAnnotation(Length.class).value();
            Object array = Array.newInstance(element, length);
            for (int i = 0; i < length; i++) {
                Array.set(array, i, make(element, value));
            }
            return array;
        }
        return make(component.getType(), value);
    }

    static List<Double> numbers(Record record) {
        List<Double> numbers = new ArrayList<>();
        try {
            for (RecordComponent component : record.getClass().getRecordComponents()) {
                Object value = component.getAccessor().invoke(record);
                switch (value) {
                    case Record nested -> numbers.addAll(numbers(nested));
                    case double[] array -> DoubleStream.of(array).forEach(numbers::add);
                    case Record[] array -> Arrays.stream(array).forEach(element -> numbers.addAll(numbers(element)));
                    default -> numbers.add((Double) value);
                }
            }
        } catch (ReflectiveOperationException e) {
            throw new AssertionError(e);
        }
        return numbers;
    }

    /** The records that a class gives for the parameters of a generic supertype it or a superclass names. */
    static Class<?>[] arguments(Class<?> type, Class<?> generic) {
        for (Class<?> at = type; at != null; at = at.getSuperclass()) {
            for (java.lang.reflect.Type implemented : at.getGenericInterfaces()) {
                if (implemented instanceof java.lang.reflect.ParameterizedType p && p.getRawType() == generic) {
                    Class<?>[] classes = new Class<?>[p.getActualTypeArguments().length];
                    for (int i = 0; i < classes.length; i++) {
                        classes[i] = (Class<?>) p.getActualTypeArguments()[i];
                    }
                    return classes;
                }
            }
        }
        throw new AssertionError(type + " does not name the arguments of " + generic);
    }
}
