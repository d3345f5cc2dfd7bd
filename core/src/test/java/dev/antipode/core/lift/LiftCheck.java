package dev.antipode.core.lift;

import static org.assertj.core.api.Assertions.assertThat;

import dev.antipode.core.graph.Graph;
import dev.antipode.core.graph.GraphBuilder;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/**
 * Lifts a method and compares the graph with the method itself, called by reflection, on random and special numbers, bit
 * for bit.
 */
final class LiftCheck {
    static final int ARRAY_LENGTH = 3;

    private static final double[] SPECIAL = {
        0.0,
        -0.0,
        1,
        -1,
        2,
        0.5,
        -0.5,
        Double.NaN,
        Double.POSITIVE_INFINITY,
        Double.NEGATIVE_INFINITY,
        Double.MIN_VALUE,
        Double.MAX_VALUE
    };

    private final Object receiver;
    private final Method method;
    private final Graph graph;
    private final Lifter.Lifted lifted;

    private LiftCheck(Object receiver, Method method) {
        this.receiver = receiver;
        this.method = method;
        GraphBuilder builder = new GraphBuilder();
        List<Argument> arguments = new ArrayList<>();
        for (int i = 0; i < method.getParameterCount(); i++) {
            Class<?> type = method.getParameterTypes()[i];
            arguments.add(type == double.class ? Argument.scalar("x" + i) : Argument.record("p" + i, shape(type)));
        }
        this.lifted = new Lifter(builder).lift(receiver, method, arguments);
        this.graph = builder.build(lifted.names(), lifted.nodes());
    }

    static RecordShape shape(Class<?> type) {
        return RecordShape.of(type.asSubclass(Record.class), component -> ARRAY_LENGTH);
    }

    static Method method(Class<?> type, String name) {
        return Arrays.stream(type.getDeclaredMethods())
                .filter(m -> m.getName().equals(name) && !m.isBridge())
                .findFirst()
                .orElseThrow();
    }

    /** Lifts a method whose parameters are doubles and records of doubles, and compares it with itself. */
    static Graph agrees(Object receiver, String name) {
        LiftCheck check = new LiftCheck(receiver, method(receiver.getClass(), name));
        check.compare(2000);
        return check.graph;
    }

    static Graph graph(Object receiver, String name) {
        return new LiftCheck(receiver, method(receiver.getClass(), name)).graph;
    }

    static Lifter.Lifted lift(Object receiver, String name) {
        return new LiftCheck(receiver, method(receiver.getClass(), name)).lifted;
    }

    private void compare(int count) {
        Random random = new Random(7);
        for (int n = 0; n < count; n++) {
            double[] inputs = new double[graph.inputNames().size()];
            for (int i = 0; i < inputs.length; i++) {
                inputs[i] = number(random, n);
            }
            double[] expected = call(inputs);
            double[] actual = graph.evaluate(inputs);
            assertThat(bits(actual))
                    .as(
                            "%s of %s: %s, by Java %s",
                            method, Arrays.toString(inputs), Arrays.toString(actual), Arrays.toString(expected))
                    .isEqualTo(bits(expected));
        }
    }

    /** Round numbers often, so that comparisons meet their ties; special ones in some rounds. */
    private static double number(Random random, int round) {
        int kind = random.nextInt(round % 3 == 0 ? 10 : 6);
        return switch (kind) {
            case 0, 1 -> random.nextInt(7) - 3;
            case 2, 3 -> random.nextGaussian();
            case 4 -> random.nextGaussian() * 10;
            case 5 -> random.nextDouble();
            default -> SPECIAL[random.nextInt(SPECIAL.length)];
        };
    }

    private double[] call(double[] inputs) {
        Object[] arguments = new Object[method.getParameterCount()];
        int next = 0;
        for (int i = 0; i < arguments.length; i++) {
            Class<?> type = method.getParameterTypes()[i];
            if (type == double.class) {
                arguments[i] = inputs[next++];
            } else {
                RecordShape shape = shape(type);
                arguments[i] = shape.assemble(inputs, next);
                next += shape.size();
            }
        }
        try {
            method.setAccessible(true);
            return switch (method.invoke(receiver, arguments)) {
                case Double d -> new double[] {d};
                case Boolean b -> new double[] {b ? 1 : 0};
                case double[] array -> array;
                case Record record -> shape(record.getClass()).flatten(record);
                case Object other -> throw new IllegalStateException("unexpected result " + other);
            };
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    static long[] bits(double[] values) {
        return Arrays.stream(values).mapToLong(Double::doubleToLongBits).toArray();
    }
}
