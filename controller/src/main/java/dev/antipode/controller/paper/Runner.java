package dev.antipode.controller.paper;

import dev.antipode.controller.inspect.PolicyPoint;
import dev.antipode.sim.TaskModel;
import java.util.Locale;

/** The rigid bodies that figures 2 and 5 look at. */
enum Runner {
    /** In the plane: small, so that it takes seconds. */
    HOPPER,
    /** The paper's own system. */
    ANT;

    /** The task over so many control steps, without an end at a fall. */
    TaskModel task(int steps) {
        return switch (this) {
            case HOPPER -> TaskModel.of("hopper", new UnfailingHopper(steps));
            case ANT -> TaskModel.of("ant", new UnfailingAnt(steps));
        };
    }

    /** The paper's policy at its initial parameters, multiplied by a scale. */
    static PolicyPoint initial(TaskModel task, double scale, long seed) {
        GaussianPolicy policy =
                new GaussianPolicy(task.observations().size(), task.plant().inputs(), scale);
        return PolicyPoint.initial(task, policy, seed);
    }

    String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** What to say where it is not the paper's system. */
    String standIn() {
        return this == ANT
                ? "The ant of Brax 0.0.7, rebuilt; falls do not end an episode."
                : "The planar hopper stands in for the paper's ant: the same engine, joints and contacts at a tenth of the cost; falls do "
                        + "not end an episode.";
    }
}
