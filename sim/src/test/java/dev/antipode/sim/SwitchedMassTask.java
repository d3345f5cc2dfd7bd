package dev.antipode.sim;

/** A mass between a switched thruster and a continuous one. */
final class SwitchedMassTask
        implements Task<SwitchedMassTask.State, SwitchedMassTask.Thrust, None, None, SwitchedMassTask.Seen> {
    record State(double position, double velocity) {}

    record Thrust(@Levels({-2, 0.5, 3}) double main, double trim) {}

    record Seen(double position, double main, double trim) {}

    static final class Mass implements Dynamics<State, Thrust, None> {
        @Override
        public State derivative(State x, Thrust u, None p) {
            return new State(x.velocity(), u.main() + 0.1 * u.trim());
        }
    }

    private final Timing timing;

    SwitchedMassTask(Timing timing) {
        this.timing = timing;
    }

    @Override
    public Plant<State, Thrust, None> plant() {
        return Integrator.MIDPOINT.plant(new Mass(), 0.01);
    }

    @Override
    public Timing timing() {
        return timing;
    }

    @Override
    public State initial(Draw draw) {
        return new State(draw.normal(0, 0.3), 0);
    }

    @Override
    public Seen observe(State x, None r, Thrust previous, None p, Draw draw) {
        return new Seen(x.position(), previous.main(), previous.trim());
    }

    @Override
    public double cost(State x, None r, Thrust applied, Thrust previous, None p) {
        return x.position() * x.position() + applied.main() * previous.main();
    }

    @Override
    public boolean failed(State x, None r, None p) {
        return false;
    }

    @Override
    public double failureCost() {
        return 1;
    }

    @Override
    public boolean atGoal(State x, None r, None p) {
        return x.position() > 0;
    }

    @Override
    public double holdSeconds() {
        return 0;
    }
}
