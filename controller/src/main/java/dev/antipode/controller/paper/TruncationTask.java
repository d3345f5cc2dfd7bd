package dev.antipode.controller.paper;

import dev.antipode.sim.TaskModel;
import dev.antipode.sim.tasks.AntRun;
import dev.antipode.sim.tasks.PendulumSwingUp;

/** What figure 6 trains for. */
enum TruncationTask {
    /** Gymnasium's pendulum: small, so that a run takes seconds. */
    PENDULUM("pendulum"),
    /** The paper's own system, over its 400 control steps or until it falls. */
    ANT("ant");

    private final String text;

    TruncationTask(String text) {
        this.text = text;
    }

    /** Its name, which decides the library's default settings too. */
    String text() {
        return text;
    }

    TaskModel model() {
        return switch (this) {
            case PENDULUM -> TaskModel.of(text, new PendulumSwingUp());
            case ANT -> TaskModel.of(text, new AntRun());
        };
    }
}
