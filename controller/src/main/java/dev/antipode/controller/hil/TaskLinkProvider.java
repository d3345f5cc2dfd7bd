package dev.antipode.controller.hil;

import dev.antipode.core.random.EpisodeSet;
import dev.antipode.sim.Registry;
import dev.antipode.sim.TaskModel;

/** {@code task:} for the plant that the controller was trained on, {@code task:NAME} for another one. */
public final class TaskLinkProvider implements LinkProvider {
    private static final long BUDGET_BYTES = 1L << 28;

    /** For the service loader. */
    public TaskLinkProvider() {}

    @Override
    public String scheme() {
        return "task";
    }

    @Override
    public String usage() {
        return "task:NAME for a built-in plant, for example task:cart-pole";
    }

    @Override
    public Link open(LinkRequest request) {
        TaskModel task = request.address().isEmpty()
                ? request.task()
                : Registry.load(request.loader()).task(request.address());
        SignalMatch.require(
                "plant '" + task.plant().name() + "'",
                "command",
                request.commands(),
                task.plant().inputs());
        SignalMatch.require(
                "plant '" + task.plant().name() + "'", "measurement", request.measurements(), task.observations());
        return new TaskLink(task, request, EpisodeSet.TEST, 0, BUDGET_BYTES);
    }
}
