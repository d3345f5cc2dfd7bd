package dev.antipode.controller.cli;

import dev.antipode.sim.Draw;
import dev.antipode.sim.Dynamics;
import dev.antipode.sim.Integrator;
import dev.antipode.sim.Levels;
import dev.antipode.sim.None;
import dev.antipode.sim.Plant;
import dev.antipode.sim.Task;
import dev.antipode.sim.Timing;

/** Tasks whose input is a switch: as it is declared, and as a user may write it by hand. */
final class SwitchedTasks {
    private SwitchedTasks() {}

    record Switch(@Levels({-1, 0, 1}) double u) {}

    /** dx/dt = rate x + u. */
    static final class Scalar implements Dynamics<BadTasks.State, Switch, BadTasks.Growth> {
        @Override
        public BadTasks.State derivative(BadTasks.State x, Switch u, BadTasks.Growth p) {
            return new BadTasks.State(p.rate() * x.x() + u.u());
        }
    }

    /** Hold x at 0 with a switch of three positions. */
    static final class Declared implements Task<BadTasks.State, Switch, BadTasks.Growth, None, BadTasks.Observation> {
        @Override
        public Plant<BadTasks.State, Switch, BadTasks.Growth> plant() {
            return Integrator.EXPLICIT_EULER.plant(new Scalar(), 0.05);
        }

        @Override
        public Timing timing() {
            return Timing.of(0.05, 1, 2);
        }

        @Override
        public BadTasks.State initial(Draw draw) {
            return new BadTasks.State(draw.uniform(-0.5, 0.5));
        }

        @Override
        public BadTasks.Observation observe(BadTasks.State x, None r, Switch previous, BadTasks.Growth p, Draw draw) {
            return new BadTasks.Observation(x.x());
        }

        @Override
        public double cost(BadTasks.State x, None r, Switch applied, Switch previous, BadTasks.Growth p) {
            return x.x() * x.x();
        }

        @Override
        public boolean failed(BadTasks.State x, None r, BadTasks.Growth p) {
            return Math.abs(x.x()) > 1;
        }

        @Override
        public double failureCost() {
            return 1;
        }

        @Override
        public boolean atGoal(BadTasks.State x, None r, BadTasks.Growth p) {
            return Math.abs(x.x()) < 0.1;
        }

        @Override
        public double holdSeconds() {
            return 0.5;
        }
    }

    /** dx/dt = rate x + sign(u). */
    static final class SignOfInput implements Dynamics<BadTasks.State, BadTasks.Input, BadTasks.Growth> {
        @Override
        public BadTasks.State derivative(BadTasks.State x, BadTasks.Input u, BadTasks.Growth p) {
            return new BadTasks.State(p.rate() * x.x() + (u.u() > 0 ? 1.0 : -1.0));
        }
    }

    /** Hold x at 0 with a switch that nothing declares. */
    static final class Written extends BadTasks.Good {
        @Override
        public Plant<BadTasks.State, BadTasks.Input, BadTasks.Growth> plant() {
            return Integrator.EXPLICIT_EULER.plant(new SignOfInput(), 0.05);
        }
    }
}
