package dev.antipode.controller.paper;

import dev.antipode.sim.Draw;
import dev.antipode.sim.None;
import dev.antipode.sim.Plant;
import dev.antipode.sim.Task;
import dev.antipode.sim.Timing;
import dev.antipode.sim.rigid.Ant;
import dev.antipode.sim.rigid.World;
import dev.antipode.sim.tasks.AntRun;

/** {@link AntRun} over so many control steps, where a fall does not end the episode: gradients through all steps can be looked at. */
final class UnfailingAnt implements Task<Ant.State, Ant.Input, World, None, AntRun.Observation> {
    private static final double PERIOD = 0.05;

    private final AntRun task = new AntRun();
    private final int steps;

    UnfailingAnt(int steps) {
        this.steps = steps;
    }

    @Override
    public Plant<Ant.State, Ant.Input, World> plant() {
        return task.plant();
    }

    @Override
    public Timing timing() {
        return Timing.of(PERIOD, Ant.SUBSTEPS, steps * PERIOD);
    }

    @Override
    public Ant.State initial(Draw draw) {
        return task.initial(draw);
    }

    @Override
    public AntRun.Observation observe(Ant.State x, None r, Ant.Input previous, World p, Draw draw) {
        return task.observe(x, r, previous, p, draw);
    }

    @Override
    public double cost(Ant.State x, None r, Ant.Input applied, Ant.Input previous, World p) {
        return task.cost(x, r, applied, previous, p);
    }

    @Override
    public boolean failed(Ant.State x, None r, World p) {
        return false;
    }

    @Override
    public double failureCost() {
        return task.failureCost();
    }

    @Override
    public boolean atGoal(Ant.State x, None r, World p) {
        return task.atGoal(x, r, p);
    }

    @Override
    public double holdSeconds() {
        return 0;
    }
}
