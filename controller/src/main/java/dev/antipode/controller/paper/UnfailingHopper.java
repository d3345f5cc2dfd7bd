package dev.antipode.controller.paper;

import dev.antipode.sim.rigid.Hopper;
import dev.antipode.sim.rigid.World;
import dev.antipode.sim.tasks.HopperRun;

/** {@link HopperRun} over so many control steps, where a fall does not end the episode. */
final class UnfailingHopper extends Unfailing<Hopper.State, Hopper.Input, World, HopperRun.Observation> {
    UnfailingHopper(int steps) {
        super(new HopperRun(), steps);
    }
}
