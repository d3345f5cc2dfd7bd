package dev.antipode.core.kernel;

import dev.antipode.core.graph.Graph;
import dev.antipode.core.graph.GraphBuilder;
import dev.antipode.core.graph.Node;
import dev.antipode.core.graph.Op;
import dev.antipode.core.graph.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.Predicate;

/** Random graphs over chosen operations: reproducible from a seed. */
public final class RandomGraphs {
    /** Operations whose result is exact or correctly rounded. */
    public static final Set<Op> EXACT = Set.of(
            Op.ADD, Op.SUB, Op.MUL, Op.DIV, Op.NEG, Op.FMA, Op.MIN, Op.MAX, Op.ABS, Op.SQRT, Op.SIGNUM, Op.FLOOR,
            Op.SELECT, Op.LT, Op.LE, Op.EQ, Op.AND, Op.OR, Op.NOT);

    private RandomGraphs() {}

    /**
     * A graph of about {@code size} operations whose outputs depend on most of them.
     *
     * @param allowed which operations may occur
     */
    public static Graph make(long seed, int inputs, int outputs, int size, Predicate<Op> allowed) {
        SplittableRandom random = new SplittableRandom(seed);
        GraphBuilder g = new GraphBuilder();
        List<Node> reals = new ArrayList<>();
        List<Node> masks = new ArrayList<>();
        for (int i = 0; i < inputs; i++) {
            reals.add(g.input("x" + i));
        }
        masks.add(g.lt(reals.getFirst(), reals.getLast()));
        List<Op> ops = List.of(Op.values()).stream()
                .filter(op -> op.arity() > 0 && allowed.test(op))
                .toList();
        double[] constants = {0, -0.0, 1, -1, 0.5, 2, -3.25, 1e-3, 1e6, Double.NaN, Double.POSITIVE_INFINITY};
        while (reals.size() < size) {
            Op op = ops.get(random.nextInt(ops.size()));
            Node[] operands = new Node[op.arity()];
            for (int i = 0; i < operands.length; i++) {
                if (op.operand(i) == Type.MASK) {
                    operands[i] = recent(random, masks);
                } else if (random.nextInt(6) == 0) {
                    int which = random.nextInt(random.nextInt(8) == 0 ? constants.length : 9);
                    operands[i] = g.constant(constants[which]);
                } else {
                    operands[i] = recent(random, reals);
                }
            }
            Node made = g.apply(op, operands);
            (made.type() == Type.MASK ? masks : reals).add(made);
        }
        List<Node> chosen = new ArrayList<>();
        List<String> names = new ArrayList<>();
        for (int j = 0; j < outputs; j++) {
            boolean mask = j == 1;
            chosen.add(mask ? masks.getLast() : reals.get(reals.size() - 1 - random.nextInt(reals.size() / 3)));
            names.add("y" + j);
        }
        return g.build(names, chosen);
    }

    /** Mostly late values, so that graphs are deep; early ones now and then, so that values live long. */
    private static Node recent(SplittableRandom random, List<Node> nodes) {
        int back = random.nextInt(4) == 0 ? nodes.size() : Math.min(nodes.size(), 12);
        return nodes.get(nodes.size() - 1 - random.nextInt(back));
    }
}
