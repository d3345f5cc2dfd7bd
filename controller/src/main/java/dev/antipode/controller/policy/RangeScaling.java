package dev.antipode.controller.policy;

import dev.antipode.core.graph.Graph;
import dev.antipode.core.graph.GraphBuilder;
import dev.antipode.core.graph.Node;
import dev.antipode.core.program.ProgramBuilder;
import dev.antipode.core.program.Rows;
import dev.antipode.sim.Policy;
import dev.antipode.sim.Signal;
import java.util.ArrayList;
import java.util.List;

/** Observations scaled by their declared ranges to [-1, 1], for policies that run beside others which want them in their own units. */
public final class RangeScaling {
    private RangeScaling() {}

    /**
     * Gives a policy what it wants to see.
     *
     * @param program where a call and rows are added if it wants scaled observations
     * @param policy which
     * @param observation in their own units, not modified
     * @param signals what they are
     * @return the rows for {@link Policy#append}
     */
    public static Rows seen(ProgramBuilder program, Policy policy, Rows observation, List<Signal> signals) {
        if (!policy.normalisedObservations()) {
            return observation;
        }
        Rows scaled = program.rows("scaled observation", observation.count());
        program.kernel("scale", graph(signals), List.of(observation), List.of(scaled));
        return scaled;
    }

    /**
     * The computation: those bits that a policy sees whose observations are scaled by the engine.
     *
     * @param signals the observations
     * @return from observations in their own units to scaled ones
     */
    public static Graph graph(List<Signal> signals) {
        GraphBuilder g = new GraphBuilder();
        List<Node> scaled = new ArrayList<>();
        List<String> names = new ArrayList<>();
        for (Signal o : signals) {
            Node centred = g.sub(g.input("observation." + o.name()), g.constant(o.middle()));
            scaled.add(g.mul(centred, g.constant(1 / o.halfWidth())));
            names.add("scaled." + o.name());
        }
        return g.build(names, scaled);
    }
}
