package dev.antipode.core.lift;

import dev.antipode.core.graph.GraphBuilder;
import dev.antipode.core.graph.Node;
import dev.antipode.core.graph.Op;
import java.lang.classfile.Opcode;
import java.lang.classfile.TypeKind;

/** Arithmetic: doubles become nodes, booleans masks, and everything else must be known while lifting. */
final class Arithmetic {
    private final GraphBuilder graph;
    private final Masks masks;

    Arithmetic(GraphBuilder graph) {
        this.graph = graph;
        this.masks = new Masks(graph);
    }

    void operate(Opcode opcode, Frame frame) {
        frame.push(
                switch (opcode) {
                    case DADD -> binary(Op.ADD, frame);
                    case DSUB -> binary(Op.SUB, frame);
                    case DMUL -> binary(Op.MUL, frame);
                    case DDIV -> binary(Op.DIV, frame);
                    case DNEG -> new Value.Real(graph.neg(frame.popReal()));
                    case DREM -> remainder(frame);
                    case DCMPL -> compare(frame, true);
                    case DCMPG -> compare(frame, false);
                    case IAND, IOR, IXOR -> logic(opcode, frame);
                    default -> KnownArithmetic.operate(opcode, frame);
                });
    }

    private Value binary(Op op, Frame frame) {
        Node b = frame.popReal();
        Node a = frame.popReal();
        return new Value.Real(graph.apply(op, a, b));
    }

    private Value remainder(Frame frame) {
        Node b = frame.popReal();
        Node a = frame.popReal();
        if (a.isConstant() && b.isConstant()) {
            return new Value.Real(graph.constant(a.constant() % b.constant()));
        }
        throw new Refusal(
                "% is applied to symbolic doubles",
                "write x - m * Math.floor(x / m), which has the sign of m, where Java's % has that of x");
    }

    private static Value compare(Frame frame, boolean nanIsLess) {
        Node b = frame.popReal();
        Node a = frame.popReal();
        if (!a.isConstant() || !b.isConstant()) {
            return new Value.Comparison(a, b, nanIsLess);
        }
        double x = a.constant();
        double y = b.constant();
        return new Value.Int(x < y ? -1 : x > y ? 1 : x == y ? 0 : nanIsLess ? -1 : 1);
    }

    private Value logic(Opcode opcode, Frame frame) {
        Value b = frame.pop();
        Value a = frame.pop();
        Node x = masks.of(a);
        Node y = masks.of(b);
        if (x == null || y == null || (a instanceof Value.Int && b instanceof Value.Int)) {
            frame.push(a);
            frame.push(b);
            return KnownArithmetic.operate(opcode, frame);
        }
        return masks.value(
                switch (opcode) {
                    case IAND -> graph.and(x, y);
                    case IOR -> graph.or(x, y);
                    default -> masks.xor(x, y);
                });
    }

    void convert(TypeKind from, TypeKind to, Frame frame) {
        Value value = frame.pop();
        if (value instanceof Value.Mask(Node mask) && to == TypeKind.DOUBLE) {
            frame.push(new Value.Real(graph.select(mask, graph.constant(1), graph.constant(0))));
            return;
        }
        if (value instanceof Value.Real(Node node) && !node.isConstant()) {
            throw new Refusal(
                    "a symbolic double is cast to " + Primitives.type(to).getName(),
                    to == TypeKind.FLOAT
                            ? "compute with double; the precision is chosen when the graph is compiled"
                            : "use Math.floor and keep a double");
        }
        frame.push(value);
        frame.push(converted(known(from, frame), to));
    }

    private static Number known(TypeKind from, Frame frame) {
        return switch (from) {
            case DOUBLE -> frame.popReal().constant();
            case FLOAT -> frame.popFloat();
            case LONG -> frame.popLong();
            default -> frame.popInt();
        };
    }

    private Value converted(Number number, TypeKind to) {
        return switch (to) {
            case DOUBLE -> new Value.Real(graph.constant(number.doubleValue()));
            case FLOAT -> new Value.Single(number.floatValue());
            case LONG -> new Value.Long64(number.longValue());
            case BYTE -> new Value.Int(number.byteValue());
            case SHORT -> new Value.Int(number.shortValue());
            case CHAR -> new Value.Int((char) number.intValue());
            default -> new Value.Int(number.intValue());
        };
    }
}
