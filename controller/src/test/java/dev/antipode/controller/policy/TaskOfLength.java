package dev.antipode.controller.policy;

import dev.antipode.sim.Draw;
import dev.antipode.sim.None;
import dev.antipode.sim.Plant;
import dev.antipode.sim.Task;
import dev.antipode.sim.Timing;
import dev.antipode.sim.plants.Acrobot;
import dev.antipode.sim.plants.CartPole;
import dev.antipode.sim.plants.CartPoleWithFriction;
import dev.antipode.sim.plants.Pendulum;
import dev.antipode.sim.tasks.AcrobotSwingUp;
import dev.antipode.sim.tasks.CartPoleBalance;
import dev.antipode.sim.tasks.CartPoleSwingUp;
import dev.antipode.sim.tasks.PendulumSwingUp;

/** A built-in task whose episodes have another length. */
abstract class TaskOfLength<X extends Record, U extends Record, P extends Record, O extends Record>
        implements Task<X, U, P, None, O> {
    final Task<X, U, P, None, O> task;
    private final int steps;

    TaskOfLength(Task<X, U, P, None, O> task, int steps) {
        this.task = task;
        this.steps = steps;
    }

    static Task<?, ?, ?, ?, ?> of(String name, int steps) {
        return switch (name) {
            case "cart-pole-balance" -> new Balance(steps);
            case "cart-pole-swing-up" -> new SwingUp(steps);
            case "pendulum" -> new Rod(steps);
            case "acrobot" -> new Links(steps);
            case "tumbling acrobot" -> new TumblingLinks(steps);
            default -> throw new IllegalArgumentException("no task '" + name + "'");
        };
    }

    static final class Balance
            extends TaskOfLength<CartPole.State, CartPole.Input, CartPole.Parameters, CartPoleBalance.Observation> {
        Balance(int steps) {
            super(new CartPoleBalance(), steps);
        }
    }

    /** Parameters are drawn. */
    static final class SwingUp
            extends TaskOfLength<
                    CartPoleWithFriction.State,
                    CartPoleWithFriction.Input,
                    CartPoleWithFriction.Parameters,
                    CartPoleSwingUp.Observation> {
        SwingUp(int steps) {
            super(new CartPoleSwingUp(), steps);
        }

        @Override
        public CartPoleWithFriction.Parameters parameters(Draw draw) {
            return task.parameters(draw);
        }
    }

    /** With a charge for where the rod ends, of its energy. */
    static final class Rod
            extends TaskOfLength<Pendulum.State, Pendulum.Input, Pendulum.Parameters, PendulumSwingUp.Observation> {
        Rod(int steps) {
            super(new PendulumSwingUp(), steps);
        }

        @Override
        public double terminalCost(Pendulum.State x, None r, Pendulum.Parameters p) {
            return 3 * (1 - Math.cos(x.theta())) + 0.2 * x.thetaDot() * x.thetaDot();
        }
    }

    static class Links
            extends TaskOfLength<AcrobotSwingUp.State, Acrobot.Input, Acrobot.Parameters, AcrobotSwingUp.Observation> {
        Links(int steps) {
            super(new AcrobotSwingUp(), steps);
        }
    }

    /** Charged for where the links are whether they have reached the goal or not, so that every step counts. */
    static final class TumblingLinks extends Links {
        TumblingLinks(int steps) {
            super(steps);
        }

        @Override
        public double cost(
                AcrobotSwingUp.State x, None r, Acrobot.Input applied, Acrobot.Input previous, Acrobot.Parameters p) {
            Acrobot.State s = x.links();
            return Math.cos(s.theta1()) + Math.cos(s.theta1() + s.theta2()) + 2;
        }

        @Override
        public double failureCost() {
            return 4;
        }
    }

    @Override
    public Plant<X, U, P> plant() {
        return task.plant();
    }

    @Override
    public Timing timing() {
        Timing timing = task.timing();
        return new Timing(timing.periodSeconds(), timing.substeps(), timing.latencySeconds(), steps);
    }

    @Override
    public X initial(Draw draw) {
        return task.initial(draw);
    }

    @Override
    public O observe(X x, None r, U previous, P p, Draw draw) {
        return task.observe(x, r, previous, p, draw);
    }

    @Override
    public double cost(X x, None r, U applied, U previous, P p) {
        return task.cost(x, r, applied, previous, p);
    }

    @Override
    public boolean failed(X x, None r, P p) {
        return task.failed(x, r, p);
    }

    @Override
    public double failureCost() {
        return task.failureCost();
    }

    @Override
    public boolean atGoal(X x, None r, P p) {
        return task.atGoal(x, r, p);
    }

    @Override
    public double holdSeconds() {
        return task.holdSeconds();
    }
}
