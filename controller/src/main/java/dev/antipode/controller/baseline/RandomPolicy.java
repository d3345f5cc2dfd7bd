package dev.antipode.controller.baseline;

import dev.antipode.core.graph.GraphBuilder;
import dev.antipode.core.graph.Node;
import dev.antipode.core.program.DrawUse;
import dev.antipode.core.program.ProgramBuilder;
import dev.antipode.core.program.Rows;
import dev.antipode.sim.FixedPolicy;
import dev.antipode.sim.Signal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Commands that are uniform in the range of each input, in [-1, 1] where none is declared; new ones at every step. */
record RandomPolicy(List<Signal> inputs) implements FixedPolicy {
    @Override
    public String fingerprint() {
        return "random " + inputs;
    }

    @Override
    public void append(ProgramBuilder program, Rows observation, Rows parameters, Rows memory, Rows command) {
        List<Rows> draws = program.draws(DrawUse.RANDOM_COMMAND, Collections.nCopies(inputs.size(), false));
        GraphBuilder g = new GraphBuilder();
        List<Node> commands = new ArrayList<>();
        List<String> names = new ArrayList<>();
        for (Signal input : inputs) {
            Node draw = g.input("draw." + input.name());
            Node lowest = g.constant(input.middle() - input.halfWidth());
            commands.add(g.fma(draw, g.constant(2 * input.halfWidth()), lowest));
            names.add("command." + input.name());
        }
        program.kernel("random", g.build(names, commands), draws, List.of(command));
    }
}
