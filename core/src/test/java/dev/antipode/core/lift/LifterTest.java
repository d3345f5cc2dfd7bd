package dev.antipode.core.lift;

import static org.assertj.core.api.Assertions.assertThat;

import dev.antipode.core.graph.Graph;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every feature: the lifted graph against the method itself. */
class LifterTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "arithmetic",
                "records",
                "constructor",
                "helpers",
                "fields",
                "integers",
                "evaluationOrder",
                "remainderOfConstants",
                "handlersAreIgnored"
            })
    void followsStraightCode(String method) {
        LiftCheck.agrees(new StraightCode(), method);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ifElse",
                "comparisons",
                "logic",
                "booleans",
                "failed",
                "never",
                "earlyReturns",
                "objects",
                "nested",
                "loops",
                "knownPassesWithBreak",
                "returnFromLoop",
                "switches",
                "constantsDecide"
            })
    void mergesBothSidesOfSymbolicConditions(String method) {
        LiftCheck.agrees(new BranchingCode(), method);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"arrays", "clones", "writtenUnderConditions", "madeInABranch", "objectsInArrays", "accumulator"})
    void keepsArraysAndObjectsThatAreWritten(String method) {
        LiftCheck.agrees(new ArrayCode(), method);
    }

    @Test
    void executesWhatFollowsAConjunctionOnce() {
        Graph graph = LiftCheck.agrees(new BranchingCode(), "failed");
        assertThat(graph.nodes().stream().filter(n -> n.op() == dev.antipode.core.graph.Op.SELECT))
                .isEmpty();
    }

    @Test
    void skipsAssertions() throws NoSuchMethodException {
        var builder = new dev.antipode.core.graph.GraphBuilder();
        var lifted = new Lifter(builder)
                .lift(
                        new BranchingCode(),
                        BranchingCode.class.getDeclaredMethod("asserted", double.class),
                        java.util.List.of(Argument.scalar("x")));
        assertThat(builder.build(lifted.names(), lifted.nodes()).evaluate(-3)).containsExactly(-2);
    }

    record Pendulum(double angle, double rate) {}

    static final class Long {
        Pendulum run(Pendulum start, double torque) {
            Pendulum p = start;
            for (int i = 0; i < 6000; i++) {
                double push = p.rate() > 0 ? torque : -torque;
                double rate = p.rate() + 0.001 * (push - StrictMath.sin(p.angle()));
                p = new Pendulum(p.angle() + 0.001 * rate, rate);
            }
            return p;
        }
    }

    /** On a thread with a small stack: the depth of a graph costs heap, not stack. */
    @Test
    void liftsLongLoops() throws InterruptedException {
        Graph[] graphs = new Graph[1];
        Thread thread = new Thread(null, () -> graphs[0] = LiftCheck.graph(new Long(), "run"), "small", 200 * 1024);
        thread.start();
        thread.join();
        assertThat(graphs[0].operationCount()).isGreaterThan(40_000);
        Pendulum expected = new Long().run(new Pendulum(1, 0.5), 0.3);
        assertThat(graphs[0].evaluate(1, 0.5, 0.3)).containsExactly(expected.angle(), expected.rate());
    }
}
