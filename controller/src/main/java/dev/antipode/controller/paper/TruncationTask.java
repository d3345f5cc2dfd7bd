package dev.antipode.controller.paper;

import dev.antipode.sim.TaskModel;
import dev.antipode.sim.tasks.PendulumSwingUp;

/** What figure 6 trains for. Neither ends an episode early, so that every run simulates what its budget says. */
enum TruncationTask {
    /** Gymnasium's pendulum: small, so that a run takes seconds. */
    PENDULUM("pendulum"),
    /** The planar hopper over two seconds. */
    HOPPER("hopper");

    private static final int HOPPER_STEPS = 100;

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
            case HOPPER -> TaskModel.of(text, new UnfailingHopper(HOPPER_STEPS));
        };
    }
}
