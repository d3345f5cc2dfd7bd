package dev.antipode.sim;

import dev.antipode.core.graph.Graph;
import dev.antipode.core.graph.GraphBuilder;
import dev.antipode.core.graph.Node;
import dev.antipode.core.program.ProgramBuilder;
import dev.antipode.core.program.Rows;
import java.util.Arrays;
import java.util.List;

/**
 * The step of a composed plant: as calls of a program, and as one graph of the same bits for whoever needs it whole.
 *
 * @param stages in the order in which they run
 * @param state the numbers of the state, from 0
 * @param input the numbers of the input, after them
 * @param parameters the numbers of the parameters, after those
 * @param count how many numbers there are, those between stages included
 */
record Composition(List<Stage> stages, Rows state, Rows input, Rows parameters, int count) {
    static Composition of(String name, ComposedPlant<?, ?, ?> plant) {
        List<Class<? extends Record>> types = Reflected.recordTypes(plant.getClass(), Plant.class);
        Stages stages = new Stages(
                name, Reflected.shape(types.get(0)), Reflected.shape(types.get(1)), Reflected.shape(types.get(2)));
        plant.compose(stages);
        return stages.build();
    }

    /** The numbers between stages. */
    private int workCount() {
        return count - state.count() - input.count() - parameters.count();
    }

    /** Adds the stages to a program; the state is stepped in place. */
    void append(ProgramBuilder program, String plant, Rows stateRows, Rows inputRows, Rows parameterRows) {
        Rows work = program.rows("between stages of " + plant, workCount());
        List<Rows> tile = List.of(stateRows, inputRows, parameterRows, work);
        for (Stage stage : stages) {
            program.kernel(stage.name(), stage.graph(), placed(stage.from(), tile), placed(stage.to(), tile));
        }
    }

    private List<Rows> placed(List<Rows> groups, List<Rows> tile) {
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
    Graph graph(List<Signal> states, List<Signal> inputs, List<Signal> parameterSignals) {
        GraphBuilder g = new GraphBuilder();
        Node[] values = new Node[count];
        List<Node> given = Checks.join(
                PlantModel.inputs(g, "state.", states),
                PlantModel.inputs(g, "input.", inputs),
                PlantModel.inputs(g, "parameter.", parameterSignals));
        for (int i = 0; i < given.size(); i++) {
            values[i] = given.get(i);
        }
        for (Stage stage : stages) {
            List<Node> arguments = Arrays.stream(Stage.numbers(stage.from()))
                    .mapToObj(i -> values[i])
                    .toList();
            List<Node> results = g.inline(stage.graph(), arguments);
            int[] to = Stage.numbers(stage.to());
            for (int i = 0; i < to.length; i++) {
                values[to[i]] = results.get(i);
            }
        }
        return g.build(
                PlantModel.names("state.", states), Arrays.asList(values).subList(0, state.count()));
    }
}
