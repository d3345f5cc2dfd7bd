package dev.antipode.controller.cli;

import dev.antipode.sim.Default;
import dev.antipode.sim.Draw;
import dev.antipode.sim.Dynamics;
import dev.antipode.sim.Integrator;
import dev.antipode.sim.None;
import dev.antipode.sim.Plant;
import dev.antipode.sim.Range;
import dev.antipode.sim.Task;
import dev.antipode.sim.Timing;

/** A small task that is in order, and variations of it that are not. */
final class BadTasks {
    private BadTasks() {}

    record State(@Range(min = -1, max = 1) double x) {}

    record Input(@Range(min = -1, max = 1) double u) {}

    record Observation(@Range(min = -1, max = 1) double x) {}

    record Growth(@Default(0.5) double rate) {}

    /** dx/dt = rate x + u. */
    static final class Scalar implements Dynamics<State, Input, Growth> {
        @Override
        public State derivative(State x, Input u, Growth p) {
            return new State(p.rate() * x.x() + u.u());
        }
    }

    /** Hold x at 0. */
    static class Good implements Task<State, Input, Growth, None, Observation> {
        @Override
        public Plant<State, Input, Growth> plant() {
            return Integrator.EXPLICIT_EULER.plant(new Scalar(), 0.05);
        }

        @Override
        public Timing timing() {
            return Timing.of(0.05, 1, 2);
        }

        @Override
        public State initial(Draw draw) {
            return new State(draw.uniform(-0.5, 0.5));
        }

        @Override
        public Observation observe(State x, None r, Input previous, Growth p, Draw draw) {
            return new Observation(x.x());
        }

        @Override
        public double cost(State x, None r, Input applied, Input previous, Growth p) {
            return x.x() * x.x();
        }

        @Override
        public boolean failed(State x, None r, Growth p) {
            return Math.abs(x.x()) > 1;
        }

        @Override
        public double failureCost() {
            return 1;
        }

        @Override
        public boolean atGoal(State x, None r, Growth p) {
            return Math.abs(x.x()) < 0.1;
        }

        @Override
        public double holdSeconds() {
            return 0.5;
        }
    }

    /** Has forgotten its plant. */
    static final class NoPlant extends Good {
        @Override
        public Plant<State, Input, Growth> plant() {
            return null;
        }
    }

    /** Failing early costs less than going on. */
    static final class CheapFailure extends Good {
        @Override
        public double cost(State x, None r, Input applied, Input previous, Growth p) {
            return 5 + x.x() * x.x();
        }
    }

    /** Infinite after 90 steps of a second. */
    static final class Escape implements Plant<State, None, None> {
        @Override
        public double period() {
            return 1;
        }

        @Override
        public State next(State x, None u, None p) {
            return new State(x.x() + 2e306);
        }
    }

    /** sqrt(-1) from the first step on. */
    static final class Undefined implements Dynamics<State, Input, Growth> {
        @Override
        public State derivative(State x, Input u, Growth p) {
            return new State(Math.sqrt(-1 - x.x() * x.x()) + u.u());
        }
    }

    /** No lane stays finite. */
    static final class NonFinite extends Good {
        @Override
        public Plant<State, Input, Growth> plant() {
            return Integrator.EXPLICIT_EULER.plant(new Undefined(), 0.05);
        }
    }

    record Clocked(
            @Range(min = -1, max = 1) double x,
            @Range(min = 0, max = 40) double time) {}

    /** The square root of what becomes negative after 25 s. */
    static final class Expiring implements Dynamics<Clocked, Input, None> {
        @Override
        public Clocked derivative(Clocked x, Input u, None p) {
            return new Clocked(u.u() - x.x() + 0 * Math.sqrt(25 - x.time()), 1);
        }
    }

    /** Every lane stays finite for as long as a check looks, and none to the end. */
    static final class NonFiniteLate implements Task<Clocked, Input, None, None, Observation> {
        @Override
        public Plant<Clocked, Input, None> plant() {
            return Integrator.EXPLICIT_EULER.plant(new Expiring(), 0.05);
        }

        @Override
        public Timing timing() {
            // So many sub-steps that a check ends after 21 s.
            return Timing.of(0.05, 120, 30);
        }

        @Override
        public Clocked initial(Draw draw) {
            return new Clocked(draw.uniform(-0.5, 0.5), 0);
        }

        @Override
        public Observation observe(Clocked x, None r, Input previous, None p, Draw draw) {
            return new Observation(x.x());
        }

        @Override
        public double cost(Clocked x, None r, Input applied, Input previous, None p) {
            return x.x() * x.x();
        }

        @Override
        public double failureCost() {
            return 2;
        }

        @Override
        public boolean atGoal(Clocked x, None r, None p) {
            return Math.abs(x.x()) < 0.1;
        }

        @Override
        public double holdSeconds() {
            return 0.5;
        }
    }

    record NanRange(@Range(min = Double.NaN, max = 1) double x) {}

    /** A range that is not one. */
    static final class WithoutRange implements Dynamics<NanRange, None, None> {
        @Override
        public NanRange derivative(NanRange x, None u, None p) {
            return x;
        }
    }

    record Named(double x, String name) {}

    /** A component that is no number. */
    static final class WithText implements Dynamics<Named, None, None> {
        @Override
        public Named derivative(Named x, None u, None p) {
            return x;
        }
    }
}
