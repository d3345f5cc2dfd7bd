package dev.antipode.sim;

import dev.antipode.core.lift.RecordShape;
import dev.antipode.core.program.Rows;
import dev.antipode.core.program.TileLayout;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/**
 * What the step of a {@link ComposedPlant} is put together from: the numbers of its state, input and parameters, numbers that stages
 * hand to each other, and the stages. Not thread-safe.
 */
public final class Stages {
    private final String plant;
    private final RecordShape stateShape;
    private final TileLayout layout = new TileLayout();
    private final Rows state;
    private final Rows input;
    private final Rows parameters;
    private final BitSet known = new BitSet();
    private final List<Stage> stages = new ArrayList<>();

    Stages(String plant, RecordShape state, RecordShape input, RecordShape parameters) {
        this.plant = plant;
        this.stateShape = state;
        this.state = layout.add("state", state.size());
        this.input = layout.add("input", input.size());
        this.parameters = layout.add("parameter", parameters.size());
        known.set(0, layout.rowCount());
    }

    /**
     * A component of the state.
     *
     * @param component its path, such as {@code body[3]} or {@code body[3].velocity}
     * @return its numbers
     * @throws IllegalArgumentException if there is none
     */
    public Rows state(String component) {
        String nested = component + ".";
        String element = component + "[";
        int first = -1;
        int count = 0;
        for (int i = 0; i < stateShape.size(); i++) {
            String name = stateShape.leaves().get(i).name();
            if (name.equals(component) || name.startsWith(nested) || name.startsWith(element)) {
                first = first < 0 ? i : first;
                count++;
            }
        }
        if (count == 0) {
            throw new IllegalArgumentException("the state of plant '" + plant + "' has no component '" + component
                    + "'; it has "
                    + stateShape.leaves().stream().map(RecordShape.Leaf::name).toList());
        }
        return state.part(first, count);
    }

    /**
     * The input.
     *
     * @return its numbers, in the order of the record's components
     */
    public Rows input() {
        return input;
    }

    /**
     * The parameters.
     *
     * @return their numbers, in the order of the record's components
     */
    public Rows parameters() {
        return parameters;
    }

    /**
     * Numbers that live for a step, written by one stage and read by later ones.
     *
     * @param name what they are
     * @param type a record that holds them
     * @return as many numbers as the record has
     */
    public Rows work(String name, Class<? extends Record> type) {
        return layout.add(name, Reflected.shape(type).size());
    }

    /**
     * Adds a stage: a method whose parameters and result are records of double, or doubles.
     *
     * @param name for listings
     * @param receiver whose method it is; its final fields are constants of the kernel
     * @param method the method's name, unique within its class
     * @param from the numbers of each parameter, one after another
     * @param to the numbers of the result; they may be numbers of parameters too
     * @throws IllegalArgumentException if there is no such method, if a number is read that no stage has written, or if the input or a
     *     parameter is written; sizes are checked where the stage is lifted
     */
    public void add(String name, Object receiver, String method, List<Rows> from, List<Rows> to) {
        for (int row : Stage.numbers(from)) {
            if (!known.get(row)) {
                throw new IllegalArgumentException("stage '" + name + "' of plant '" + plant
                        + "' reads numbers that no stage before it has written; write them first");
            }
        }
        for (int row : Stage.numbers(to)) {
            if (row >= state.count() && row < state.count() + input.count() + parameters.count()) {
                throw new IllegalArgumentException("stage '" + name + "' of plant '" + plant
                        + "' writes its input or parameters; write the state or work numbers");
            }
            known.set(row);
        }
        stages.add(new Stage(name, receiver, Reflected.method(receiver, method), from, to));
    }

    Composition build() {
        return new Composition(List.copyOf(stages), state, input, parameters, layout.rowCount());
    }
}
