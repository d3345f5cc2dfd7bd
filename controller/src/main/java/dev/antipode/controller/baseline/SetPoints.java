package dev.antipode.controller.baseline;

import dev.antipode.sim.Signal;
import dev.antipode.sim.TaskModel;
import java.util.ArrayList;
import java.util.List;

/** Which state each number of a task's reference is the set point of: the one of the same name and unit. */
final class SetPoints {
    private SetPoints() {}

    /** For each reference, the number of its state. */
    static int[] of(TaskModel task) {
        return task.references().stream()
                .mapToInt(reference -> state(task, reference))
                .toArray();
    }

    private static int state(TaskModel task, Signal reference) {
        List<Signal> states = task.plant().states();
        List<Integer> found = new ArrayList<>();
        for (int i = 0; i < states.size(); i++) {
            String name = states.get(i).name();
            if (name.equals(reference.name())) {
                return i;
            }
            // A point's x is the set point of position.x, by its unit not of velocity.x.
            if (name.endsWith("." + reference.name()) && states.get(i).unit().equals(reference.unit())) {
                found.add(i);
            }
        }
        if (found.size() != 1) {
            throw new NoBaselineException("the reference '" + reference.name() + "' of task '" + task.name()
                    + "' is no state's set point: " + (found.isEmpty() ? "no" : "more than one")
                    + " state of the plant has that name and the unit " + reference.unit());
        }
        return found.get(0);
    }
}
