package dev.antipode.sim;

/** A task that uses everything a task can: randomised parameters, reference, noise, latency, slew limit, failure, terminal cost. */
final class DelayedMassTask
        implements Task<
                DelayedMassTask.State,
                DelayedMassTask.Force,
                DelayedMassTask.Body,
                DelayedMassTask.Target,
                DelayedMassTask.Seen> {
    record State(double position, double velocity) {}

    record Force(
            @Unit("N") @Range(min = -2, max = 3) @Rate(20) double push) {}

    record Body(@Default(1) double mass, @Default(0.1) double drag) {}

    record Target(double position) {}

    record Seen(@Range(min = -4, max = 4) double error, double velocity, double lastPush) {}

    static final class Mass implements Dynamics<State, Force, Body> {
        @Override
        public State derivative(State x, Force u, Body p) {
            return new State(x.velocity(), (u.push() - p.drag() * x.velocity()) / p.mass());
        }
    }

    private final Timing timing;
    private final double limit;

    DelayedMassTask(Timing timing, double limit) {
        this.timing = timing;
        this.limit = limit;
    }

    @Override
    public Plant<State, Force, Body> plant() {
        return Integrator.MIDPOINT.plant(new Mass(), 0.01);
    }

    @Override
    public Timing timing() {
        return timing;
    }

    @Override
    public State initial(Draw draw) {
        return new State(draw.normal(0, 0.3), draw.uniform(-0.2, 0.2));
    }

    @Override
    public Body parameters(Draw draw) {
        return new Body(draw.uniform(0.5, 1.5), draw.uniform(0, 0.2));
    }

    @Override
    public Target reference(double time, Draw draw) {
        double high = draw.normal(1, 0.1);
        return new Target(time < 0.5 ? 0 : high);
    }

    @Override
    public Seen observe(State x, Target r, Force previous, Body p, Draw draw) {
        return new Seen(
                r.position() - x.position() + draw.normal(0, 0.01),
                x.velocity() + draw.uniform(-0.02, 0.02),
                previous.push());
    }

    @Override
    public double cost(State x, Target r, Force applied, Force previous, Body p) {
        double error = r.position() - x.position();
        double change = applied.push() - previous.push();
        return error * error + 0.01 * applied.push() * applied.push() + 0.001 * change * change;
    }

    @Override
    public double terminalCost(State x, Target r, Body p) {
        return 2 * Math.abs(x.velocity());
    }

    @Override
    public boolean failed(State x, Target r, Body p) {
        return Math.abs(x.position()) > limit;
    }

    @Override
    public double failureCost() {
        return 100;
    }

    @Override
    public boolean atGoal(State x, Target r, Body p) {
        return Math.abs(r.position() - x.position()) < 0.8;
    }

    @Override
    public double holdSeconds() {
        return 0.1;
    }
}
