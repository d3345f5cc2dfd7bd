package dev.antipode.controller.baseline;

import dev.antipode.core.graph.GraphBuilder;
import dev.antipode.core.graph.Node;
import dev.antipode.core.program.ProgramBuilder;
import dev.antipode.core.program.Rows;
import dev.antipode.sim.FixedPolicy;
import dev.antipode.sim.Signal;
import java.util.List;

/** Commands zero always; the engine clamps it into the range of each input. */
record ZeroPolicy(List<Signal> inputs) implements FixedPolicy {
    @Override
    public String fingerprint() {
        return "zero " + inputs;
    }

    @Override
    public void append(ProgramBuilder program, Rows observation, Rows parameters, Rows memory, Rows command) {
        GraphBuilder g = new GraphBuilder();
        List<Node> zeros = inputs.stream().map(_ -> g.constant(0)).toList();
        List<String> names = inputs.stream().map(i -> "command." + i.name()).toList();
        program.kernel("zero", g.build(names, zeros), List.of(), List.of(command));
    }
}
