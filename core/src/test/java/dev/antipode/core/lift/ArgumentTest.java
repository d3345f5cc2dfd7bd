package dev.antipode.core.lift;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.antipode.core.graph.Graph;
import dev.antipode.core.graph.GraphBuilder;
import dev.antipode.core.graph.Node;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** How parameters are bound, and how interfaces are resolved. */
class ArgumentTest {
    interface Draw {
        double uniform(double low, double high);

        boolean coin(double probability);

        default double unit() {
            return uniform(0, 1);
        }
    }

    interface System<X extends Record, U extends Record> {
        X next(X state, U input);
    }

    record State(double x, double v) {}

    record Input(double force) {}

    static final class Mass implements System<State, Input> {
        private final double step = 0.5;

        @Override
        public State next(State state, Input input) {
            return new State(state.x() + step * state.v(), state.v() + step * input.force());
        }

        State initial(Draw draw) {
            double x = draw.uniform(-1, 1);
            if (draw.coin(0.5)) {
                x += draw.uniform(2, x);
            }
            return new State(x, draw.unit());
        }

        static double scaled(double x, boolean twice, int n, State offset) {
            double y = twice ? 2 * x : x;
            for (int i = 0; i < n; i++) {
                y += offset.x();
            }
            return y;
        }
    }

    @Test
    void resolvesAGenericInterfaceByTheReceiversClass() throws NoSuchMethodException {
        GraphBuilder builder = new GraphBuilder();
        Method next = System.class.getMethod("next", Record.class, Record.class);
        Lifter.Lifted lifted = new Lifter(builder)
                .lift(
                        new Mass(),
                        next,
                        List.of(
                                Argument.record("state", LiftCheck.shape(State.class)),
                                Argument.record("", LiftCheck.shape(Input.class))));
        assertThat(lifted.names()).containsExactly("x", "v");
        assertThat(lifted.resultType()).isEqualTo(State.class);
        Graph graph = builder.build(lifted.names(), lifted.nodes());
        assertThat(graph.inputNames()).containsExactly("state.x", "state.v", "force");
        assertThat(graph.evaluate(1, 2, 4)).containsExactly(2, 4);
    }

    @Test
    void answersCallsInProgramOrder() {
        GraphBuilder builder = new GraphBuilder();
        List<String> calls = new ArrayList<>();
        Argument.CallHandler handler = (g, method, arguments) -> {
            calls.add(method + arguments.size());
            Node input = g.input("draw" + calls.size());
            return method.equals("coin") ? g.lt(input, arguments.get(0)) : input;
        };
        Lifter.Lifted lifted = new Lifter(builder)
                .lift(new Mass(), LiftCheck.method(Mass.class, "initial"), List.of(Argument.calls(handler)));
        assertThat(calls).containsExactly("uniform2", "coin1", "uniform2", "unit0");
        Graph graph = builder.build(lifted.names(), lifted.nodes());
        assertThat(graph.evaluate(1, 0.25, 10, 7)).containsExactly(11, 7);
        assertThat(graph.evaluate(1, 0.75, 10, 7)).containsExactly(1, 7);
    }

    @Test
    void bindsToNodesAndKnownValues() {
        GraphBuilder builder = new GraphBuilder();
        Node x = builder.input("x");
        Node y = builder.input("y");
        Method scaled = LiftCheck.method(Mass.class, "scaled");
        RecordShape shape = LiftCheck.shape(State.class);
        Argument offset = Argument.values(shape, List.of(y, x));
        Lifter lifter = new Lifter(builder);
        Node known = lifter.lift(
                        null, scaled, List.of(Argument.value(x), Argument.concrete(true), Argument.concrete(2), offset))
                .nodes()
                .get(0);
        assertThat(known).isEqualTo(builder.add(builder.add(builder.mul(builder.constant(2), x), y), y));
        Node symbolic = lifter.lift(
                        null,
                        scaled,
                        List.of(
                                Argument.concrete(3.0),
                                Argument.value(builder.lt(x, y)),
                                Argument.concrete(1),
                                Argument.concrete(new State(5, 0))))
                .nodes()
                .get(0);
        Graph graph = builder.build(List.of("value"), List.of(symbolic));
        assertThat(graph.evaluate(1, 2)).containsExactly(11);
        assertThat(graph.evaluate(2, 1)).containsExactly(8);
    }

    @Test
    void refusesTheWrongNumberOfNodes() {
        GraphBuilder builder = new GraphBuilder();
        RecordShape shape = LiftCheck.shape(State.class);
        assertThatThrownBy(() -> Argument.values(shape, List.of(builder.input("x"))))
                .hasMessageContaining("2 numbers")
                .hasMessageContaining("1 nodes");
    }

    @Test
    void saysWhereAHandlersRefusalComesFrom() {
        Argument.CallHandler handler = (g, method, arguments) -> {
            throw new IllegalArgumentException("no coin here");
        };
        Lifter lifter = new Lifter(new GraphBuilder());
        Method initial = LiftCheck.method(Mass.class, "initial");
        assertThatThrownBy(() -> lifter.lift(new Mass(), initial, List.of(Argument.calls(handler))))
                .isInstanceOf(LiftException.class)
                .hasMessageContaining("Mass.initial, line")
                .hasMessageContaining("uniform")
                .hasMessageContaining("no coin here");
    }
}
