package dev.antipode.sim;

import dev.antipode.core.program.Program;
import dev.antipode.core.program.Rows;
import java.util.ArrayList;
import java.util.List;

/**
 * What a control step takes over from the one before and what changes the plant's state, now or later.
 *
 * @param rows one row a number
 * @param scales half of each number's declared range, or 1
 */
record LoopState(List<Rows> rows, double[] scales) {
    /** Of the state itself, the policy's memory, and commands that are delayed or looked back at. */
    static LoopState of(TaskModel task, RolloutRows tile, Program step) {
        List<Rows> found = new ArrayList<>();
        List<Double> scales = new ArrayList<>();
        List<Signal> states = task.plant().states();
        List<Signal> inputs = task.plant().inputs();
        for (Rows group : List.of(tile.state, tile.policyMemory, tile.history)) {
            for (int i = 0; i < group.count(); i++) {
                Rows row = group.part(i, 1);
                if (step.influences(row, tile.state)) {
                    found.add(row);
                    scales.add(
                            group.equals(tile.state)
                                    ? states.get(i).halfWidth()
                                    : group.equals(tile.history)
                                            ? inputs.get(i % inputs.size()).halfWidth()
                                            : 1);
                }
            }
        }
        return new LoopState(
                found, scales.stream().mapToDouble(Double::doubleValue).toArray());
    }

    /** Half of the declared range of each signal. */
    static double[] scales(List<Signal> signals) {
        return signals.stream().mapToDouble(Signal::halfWidth).toArray();
    }
}
