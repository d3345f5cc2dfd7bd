package dev.antipode.sim;

import dev.antipode.core.graph.Graph;
import dev.antipode.core.graph.GraphBuilder;
import dev.antipode.core.graph.Node;
import dev.antipode.core.program.ProgramBuilder;
import dev.antipode.core.program.Rows;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The lifted step of a composed plant: as calls of a program, and as one graph of the same bits for whoever needs it whole. */
final class ComposedStep {
    private final Composition composition;
    private final List<Graph> graphs = new ArrayList<>();

    ComposedStep(Composition composition) {
        this.composition = composition;
        composition.stages().forEach(stage -> graphs.add(stage.lift()));
    }

    List<Stage> stages() {
        return composition.stages();
    }

    /** The graph of a stage. */
    Graph graph(int stage) {
        return graphs.get(stage);
    }

    /** Adds the stages to a program; the state is stepped in place. */
    void append(ProgramBuilder program, String plant, Rows state, Rows input, Rows parameters) {
        Rows work = program.rows("between stages of " + plant, composition.workCount());
        List<Rows> tile = List.of(state, input, parameters, work);
        for (int i = 0; i < graphs.size(); i++) {
            Stage stage = stages().get(i);
            program.kernel(stage.name(), graphs.get(i), placed(stage.from(), tile), placed(stage.to(), tile));
        }
    }

    private static List<Rows> placed(List<Rows> groups, List<Rows> tile) {
        return groups.stream().map(group -> placed(group, tile)).toList();
    }

    private static Rows placed(Rows group, List<Rows> tile) {
        int first = group.first();
        for (Rows part : tile) {
            if (first < part.count()) {
                return part.part(first, group.count());
            }
            first -= part.count();
        }
        throw new IllegalStateException("no rows for '" + group.name() + "'");
    }

    /** The whole step. Inputs: states, inputs, parameters; outputs: the next states. */
    Graph graph(List<Signal> states, List<Signal> inputs, List<Signal> parameters) {
        GraphBuilder g = new GraphBuilder();
        Node[] values = new Node[composition.count()];
        List<Node> given = Checks.join(
                PlantModel.inputs(g, "state.", states),
                PlantModel.inputs(g, "input.", inputs),
                PlantModel.inputs(g, "parameter.", parameters));
        for (int i = 0; i < given.size(); i++) {
            values[i] = given.get(i);
        }
        for (int n = 0; n < graphs.size(); n++) {
            Stage stage = stages().get(n);
            List<Node> arguments = Arrays.stream(Stage.numbers(stage.from()))
                    .mapToObj(i -> values[i])
                    .toList();
            List<Node> results = g.inline(graphs.get(n), arguments);
            int[] to = Stage.numbers(stage.to());
            for (int i = 0; i < to.length; i++) {
                values[to[i]] = results.get(i);
            }
        }
        return g.build(PlantModel.names("state.", states), Arrays.asList(values).subList(0, states.size()));
    }
}
