package dev.antipode.sim;

import java.lang.reflect.Array;
import java.lang.reflect.Constructor;
import java.lang.reflect.RecordComponent;

/** Integration steps in plain Java over records, for debugging: slow, readable, and free of any graph. */
final class PlainSteps {
    private PlainSteps() {}

    static <X extends Record, U extends Record, P extends Record> X next(
            IntegratedPlant<X, U, P> plant, X x, U u, P p) {
        Dynamics<X, U, P> f = plant.dynamics();
        double h = plant.period();
        X k1 = f.derivative(x, u, p);
        X next = switch (plant.integrator()) {
            case EXPLICIT_EULER -> add(x, h, k1);
            case SEMI_IMPLICIT_EULER ->
                throw new UnsupportedOperationException(
                        "semi-implicit Euler needs the plant's graph to tell positions from velocities; use a PlantModel");
            case MIDPOINT -> add(x, h, f.derivative(add(x, h / 2, k1), u, p));
            case RK4 -> {
                X k2 = f.derivative(add(x, h / 2, k1), u, p);
                X k3 = f.derivative(add(x, h / 2, k2), u, p);
                X k4 = f.derivative(add(x, h, k3), u, p);
                yield add(x, h / 6, add(add(add(k1, 2, k2), 2, k3), 1, k4));
            }
        };
        return f.constrain(next, p);
    }

    /** {@code a + scale * b}, component by component. */
    private static <X> X add(X a, double scale, X b) {
        @SuppressWarnings("unchecked")
        X sum = (X) addValues(a, scale, b);
        return sum;
    }

    private static Object addValues(Object a, double scale, Object b) {
        if (a instanceof Double x && b instanceof Double y) {
            return Math.fma(scale, y, x);
        }
        if (a.getClass().isArray()) {
            int length = Array.getLength(a);
            Object sum = Array.newInstance(a.getClass().getComponentType(), length);
            for (int i = 0; i < length; i++) {
                Array.set(sum, i, addValues(Array.get(a, i), scale, Array.get(b, i)));
            }
            return sum;
        }
        RecordComponent[] components = a.getClass().getRecordComponents();
        Object[] values = new Object[components.length];
        Class<?>[] types = new Class<?>[components.length];
        try {
            for (int i = 0; i < components.length; i++) {
                components[i].getAccessor().setAccessible(true);
                types[i] = components[i].getType();
                values[i] = addValues(
                        components[i].getAccessor().invoke(a),
                        scale,
                        components[i].getAccessor().invoke(b));
            }
            Constructor<?> constructor = a.getClass().getDeclaredConstructor(types);
            constructor.setAccessible(true);
            return constructor.newInstance(values);
        } catch (ReflectiveOperationException e) {
            throw new IllegalArgumentException(
                    "cannot read or make a " + a.getClass().getName(), e);
        }
    }
}
