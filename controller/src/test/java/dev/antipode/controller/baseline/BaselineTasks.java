package dev.antipode.controller.baseline;

import dev.antipode.sim.Draw;
import dev.antipode.sim.Dynamics;
import dev.antipode.sim.Integrator;
import dev.antipode.sim.None;
import dev.antipode.sim.Plant;
import dev.antipode.sim.Range;
import dev.antipode.sim.Task;
import dev.antipode.sim.Timing;
import dev.antipode.sim.Unit;
import dev.antipode.sim.plants.Pendulum;
import dev.antipode.sim.tasks.PendulumSwingUp;

/** Tasks whose best linear law is known, or that have none. */
final class BaselineTasks {
    private BaselineTasks() {}

    record State(
            @Unit("m") @Range(min = -2, max = 2) double position,
            @Unit("m/s") @Range(min = -2, max = 2) double velocity) {}

    record Push(@Range(min = -10, max = 10) double acceleration) {}

    /** A mass on a line. */
    static class Mass implements Dynamics<State, Push, None> {
        @Override
        public State derivative(State x, Push u, None p) {
            return new State(x.velocity(), u.acceleration());
        }
    }

    /** Bring a {@link Mass} to the origin at a quadratic cost. */
    static class Quadratic implements Task<State, Push, None, None, State> {
        @Override
        public Plant<State, Push, None> plant() {
            return Integrator.RK4.plant(new Mass(), 0.1);
        }

        @Override
        public Timing timing() {
            return Timing.of(0.1, 1, 10);
        }

        @Override
        public State initial(Draw draw) {
            return new State(draw.uniform(-1, 1), draw.uniform(-1, 1));
        }

        @Override
        public State observe(State x, None r, Push previous, None p, Draw draw) {
            return x;
        }

        @Override
        public double cost(State x, None r, Push applied, Push previous, None p) {
            return x.position() * x.position()
                    + 0.1 * x.velocity() * x.velocity()
                    + 0.05 * applied.acceleration() * applied.acceleration();
        }

        @Override
        public double failureCost() {
            return 1e6;
        }

        @Override
        public boolean atGoal(State x, None r, None p) {
            return Math.abs(x.position()) < 0.01;
        }

        @Override
        public double holdSeconds() {
            return 0;
        }
    }

    /** From one place only, with changes of the command charged too, a cross weight, sub-steps and a latency. */
    static final class FromOnePlace extends Quadratic {
        private final double latency;

        FromOnePlace(double latency) {
            this.latency = latency;
        }

        @Override
        public Timing timing() {
            return Timing.of(0.1, 2, 30).withLatency(latency);
        }

        @Override
        public State initial(Draw draw) {
            return new State(0.7, -0.4);
        }

        @Override
        public double cost(State x, None r, Push applied, Push previous, None p) {
            double change = applied.acceleration() - previous.acceleration();
            return super.cost(x, r, applied, previous, p)
                    + 0.01 * change * change
                    + 0.05 * x.velocity() * applied.acceleration();
        }
    }

    /** Swing-up's task, started near the goal. */
    static final class NearUpright
            implements Task<Pendulum.State, Pendulum.Input, Pendulum.Parameters, None, PendulumSwingUp.Observation> {
        private final PendulumSwingUp task = new PendulumSwingUp();

        @Override
        public Plant<Pendulum.State, Pendulum.Input, Pendulum.Parameters> plant() {
            return new Pendulum();
        }

        @Override
        public Timing timing() {
            return Timing.of(0.05, 1, 10);
        }

        @Override
        public Pendulum.State initial(Draw draw) {
            // A turn away: the same direction.
            return new Pendulum.State(2 * Math.PI + draw.uniform(-0.15, 0.15), draw.uniform(-0.2, 0.2));
        }

        @Override
        public PendulumSwingUp.Observation observe(
                Pendulum.State x, None r, Pendulum.Input previous, Pendulum.Parameters p, Draw draw) {
            return task.observe(x, r, previous, p, draw);
        }

        @Override
        public double cost(
                Pendulum.State x, None r, Pendulum.Input applied, Pendulum.Input previous, Pendulum.Parameters p) {
            return task.cost(x, r, applied, previous, p);
        }

        @Override
        public double failureCost() {
            return 17;
        }

        @Override
        public boolean atGoal(Pendulum.State x, None r, Pendulum.Parameters p) {
            return task.atGoal(x, r, p);
        }

        @Override
        public double holdSeconds() {
            return 2;
        }
    }

    /** Friction that does not care how slow the mass is. */
    static final class DryFriction extends Quadratic {
        private static final class Sticking extends Mass {
            @Override
            public State derivative(State x, Push u, None p) {
                return new State(x.velocity(), u.acceleration() - Math.signum(x.velocity()));
            }
        }

        @Override
        public Plant<State, Push, None> plant() {
            return Integrator.RK4.plant(new Sticking(), 0.1);
        }
    }

    /** Rests anywhere, each place with its own push; to be held at 1. */
    static final class HeldAgainstASpring extends Quadratic {
        private static final class Spring extends Mass {
            @Override
            public State derivative(State x, Push u, None p) {
                return new State(x.velocity(), u.acceleration() - 2 * x.position());
            }
        }

        @Override
        public Plant<State, Push, None> plant() {
            return Integrator.RK4.plant(new Spring(), 0.1);
        }

        @Override
        public double cost(State x, None r, Push applied, Push previous, None p) {
            double missing = x.position() - 1;
            double change = applied.acceleration() - previous.acceleration();
            return missing * missing + 0.01 * change * change;
        }

        @Override
        public boolean atGoal(State x, None r, None p) {
            return Math.abs(x.position() - 1) < 0.01;
        }
    }

    /** The push moves nothing. */
    static final class OutOfReach extends Quadratic {
        private static final class Drifting extends Mass {
            @Override
            public State derivative(State x, Push u, None p) {
                return new State(x.velocity(), 0.5 * x.position() + 0 * u.acceleration());
            }
        }

        @Override
        public Plant<State, Push, None> plant() {
            return Integrator.RK4.plant(new Drifting(), 0.1);
        }
    }

    /** More than the push can hold. */
    static final class TooHeavy extends Quadratic {
        private static final class Falling extends Mass {
            @Override
            public State derivative(State x, Push u, None p) {
                return new State(x.velocity(), u.acceleration() - 30);
            }
        }

        @Override
        public Plant<State, Push, None> plant() {
            return Integrator.RK4.plant(new Falling(), 0.1);
        }
    }

    record Elsewhere(@Unit("K") double warmth) {}

    /** A reference that is no state's. */
    static final class NoSetPoint implements Task<State, Push, None, Elsewhere, State> {
        private final Quadratic task = new Quadratic();

        @Override
        public Plant<State, Push, None> plant() {
            return task.plant();
        }

        @Override
        public Timing timing() {
            return task.timing();
        }

        @Override
        public State initial(Draw draw) {
            return new State(0, 0);
        }

        @Override
        public Elsewhere reference(double time, Draw draw) {
            return new Elsewhere(0);
        }

        @Override
        public State observe(State x, Elsewhere r, Push previous, None p, Draw draw) {
            return x;
        }

        @Override
        public double cost(State x, Elsewhere r, Push applied, Push previous, None p) {
            return x.position() * x.position();
        }

        @Override
        public double failureCost() {
            return 1e6;
        }

        @Override
        public boolean atGoal(State x, Elsewhere r, None p) {
            return true;
        }

        @Override
        public double holdSeconds() {
            return 0;
        }
    }
}
