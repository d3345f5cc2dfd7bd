package dev.antipode.sim;

import java.util.function.Supplier;

/** Counts seconds for 2000 steps of 0.1 s; subclasses say what goes wrong when. */
class CountingTask implements Task<CountingTask.State, CountingTask.Input, None, None, CountingTask.Seen> {
    record State(double seconds) {}

    record Input(@Range(min = -1, max = 1) double push) {}

    record Seen(double first, double second) {}

    static final class Clock implements Dynamics<State, Input, None> {
        @Override
        public State derivative(State x, Input u, None p) {
            return new State(1);
        }
    }

    static final class Root implements Dynamics<State, Input, None> {
        @Override
        public State derivative(State x, Input u, None p) {
            return new State(Math.sqrt(0.35 - x.seconds()));
        }
    }

    @Override
    public Plant<State, Input, None> plant() {
        return Integrator.EXPLICIT_EULER.plant(new Clock(), 0.1);
    }

    @Override
    public Timing timing() {
        return Timing.of(0.1, 1, 200);
    }

    @Override
    public State initial(Draw draw) {
        return new State(0);
    }

    @Override
    public Seen observe(State x, None r, Input previous, None p, Draw draw) {
        return new Seen(x.seconds(), previous.push());
    }

    @Override
    public double cost(State x, None r, Input applied, Input previous, None p) {
        return 0.5;
    }

    @Override
    public boolean failed(State x, None r, None p) {
        return x.seconds() < -1;
    }

    @Override
    public double failureCost() {
        return 1;
    }

    @Override
    public boolean atGoal(State x, None r, None p) {
        return x.seconds() > 5;
    }

    @Override
    public double holdSeconds() {
        return 0;
    }

    /** Is dear to live in after 100 s. */
    static final class Dear extends CountingTask {
        @Override
        public double cost(State x, None r, Input applied, Input previous, None p) {
            return x.seconds() > 100 ? 50 : 0.5;
        }
    }

    /** Charges at the end what is far more at the horizon than in step 400. */
    static final class DearEnd extends CountingTask {
        @Override
        public double terminalCost(State x, None r, None p) {
            return x.seconds() / 150;
        }
    }

    /** Charges at the end what is no number there. */
    static final class NoEnd extends CountingTask {
        @Override
        public double terminalCost(State x, None r, None p) {
            return Math.sqrt(190 - x.seconds());
        }
    }

    /** Charges at the end what is a number in half of the episodes. */
    static final class HalfAnEnd extends CountingTask {
        @Override
        public State initial(Draw draw) {
            return new State(draw.uniform(-0.5, 0.5));
        }

        @Override
        public double terminalCost(State x, None r, None p) {
            return Math.sqrt(200 - x.seconds());
        }
    }

    /** Has a stage cost that is no number after 0.3 s. */
    static final class NoCost extends CountingTask {
        @Override
        public double cost(State x, None r, Input applied, Input previous, None p) {
            return Math.sqrt(0.35 - x.seconds());
        }
    }

    /** Has an observation that is no number after 0.3 s. */
    static final class Unseen extends CountingTask {
        @Override
        public Seen observe(State x, None r, Input previous, None p, Draw draw) {
            return new Seen(x.seconds(), Math.log(0.35 - x.seconds()));
        }
    }

    /** Has a plant that leaves the numbers after 0.4 s. */
    static final class Lost extends CountingTask {
        @Override
        public Plant<State, Input, None> plant() {
            return Integrator.EXPLICIT_EULER.plant(new Root(), 0.5);
        }

        @Override
        public Timing timing() {
            return Timing.of(0.5, 1, 200);
        }
    }

    /** Draws between ends the wrong way round. */
    static final class Swapped extends CountingTask {
        @Override
        public State initial(Draw draw) {
            return new State(draw.uniform(0.5, -0.5));
        }
    }

    /** Gets its plant from somewhere else. */
    static final class Borrowed extends CountingTask {
        private final Supplier<Plant<State, Input, None>> lender;

        Borrowed(Supplier<Plant<State, Input, None>> lender) {
            this.lender = lender;
        }

        @Override
        public Plant<State, Input, None> plant() {
            return lender.get();
        }
    }
}
