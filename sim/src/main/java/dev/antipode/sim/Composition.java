package dev.antipode.sim;

import dev.antipode.core.program.Rows;
import java.util.List;

/**
 * What a composed plant said that its step does.
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
    int workCount() {
        return count - state.count() - input.count() - parameters.count();
    }
}
