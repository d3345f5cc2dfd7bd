package dev.antipode.core.lift;

import dev.antipode.core.graph.GraphBuilder;
import dev.antipode.core.graph.Node;
import dev.antipode.core.graph.Type;
import java.lang.constant.MethodTypeDesc;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * Turns pure Java methods into graphs by executing their bytecode on symbols. Doubles are symbolic; integers, references
 * and the receiver's final fields are known while lifting.
 *
 * <ul>
 *   <li>Followed: every call of the lifted program's own code, resolved by the run-time class of the receiver; records,
 *       helper objects, static factories; local arrays, which may be written.
 *   <li>A condition on symbolic values is executed both ways and merged with select: nested ifs, {@code &&}, {@code ||},
 *       boolean variables, early returns. Both ways are computed for every lane, whichever is taken.
 *   <li>Loops, switches and recursion must depend on known values; they are unrolled. A loop of known length may be left
 *       early on a symbolic condition.
 *   <li>Of the platform, {@link Math} and {@link StrictMath} are known, and the tests for NaN and infinity.
 *   <li>Assertions and exception handlers are ignored.
 * </ul>
 *
 * <p>Everything else is refused with a {@link LiftException}. Not thread-safe.
 */
public final class Lifter {
    private final GraphBuilder builder;
    private final ClassFiles classes = new ClassFiles();

    /**
     * A lifter that adds to a graph.
     *
     * @param builder gets the inputs and nodes of everything that is lifted
     */
    public Lifter(GraphBuilder builder) {
        this.builder = Objects.requireNonNull(builder, "builder");
    }

    /**
     * Lifts one call of a method.
     *
     * @param receiver the object whose method is called, resolved by its run-time class; null for a static method
     * @param method the method, which may be abstract or of an interface
     * @param arguments one binding for each parameter, in order
     * @return the nodes of the result
     * @throws LiftException if the method, or one that it calls, does something that a graph cannot express
     * @throws IllegalArgumentException if the arguments do not fit the parameters
     */
    public Lifted lift(Object receiver, Method method, List<Argument> arguments) throws LiftException {
        Machine machine = new Machine(builder, classes);
        List<Value> values = new ArrayList<>();
        if (!Modifier.isStatic(method.getModifiers())) {
            values.add(new Value.Known(Objects.requireNonNull(receiver, "receiver")));
        }
        bind(machine.heap(), method, arguments, values);
        Class<?> owner = receiver == null ? method.getDeclaringClass() : receiver.getClass();
        try {
            Value result = machine.run(code(receiver, method), values.toArray(Value[]::new));
            return new Results(builder, machine.heap()).of(result, method.getReturnType());
        } catch (Refusal refusal) {
            throw new LiftException(owner.getName(), method.getName(), 0, -1, refusal);
        }
    }

    private MethodCode code(Object receiver, Method method) {
        String descriptor = MethodTypeDesc.of(
                        method.getReturnType().describeConstable().orElseThrow(),
                        java.util.Arrays.stream(method.getParameterTypes())
                                .map(type -> type.describeConstable().orElseThrow())
                                .toList())
                .descriptorString();
        Class<?> owner = method.getDeclaringClass();
        MethodCode code = Modifier.isStatic(method.getModifiers())
                ? classes.exact(owner, method.getName(), descriptor)
                : classes.virtual(owner, receiver.getClass(), method.getName(), descriptor);
        if (code == null) {
            throw new Refusal("the method has no code to follow");
        }
        return code;
    }

    private void bind(Heap heap, Method method, List<Argument> arguments, List<Value> values) {
        Class<?>[] types = method.getParameterTypes();
        if (types.length != arguments.size()) {
            throw new IllegalArgumentException(
                    method + " has " + types.length + " parameters, but " + arguments.size() + " arguments were given");
        }
        for (int i = 0; i < types.length; i++) {
            values.add(bind(heap, method, types[i], arguments.get(i)));
        }
    }

    private Value bind(Heap heap, Method method, Class<?> type, Argument argument) {
        return switch (argument) {
            case Bound.Inputs(String prefix, RecordShape shape) -> {
                require(
                        type.isAssignableFrom(shape.type()),
                        method,
                        type,
                        shape.type().getName());
                List<Node> nodes = new ArrayList<>();
                for (RecordShape.Leaf leaf : shape.leaves()) {
                    nodes.add(builder.input(prefix.isEmpty() ? leaf.name() : prefix + "." + leaf.name()));
                }
                yield heap.record(shape, nodes);
            }
            case Bound.Values(RecordShape shape, List<Node> nodes) -> {
                require(
                        type.isAssignableFrom(shape.type()),
                        method,
                        type,
                        shape.type().getName());
                yield heap.record(shape, nodes);
            }
            case Bound.Scalar(String name) -> {
                require(type == double.class, method, type, "a symbolic double");
                yield new Value.Real(builder.input(name));
            }
            case Bound.Single(Node node) -> {
                boolean mask = node.type() == Type.MASK;
                require(type == (mask ? boolean.class : double.class), method, type, "a node of type " + node.type());
                yield mask ? new Masks(builder).value(node) : new Value.Real(node);
            }
            case Bound.Calls(Argument.CallHandler handler) -> {
                require(type.isInterface(), method, type, "a call handler");
                yield new Value.Answering(handler);
            }
            case Bound.Concrete(Object value) -> {
                require(
                        fits(type, value),
                        method,
                        type,
                        value == null ? "null" : value.getClass().getName());
                yield heap.fromJava(value, type);
            }
        };
    }

    private static boolean fits(Class<?> type, Object value) {
        return value == null
                ? !type.isPrimitive()
                : java.lang.invoke.MethodType.methodType(type)
                        .wrap()
                        .returnType()
                        .isInstance(value);
    }

    private static void require(boolean fits, Method method, Class<?> type, String given) {
        if (!fits) {
            throw new IllegalArgumentException(
                    "a parameter of type " + type.getTypeName() + " of " + method + " cannot be bound to " + given);
        }
    }

    /**
     * What a lifted method returns.
     *
     * @param names one name a number: the leaves of a record in order, or {@code value} for a double or boolean
     * @param nodes one node a name; real, but a mask for a boolean
     * @param resultType the class of the returned record, or the method's return type
     */
    public record Lifted(List<String> names, List<Node> nodes, Class<?> resultType) {}
}
