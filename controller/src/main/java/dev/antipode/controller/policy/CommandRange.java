package dev.antipode.controller.policy;

import dev.antipode.core.graph.Graph;
import dev.antipode.core.graph.GraphBuilder;
import dev.antipode.core.graph.Node;
import dev.antipode.core.graph.Op;
import dev.antipode.sim.Signal;
import java.util.ArrayList;
import java.util.List;

/** Turns a policy's numbers of about unit size into commands in the inputs' units. */
final class CommandRange {
    private CommandRange() {}

    /** {@code middle + halfWidth z}: the engine clamps it to the range afterwards. */
    static Node scaled(GraphBuilder g, Signal input, Node z) {
        return g.fma(z, g.constant(input.halfWidth()), g.constant(input.middle()));
    }

    /** Squashed into the range by tanh where there is one, so that every command can be reached and none is clamped. */
    static Node squashed(GraphBuilder g, Signal input, Node z) {
        return scaled(g, input, input.bounded() ? g.apply(Op.TANH, z) : z);
    }

    /** The commands of a neural policy from the numbers of its last layer, one for each input. */
    static Graph squash(List<Signal> inputs) {
        GraphBuilder g = new GraphBuilder();
        List<Node> commands = new ArrayList<>();
        List<String> names = new ArrayList<>();
        for (Signal input : inputs) {
            commands.add(squashed(g, input, g.input("z." + input.name())));
            names.add("command." + input.name());
        }
        return g.build(names, commands);
    }
}
