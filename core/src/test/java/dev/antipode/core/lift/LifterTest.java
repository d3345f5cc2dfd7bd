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
                "remainderOfConstants"
            })
    void followsStraightCode(String method) {
        LiftCheck.agrees(new Fixtures.Straight(), method);
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
        LiftCheck.agrees(new Fixtures.Branching(), method);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"arrays", "clones", "writtenUnderConditions", "madeInABranch", "objectsInArrays", "accumulator"})
    void keepsArraysAndObjectsThatAreWritten(String method) {
        LiftCheck.agrees(new Fixtures.Arrays(), method);
    }

    @Test
    void executesWhatFollowsAConjunctionOnce() {
        Graph graph = LiftCheck.agrees(new Fixtures.Branching(), "failed");
        assertThat(graph.nodes().stream().filter(n -> n.op() == dev.antipode.core.graph.Op.SELECT))
                .isEmpty();
    }

    @Test
    void skipsAssertions() throws NoSuchMethodException {
        var builder = new dev.antipode.core.graph.GraphBuilder();
        var lifted = new Lifter(builder)
                .lift(
                        new Fixtures.Branching(),
                        Fixtures.Branching.class.getDeclaredMethod("asserted", double.class),
                        java.util.List.of(Argument.scalar("x")));
        assertThat(builder.build(lifted.names(), lifted.nodes()).evaluate(-3)).containsExactly(-2);
    }
}
