package dev.antipode.core.lift;

import dev.antipode.core.graph.GraphBuilder;
import dev.antipode.core.graph.Node;
import java.lang.classfile.Opcode;

/** The condition under which a branch jumps, as a mask; a constant mask where it is known while lifting. */
final class Conditions {
    private final GraphBuilder graph;
    private final Masks masks;

    Conditions(GraphBuilder graph) {
        this.graph = graph;
        this.masks = new Masks(graph);
    }

    Node jumps(Opcode opcode, Frame frame) {
        return switch (opcode) {
            case IFEQ, IFNE, IFLT, IFGE, IFGT, IFLE -> againstZero(opcode, frame);
            case IF_ICMPEQ, IF_ICMPNE, IF_ICMPLT, IF_ICMPGE, IF_ICMPGT, IF_ICMPLE -> integers(opcode, frame);
            case IFNULL -> graph.constantMask(frame.popRef() == Value.Null.NULL);
            case IFNONNULL -> graph.constantMask(frame.popRef() != Value.Null.NULL);
            case IF_ACMPEQ -> graph.constantMask(same(frame));
            case IF_ACMPNE -> graph.constantMask(!same(frame));
            default -> throw new IllegalStateException("not a branch: " + opcode);
        };
    }

    private Node againstZero(Opcode opcode, Frame frame) {
        Value value = frame.pop();
        if (value instanceof Value.Comparison comparison) {
            return comparison(opcode, comparison);
        }
        if (value instanceof Value.Mask(Node node) && opcode == Opcode.IFEQ) {
            return graph.not(node);
        }
        if (value instanceof Value.Mask(Node node) && opcode == Opcode.IFNE) {
            return node;
        }
        frame.push(value);
        int known = frame.popInt();
        return graph.constantMask(
                switch (opcode) {
                    case IFEQ -> known == 0;
                    case IFNE -> known != 0;
                    case IFLT -> known < 0;
                    case IFGE -> known >= 0;
                    case IFGT -> known > 0;
                    default -> known <= 0;
                });
    }

    /** The pair of dcmpl or dcmpg and a branch is one comparison; NaN goes the way that Java sends it. */
    private Node comparison(Opcode opcode, Value.Comparison c) {
        Node less = c.nanIsLess() ? graph.not(graph.le(c.b(), c.a())) : graph.lt(c.a(), c.b());
        Node greater = c.nanIsLess() ? graph.lt(c.b(), c.a()) : graph.not(graph.le(c.a(), c.b()));
        return switch (opcode) {
            case IFEQ -> graph.eq(c.a(), c.b());
            case IFNE -> graph.not(graph.eq(c.a(), c.b()));
            case IFLT -> less;
            case IFGE -> graph.not(less);
            case IFGT -> greater;
            default -> graph.not(greater);
        };
    }

    private Node integers(Opcode opcode, Frame frame) {
        Value b = frame.pop();
        Value a = frame.pop();
        boolean symbolic = a instanceof Value.Mask || b instanceof Value.Mask;
        if (symbolic && (opcode == Opcode.IF_ICMPEQ || opcode == Opcode.IF_ICMPNE)) {
            Node x = masks.of(a);
            Node y = masks.of(b);
            if (x != null && y != null) {
                Node differ = masks.xor(x, y);
                return opcode == Opcode.IF_ICMPNE ? differ : graph.not(differ);
            }
        }
        frame.push(a);
        frame.push(b);
        int second = frame.popInt();
        int first = frame.popInt();
        return graph.constantMask(
                switch (opcode) {
                    case IF_ICMPEQ -> first == second;
                    case IF_ICMPNE -> first != second;
                    case IF_ICMPLT -> first < second;
                    case IF_ICMPGE -> first >= second;
                    case IF_ICMPGT -> first > second;
                    default -> first <= second;
                });
    }

    private static boolean same(Frame frame) {
        Value.Ref b = frame.popRef();
        Value.Ref a = frame.popRef();
        if (a instanceof Value.Known && b instanceof Value.Known) {
            return a.equals(b);
        }
        if (Value.same(a, b)) {
            return true;
        }
        if (a == Value.Null.NULL || b == Value.Null.NULL) {
            return false;
        }
        throw new Refusal("objects are compared by identity", "compare their components");
    }
}
