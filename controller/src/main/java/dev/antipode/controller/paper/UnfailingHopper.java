package dev.antipode.controller.paper;

import dev.antipode.sim.Draw;
import dev.antipode.sim.None;
import dev.antipode.sim.Plant;
import dev.antipode.sim.Task;
import dev.antipode.sim.Timing;
import dev.antipode.sim.rigid.Hopper;
import dev.antipode.sim.rigid.World;
import dev.antipode.sim.tasks.HopperRun;

/** {@link HopperRun} over so many control steps, where a fall does not end the episode: gradients through all steps can be looked at. */
final class UnfailingHopper implements Task<Hopper.State, Hopper.Input, World, None, HopperRun.Observation> {
    private static final double PERIOD = 0.02;

    private final HopperRun task = new HopperRun();
    private final int steps;

    UnfailingHopper(int steps) {
        this.steps = steps;
    }

    @Override
    public Plant<Hopper.State, Hopper.Input, World> plant() {
        return task.plant();
    }

    @Override
    public Timing timing() {
        return Timing.of(PERIOD, Hopper.SUBSTEPS, steps * PERIOD);
    }

    @Override
    public Hopper.State initial(Draw draw) {
        return task.initial(draw);
    }

    @Override
    public HopperRun.Observation observe(Hopper.State x, None r, Hopper.Input previous, World p, Draw draw) {
        return task.observe(x, r, previous, p, draw);
    }

    @Override
    public double cost(Hopper.State x, None r, Hopper.Input applied, Hopper.Input previous, World p) {
        return task.cost(x, r, applied, previous, p);
    }

    @Override
    public boolean failed(Hopper.State x, None r, World p) {
        return false;
    }

    @Override
    public double failureCost() {
        return task.failureCost();
    }

    @Override
    public boolean atGoal(Hopper.State x, None r, World p) {
        return task.atGoal(x, r, p);
    }

    @Override
    public double holdSeconds() {
        return 0;
    }
}
