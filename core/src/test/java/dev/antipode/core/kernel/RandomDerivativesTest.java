package dev.antipode.core.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.antipode.core.graph.Graph;
import dev.antipode.core.graph.Op;
import dev.antipode.core.memory.Precision;
import dev.antipode.core.testing.BigGraph;
import dev.antipode.core.testing.DerivativeCheck;
import dev.antipode.core.testing.Evaluator;
import dev.antipode.core.testing.HessianCheck;
import java.util.EnumSet;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.BiPredicate;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

/** Both derivatives of random graphs of all operations against differences in 60 digits. */
class RandomDerivativesTest {
    private static final int SEEDS = 300;
    private static final int POINTS = 2;

    @Test
    void agreeWithDifferences() {
        int compared = 0;
        Set<Op> seen = EnumSet.noneOf(Op.class);
        for (int seed = 0; seed < SEEDS; seed++) {
            Graph graph = RandomGraphs.make(seed, 3, 3, 20 + seed / 8, op -> true);
            DerivativeCheck check = new DerivativeCheck("seed " + seed, graph);
            tamePoints(seed, graph, check::add, POINTS);
            if (check.points() > 0) {
                graph.nodes().forEach(node -> seen.add(node.op()));
                compared += check.points();
            }
            check.compare(Evaluator.HOST, 1e-10, Double.POSITIVE_INFINITY);
            check.compare(Evaluator.kernel(Precision.F64), 1e-10, Double.POSITIVE_INFINITY);
            check.compare(Evaluator.kernel(Precision.F32), 1e-4, Double.POSITIVE_INFINITY);
        }
        assertThat(compared).isGreaterThan(SEEDS);
        assertThat(seen).containsExactlyInAnyOrder(Op.values());
    }

    @Test
    void hessiansAgreeWithSecondDifferences() {
        int compared = 0;
        for (int seed = 0; seed < SEEDS; seed++) {
            Graph graph = RandomGraphs.make(seed, 3, 3, 20 + seed / 8, op -> true);
            HessianCheck check = new HessianCheck("seed " + seed, graph);
            tamePoints(seed, graph, check::add, 1);
            compared += check.points();
            check.compare(Evaluator.HOST, 1e-10);
            check.compare(Evaluator.kernel(Precision.F64), 1e-10);
        }
        assertThat(compared).isGreaterThan(SEEDS / 2);
    }

    /** Where no number on the way is so small or large that cancelled digits would be a large part of it. */
    private static void tamePoints(int seed, Graph graph, BiPredicate<double[], RandomGenerator> add, int most) {
        BigGraph values = new BigGraph(graph);
        SplittableRandom random = new SplittableRandom(seed);
        int points = 0;
        for (int n = 0; n < 40 && points < most; n++) {
            double[] at = random.doubles(3, -2, 2).map(v -> (float) v).toArray();
            if (values.isTame(0.03, 30, at) && add.test(at, random)) {
                points++;
            }
        }
    }
}
