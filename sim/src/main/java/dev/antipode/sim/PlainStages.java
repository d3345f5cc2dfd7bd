package dev.antipode.sim;

import dev.antipode.core.lift.RecordShape;
import dev.antipode.core.program.Rows;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.List;

/** The stages of a composed plant as plain Java calls, for debugging: slow and readable. */
final class PlainStages {
    private PlainStages() {}

    static <X extends Record, U extends Record, P extends Record> X next(
            ComposedPlant<X, U, P> plant, X state, U input, P parameters) {
        Composition composition = Composition.of(plant.getClass().getSimpleName(), plant);
        double[] values = new double[composition.count()];
        RecordShape shape = Reflected.shape(state.getClass());
        put(values, composition.state(), shape.flatten(state));
        put(values, composition.input(), Reflected.shape(input.getClass()).flatten(input));
        put(
                values,
                composition.parameters(),
                Reflected.shape(parameters.getClass()).flatten(parameters));
        for (Stage stage : composition.stages()) {
            run(stage, values);
        }
        @SuppressWarnings("unchecked")
        X next = (X) shape.assemble(values, 0);
        return next;
    }

    private static void put(double[] values, Rows rows, double[] numbers) {
        System.arraycopy(numbers, 0, values, rows.first(), numbers.length);
    }

    private static void run(Stage stage, double[] values) {
        int[] from = Stage.numbers(stage.from());
        double[] arguments = new double[from.length];
        for (int i = 0; i < from.length; i++) {
            arguments[i] = values[from[i]];
        }
        double[] result = numbers(call(stage, records(stage.method(), arguments)));
        int[] to = Stage.numbers(stage.to());
        for (int i = 0; i < to.length; i++) {
            values[to[i]] = result[i];
        }
    }

    private static Object[] records(Method method, double[] numbers) {
        List<Object> arguments = new ArrayList<>();
        int next = 0;
        for (Class<?> type : method.getParameterTypes()) {
            if (type == double.class) {
                arguments.add(numbers[next++]);
            } else {
                RecordShape shape = Reflected.shape(type.asSubclass(Record.class));
                arguments.add(shape.assemble(numbers, next));
                next += shape.size();
            }
        }
        return arguments.toArray();
    }

    private static double[] numbers(Object result) {
        return result instanceof Record record
                ? Reflected.shape(record.getClass()).flatten(record)
                : new double[] {(Double) result};
    }

    private static Object call(Stage stage, Object[] arguments) {
        try {
            stage.method().setAccessible(true);
            return stage.method().invoke(stage.receiver(), arguments);
        } catch (InvocationTargetException e) {
            throw new IllegalStateException("stage '" + stage.name() + "' failed", e.getCause());
        } catch (IllegalAccessException e) {
            throw new IllegalStateException("stage '" + stage.name() + "' cannot be called", e);
        }
    }
}
