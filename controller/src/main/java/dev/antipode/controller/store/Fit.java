package dev.antipode.controller.store;

import dev.antipode.controller.train.TrainedController;
import dev.antipode.sim.Signal;
import dev.antipode.sim.TaskModel;
import java.nio.file.Path;
import java.util.List;

/** Whether a controller from a file belongs to a task. */
public final class Fit {
    private final Path file;
    private final TrainedController controller;

    private Fit(Path file, TrainedController controller) {
        this.file = file;
        this.controller = controller;
    }

    /**
     * Refuses a controller that was made for something else: another task, other observations or inputs, another clock.
     *
     * @param file where it came from, for the message
     * @param controller what was read
     * @param task what it is to run on
     * @throws RefusedFileException in one sentence that names the first difference
     */
    public static void require(Path file, TrainedController controller, TaskModel task) throws RefusedFileException {
        new Fit(file, controller).require(task);
    }

    private void require(TaskModel task) throws RefusedFileException {
        if (!controller.task().equals(task.name())) {
            throw refused("was trained for task '" + controller.task() + "', not for '" + task.name() + "'");
        }
        requireSame("observation", controller.observations(), task.observations());
        requireSame("input", controller.inputs(), task.plant().inputs());
        if (!controller.timing().equals(task.timing())) {
            throw refused("was trained for the clock " + Metadata.timingText(controller.timing())
                    + ", but the task has " + Metadata.timingText(task.timing()));
        }
    }

    private void requireSame(String kind, List<Signal> trained, List<Signal> present) throws RefusedFileException {
        if (trained.size() != present.size()) {
            throw refused("has " + trained.size() + " " + kind + "s " + names(trained) + ", but the task has "
                    + present.size() + " " + names(present));
        }
        for (int i = 0; i < trained.size(); i++) {
            Signal was = trained.get(i);
            Signal is = present.get(i);
            if (!was.name().equals(is.name())) {
                throw refused("has the " + kind + " '" + was.name() + "' where the task has '" + is.name() + "'");
            }
            if (!was.unit().equals(is.unit())) {
                throw refused("has the " + kind + " '" + was.name() + "' in " + was.unit() + ", but the task has it in "
                        + is.unit());
            }
            if (was.min() != is.min() || was.max() != is.max() || was.ratePerSecond() != is.ratePerSecond()) {
                throw refused("has the " + kind + " '" + was.name() + "' from " + was.min() + " to " + was.max()
                        + " at most " + was.ratePerSecond() + " per second, but the task has it from " + is.min()
                        + " to "
                        + is.max() + " at most " + is.ratePerSecond() + " per second");
            }
            if (!was.levels().equals(is.levels())) {
                throw refused("has the " + kind + " '" + was.name() + "' with " + levels(was)
                        + ", but the task has it with " + levels(is));
            }
        }
    }

    private RefusedFileException refused(String difference) {
        return new RefusedFileException(file, difference);
    }

    private static String levels(Signal signal) {
        return signal.stepped() ? "the levels " + signal.levelsText() : "no levels";
    }

    private static List<String> names(List<Signal> signals) {
        return signals.stream().map(Signal::name).toList();
    }
}
