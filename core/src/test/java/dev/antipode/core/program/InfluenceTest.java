package dev.antipode.core.program;

import static org.assertj.core.api.Assertions.assertThat;

import dev.antipode.core.graph.Graph;
import dev.antipode.core.graph.GraphBuilder;
import dev.antipode.core.kernel.Arithmetic;
import dev.antipode.core.kernel.KernelMode;
import dev.antipode.core.memory.Precision;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a step of a loop takes over from the one before. */
class InfluenceTest {
    private final TileLayout tile = new TileLayout();
    private final Rows state = tile.add("state", 1);
    private final Rows command = tile.add("command", 1);
    private final Rows earlier = tile.add("earlier", 1);
    private final Rows count = tile.add("count", 1);

    /** {@code earlier = command; command = -state; state = state + acting; count = count + state > 0}. */
    private Program step(boolean delayed) {
        try (Engine engine = new Engine(Precision.F64, Arithmetic.FUSED, KernelMode.SCALAR)) {
            ProgramBuilder program = new ProgramBuilder(tile, engine);
            program.kernel("command", command(), List.of(state, command), List.of(command, earlier));
            program.kernel("state", state(), List.of(state, delayed ? earlier : command, count), List.of(state, count));
            return program.build();
        }
    }

    private static Graph command() {
        GraphBuilder g = new GraphBuilder();
        var x = g.input("state");
        var before = g.input("command");
        return g.build(List.of("command", "earlier"), List.of(g.neg(x), before));
    }

    private static Graph state() {
        GraphBuilder g = new GraphBuilder();
        var x = g.input("state");
        var acting = g.input("acting");
        var counted = g.input("count");
        var positive = g.select(g.lt(g.constant(0), x), g.constant(1), g.constant(0));
        return g.build(List.of("state", "count"), List.of(g.add(x, acting), g.add(counted, positive)));
    }

    @Test
    void aRowThatIsOverwrittenIsForgotten() {
        assertThat(step(false).influences(command, state)).isFalse();
        assertThat(step(false).influences(earlier, state)).isFalse();
    }

    @Test
    void aRowThatActsLaterIsNot() {
        assertThat(step(true).influences(command, state)).isTrue();
        assertThat(step(true).influences(earlier, state)).isFalse();
    }

    @Test
    void jumpsAreNoInfluence() {
        assertThat(step(true).influences(state, state)).isTrue();
        assertThat(step(true).influences(state, count)).isFalse();
        assertThat(step(true).influences(count, state)).isFalse();
    }
}
