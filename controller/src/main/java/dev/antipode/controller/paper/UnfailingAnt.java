package dev.antipode.controller.paper;

import dev.antipode.sim.rigid.Ant;
import dev.antipode.sim.rigid.World;
import dev.antipode.sim.tasks.AntRun;

/** {@link AntRun} over so many control steps, where a fall does not end the episode. */
final class UnfailingAnt extends Unfailing<Ant.State, Ant.Input, World, AntRun.Observation> {
    UnfailingAnt(int steps) {
        super(new AntRun(), steps);
    }
}
