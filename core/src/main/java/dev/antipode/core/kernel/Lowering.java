package dev.antipode.core.kernel;

import dev.antipode.core.graph.Graph;
import dev.antipode.core.graph.Node;
import dev.antipode.core.graph.Op;
import dev.antipode.core.graph.Type;
import dev.antipode.core.memory.Precision;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** From a graph to primitive operations: the one place that says how each {@link Op} is computed. */
final class Lowering {
    private final LoweredBuilder b;
    private final Map<Node, LoweredNode> lowered = new HashMap<>();

    /** Masks known to be the same in every lane; what depends on them is decided here. */
    private final Map<LoweredNode, Boolean> known = new HashMap<>();

    private final KnownRanges ranges;

    private Lowering(LoweredBuilder builder, KnownRanges ranges) {
        this.b = builder;
        this.ranges = ranges;
    }

    /** Lowers a graph. What no output needs is not reachable from the result. */
    static LoweredGraph lower(Graph graph, Precision precision, Arithmetic arithmetic) {
        Lowering lowering = new Lowering(new LoweredBuilder(precision, arithmetic), new KnownRanges(graph));
        for (Node node : graph.nodes()) {
            lowering.lowered.put(node, lowering.lower(node));
        }
        List<LoweredNode> outputs = new ArrayList<>();
        for (Node output : graph.outputs()) {
            LoweredNode node = lowering.lowered.get(output);
            outputs.add(output.type() == Type.MASK ? lowering.asReal(node) : node);
        }
        return new LoweredGraph(precision, arithmetic, graph.inputNames().size(), outputs);
    }

    private LoweredNode asReal(LoweredNode mask) {
        return select(mask, b.constant(1), b.constant(0));
    }

    private LoweredNode lower(Node node) {
        if (node.op() == Op.INPUT) {
            return b.input(node.index());
        }
        if (node.op() == Op.CONSTANT) {
            return b.constant(node.constant());
        }
        LoweredNode x = lowered.get(node.operand(0));
        LoweredNode y = node.op().arity() > 1 ? lowered.get(node.operand(1)) : null;
        LoweredNode z = node.op().arity() > 2 ? lowered.get(node.operand(2)) : null;
        return switch (node.op()) {
            case INPUT, CONSTANT -> throw new AssertionError(node.op());
            case ADD -> b.add(x, y);
            case SUB -> b.sub(x, y);
            case MUL -> b.mul(x, y);
            case DIV -> b.div(x, y);
            case NEG -> b.neg(x);
            case FMA -> b.fma(x, y, z);
            case MIN -> MinMax.min(b, x, y);
            case MAX -> MinMax.max(b, x, y);
            case ABS -> b.abs(x);
            case SQRT -> b.sqrt(x);
            case FLOOR -> Rounding.floor(b, x);
            case SIN -> ElementaryTrig.sin(b, reduced(node, x));
            case COS -> ElementaryTrig.cos(b, reduced(node, x));
            case TAN -> ElementaryTrig.tan(b, reduced(node, x));
            case ASIN -> ElementaryInverseTrig.asin(b, x);
            case ACOS -> ElementaryInverseTrig.acos(b, x);
            case ATAN -> ElementaryInverseTrig.atan(b, x);
            case ATAN2 -> ElementaryInverseTrig.atan2(b, x, y);
            case SINH -> ElementaryExp.sinh(b, x);
            case COSH -> ElementaryExp.cosh(b, x);
            case TANH -> ElementaryExp.tanh(b, x);
            case EXP -> ElementaryExp.exp(b, x);
            case LOG ->
                ranges.within(node.operand(0), RealBits.smallestNormal(b), RealBits.largest(b))
                        ? ElementaryLog.logOfNormal(b, x)
                        : ElementaryLog.log(b, x);
            case POW -> ElementaryPow.pow(b, x, y);
            case SIGNUM -> signum(x);
            case SELECT -> select(x, y, z);
            case LT -> compared(b.lt(x, y), x, y);
            case LE -> compared(b.le(x, y), x, y);
            case EQ -> compared(b.eq(x, y), x, y);
            case AND -> and(x, y);
            case OR -> or(x, y);
            case NOT -> not(x);
            default ->
                throw new IllegalArgumentException("operation " + node.op().symbol() + " has no lowering");
        };
    }

    private PiReduction.Reduced reduced(Node node, LoweredNode angle) {
        double range = PiReduction.range(b);
        return ranges.within(node.operand(0), -range, range)
                ? PiReduction.reduceWithin(b, angle)
                : PiReduction.reduce(b, angle);
    }

    /** A zero keeps its sign and a NaN stays, as in {@link Math#signum(double)}. */
    private LoweredNode signum(LoweredNode x) {
        LoweredNode zero = b.constant(0);
        return b.select(b.lt(zero, x), b.constant(1), b.select(b.lt(x, zero), b.constant(-1), x));
    }

    private LoweredNode select(LoweredNode mask, LoweredNode whenTrue, LoweredNode whenFalse) {
        Boolean always = known.get(mask);
        return always == null ? b.select(mask, whenTrue, whenFalse) : always ? whenTrue : whenFalse;
    }

    private LoweredNode compared(LoweredNode mask, LoweredNode x, LoweredNode y) {
        if (x.isConstant() && y.isConstant()) {
            double left = x.constant();
            double right = y.constant();
            known.put(
                    mask,
                    switch (mask.op()) {
                        case LT -> left < right;
                        case LE -> left <= right;
                        default -> left == right;
                    });
        }
        return mask;
    }

    private LoweredNode and(LoweredNode x, LoweredNode y) {
        if (known.containsKey(x)) {
            return known.get(x) ? y : x;
        }
        if (known.containsKey(y)) {
            return known.get(y) ? x : y;
        }
        return b.and(x, y);
    }

    private LoweredNode or(LoweredNode x, LoweredNode y) {
        if (known.containsKey(x)) {
            return known.get(x) ? x : y;
        }
        if (known.containsKey(y)) {
            return known.get(y) ? y : x;
        }
        return b.or(x, y);
    }

    private LoweredNode not(LoweredNode x) {
        LoweredNode result = b.not(x);
        if (known.containsKey(x)) {
            known.put(result, !known.get(x));
        }
        return result;
    }
}
