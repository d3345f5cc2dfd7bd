package dev.antipode.core.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.antipode.core.graph.GraphBuilder;
import dev.antipode.core.graph.Node;
import dev.antipode.core.memory.Precision;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Counts against schedules for which the answer is plain. */
class RegisterPressureTest {
    private static final int VALUES = 20;

    /** {@code VALUES} squares, then their sum from the first to the last. */
    private static List<Step> squaresThenSum() {
        GraphBuilder g = new GraphBuilder();
        List<Node> squares = new ArrayList<>();
        for (int i = 0; i < VALUES; i++) {
            Node x = g.input("x" + i);
            squares.add(g.mul(x, x));
        }
        Node sum = squares.getFirst();
        for (Node square : squares.subList(1, VALUES)) {
            sum = g.add(sum, square);
        }
        LoweredGraph lowered = Lowering.lower(g.build(List.of("sum"), List.of(sum)), Precision.F64, Arithmetic.FUSED);
        List<Step> products = new ArrayList<>();
        List<Step> sums = new ArrayList<>();
        LoweredNode node = lowered.outputs().getFirst();
        sums.add(new Step(node, 0));
        for (; node.op() == LoweredOp.ADD; node = node.operand(0)) {
            sums.addFirst(new Step(node, Step.COMPUTE));
            products.addFirst(new Step(node.operand(1), Step.COMPUTE));
        }
        products.addFirst(new Step(node, Step.COMPUTE));
        products.addAll(sums);
        return products;
    }

    private static int fetches(List<Step> steps, int registers, int from) {
        RegisterPressure pressure = new RegisterPressure(steps, registers);
        pressure.start(from);
        int again = 0;
        for (int i = from; i < steps.size(); i++) {
            again += pressure.step(i);
        }
        return again;
    }

    @Test
    void whatHasNoRegisterIsFetchedAgain() {
        List<Step> steps = squaresThenSum();
        assertThat(steps).hasSize(2 * VALUES);
        assertThat(fetches(steps, VALUES, 0)).isZero();
        assertThat(fetches(steps, VALUES - 1, 0)).isEqualTo(1);
        assertThat(fetches(steps, 8, 0)).isEqualTo(VALUES - 8);
    }

    @Test
    void whatWasComputedBeforeTheStartIsFetchedForTheFirstTime() {
        assertThat(fetches(squaresThenSum(), 2, VALUES)).isZero();
        // Half of the squares are computed after the start, and one register is for the sum.
        assertThat(fetches(squaresThenSum(), 4, VALUES / 2)).isEqualTo(VALUES / 2 - 3);
    }

    @Test
    void aNewStartForgetsTheOldOne() {
        List<Step> steps = squaresThenSum();
        RegisterPressure pressure = new RegisterPressure(steps, 8);
        int again = 0;
        for (int from : new int[] {0, 1}) {
            pressure.start(from);
            again = 0;
            for (int i = from; i < steps.size(); i++) {
                again += pressure.step(i);
            }
        }
        assertThat(again).isEqualTo(fetches(steps, 8, 1));
    }
}
