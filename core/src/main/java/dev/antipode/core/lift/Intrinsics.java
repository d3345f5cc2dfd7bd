package dev.antipode.core.lift;

import dev.antipode.core.graph.GraphBuilder;
import dev.antipode.core.graph.Node;
import dev.antipode.core.graph.Op;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;

/** The one table of platform methods with a counterpart in a graph. */
final class Intrinsics {
    /** What a platform method does to the values of its arguments. */
    @FunctionalInterface
    interface Intrinsic {
        Value apply(Value[] arguments);
    }

    @FunctionalInterface
    private interface Unary {
        Node apply(Node a);
    }

    @FunctionalInterface
    private interface Binary {
        Node apply(Node a, Node b);
    }

    private final Map<String, Intrinsic> table = new HashMap<>();
    private final GraphBuilder graph;

    Intrinsics(GraphBuilder graph) {
        this.graph = graph;
        MathFunctions math = new MathFunctions(graph);
        operations();
        unary("ceil", math::ceil);
        unary("rint", math::rint);
        unary("toRadians", math::toRadians);
        unary("toDegrees", math::toDegrees);
        unary("cbrt", math::cbrt);
        unary("log10", math::log10);
        unary("log1p", math::log1p);
        unary("expm1", math::expm1);
        binary("copySign", math::copySign);
        binary("hypot", math::hypot);
        math("fma", "(DDD)D", a -> real(graph.fma(node(a, 0), node(a, 1), node(a, 2))));
        math("clamp", "(DDD)D", a -> real(math.clamp(node(a, 0), node(a, 1), node(a, 2))));
        integers();
        test("isNaN", a -> graph.not(graph.eq(a, a)));
        test("isFinite", graph::isFinite);
        test("isInfinite", a -> graph.eq(graph.abs(a), graph.constant(Double.POSITIVE_INFINITY)));
        add(Double.class, "min", "(DD)D", a -> real(graph.min(node(a, 0), node(a, 1))));
        add(Double.class, "max", "(DD)D", a -> real(graph.max(node(a, 0), node(a, 1))));
        add(Double.class, "sum", "(DD)D", a -> real(graph.add(node(a, 0), node(a, 1))));
        add(Objects.class, "requireNonNull", "(Ljava/lang/Object;)Ljava/lang/Object;", Intrinsics::nonNull);
        add(
                Objects.class,
                "requireNonNull",
                "(Ljava/lang/Object;Ljava/lang/String;)Ljava/lang/Object;",
                Intrinsics::nonNull);
    }

    /** The intrinsic of a platform method, or null. */
    Intrinsic find(Class<?> owner, String name, String descriptor) {
        return table.get(owner.getName() + "." + name + descriptor);
    }

    private void operations() {
        Op[] unary = {
            Op.SIN, Op.COS, Op.TAN, Op.ASIN, Op.ACOS, Op.ATAN, Op.SINH, Op.COSH, Op.TANH, Op.EXP, Op.LOG, Op.SQRT,
            Op.ABS, Op.FLOOR, Op.SIGNUM
        };
        for (Op op : unary) {
            unary(op.symbol(), a -> graph.apply(op, a));
        }
        for (Op op : new Op[] {Op.ATAN2, Op.POW, Op.MIN, Op.MAX}) {
            binary(op.symbol(), (a, b) -> graph.apply(op, a, b));
        }
    }

    private void integers() {
        math("abs", "(I)I", a -> integer(Math.abs(integer(a, 0))));
        math("min", "(II)I", a -> integer(Math.min(integer(a, 0), integer(a, 1))));
        math("max", "(II)I", a -> integer(Math.max(integer(a, 0), integer(a, 1))));
        math("floorMod", "(II)I", a -> integer(Math.floorMod(integer(a, 0), nonZero(integer(a, 1)))));
        math("floorDiv", "(II)I", a -> integer(Math.floorDiv(integer(a, 0), nonZero(integer(a, 1)))));
    }

    private void unary(String name, Unary function) {
        math(name, "(D)D", a -> real(function.apply(node(a, 0))));
    }

    private void binary(String name, Binary function) {
        math(name, "(DD)D", a -> real(function.apply(node(a, 0), node(a, 1))));
    }

    private void test(String name, Unary mask) {
        add(Double.class, name, "(D)Z", a -> new Masks(graph).value(mask.apply(node(a, 0))));
    }

    private void math(String name, String descriptor, Intrinsic intrinsic) {
        add(Math.class, name, descriptor, intrinsic);
        add(StrictMath.class, name, descriptor, intrinsic);
    }

    private void add(Class<?> owner, String name, String descriptor, Intrinsic intrinsic) {
        table.put(owner.getName() + "." + name + descriptor, intrinsic);
    }

    private static Value nonNull(Value[] arguments) {
        if (arguments[0] == Value.Null.NULL) {
            throw Heap.nullPointer();
        }
        return arguments[0];
    }

    private static Value real(Node node) {
        return new Value.Real(node);
    }

    private static Value integer(int value) {
        return new Value.Int(value);
    }

    private static Node node(Value[] arguments, int i) {
        return switch (arguments[i]) {
            case Value.Real(Node node) -> node;
            case Value.Conflict conflict -> throw conflict.refusal();
            default -> throw new IllegalStateException("not a double: " + arguments[i]);
        };
    }

    private static int integer(Value[] arguments, int i) {
        return switch (arguments[i]) {
            case Value.Int(int value) -> value;
            case Value.Conflict conflict -> throw conflict.refusal();
            default ->
                throw new Refusal("an integer that depends on symbolic values is used", "compute with doubles instead");
        };
    }

    private static int nonZero(int divisor) {
        if (divisor == 0) {
            throw new Refusal("an integer is divided by zero");
        }
        return divisor;
    }
}
