package dev.antipode.controller.paper;

import dev.antipode.sim.Draw;
import dev.antipode.sim.None;
import dev.antipode.sim.Plant;
import dev.antipode.sim.Task;
import dev.antipode.sim.Timing;

/**
 * A task over so many control steps in which nothing ends an episode: gradients through all steps can be looked at. Of a task without
 * reference, terminal cost and random parameters; a subclass names its records.
 */
abstract class Unfailing<X extends Record, U extends Record, P extends Record, O extends Record>
        implements Task<X, U, P, None, O> {
    private final Task<X, U, P, None, O> task;
    private final int steps;

    Unfailing(Task<X, U, P, None, O> task, int steps) {
        this.task = task;
        this.steps = steps;
    }

    @Override
    public final Plant<X, U, P> plant() {
        return task.plant();
    }

    @Override
    public final Timing timing() {
        Timing timing = task.timing();
        return new Timing(timing.periodSeconds(), timing.substeps(), timing.latencySeconds(), steps);
    }

    @Override
    public final X initial(Draw draw) {
        return task.initial(draw);
    }

    @Override
    public final O observe(X x, None r, U previous, P p, Draw draw) {
        return task.observe(x, r, previous, p, draw);
    }

    @Override
    public final double cost(X x, None r, U applied, U previous, P p) {
        return task.cost(x, r, applied, previous, p);
    }

    @Override
    public final boolean failed(X x, None r, P p) {
        return false;
    }

    @Override
    public final double failureCost() {
        return task.failureCost();
    }

    @Override
    public final boolean atGoal(X x, None r, P p) {
        return task.atGoal(x, r, p);
    }

    @Override
    public final double holdSeconds() {
        return 0;
    }
}
