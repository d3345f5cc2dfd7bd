package dev.antipode.sim.plants;

import static dev.antipode.sim.plants.Close.assertClose;
import static org.assertj.core.api.Assertions.assertThat;

import dev.antipode.sim.IntegratedPlant;
import dev.antipode.sim.Integrator;
import java.util.Random;
import org.junit.jupiter.api.Test;

class CartPoleTest {
    private static final CartPole.Parameters GYMNASIUM = new CartPole.Parameters(9.8, 1.0, 0.1, 0.5);

    /** Positive theta leans the pole towards positive x: its middle is at (x + l sin, l cos). */
    private static double[] reference(
            double force, double theta, double rate, double g, double cart, double pole, double l, double hinge) {
        RigidBodies bodies = new RigidBodies(force, -hinge * rate);
        double[] none = {0, 0};
        bodies.add(cart, 0, new double[] {1, 0}, none, none, 0, 0, g);
        double sin = Math.sin(theta);
        double cos = Math.cos(theta);
        bodies.add(
                pole,
                pole * l * l / 3,
                new double[] {1, l * cos},
                new double[] {0, -l * sin},
                new double[] {0, 1},
                -l * rate * rate * sin,
                -l * rate * rate * cos,
                g);
        return bodies.accelerations();
    }

    @Test
    void accelerationsFollowFromTheMassMatrix() {
        Random random = new Random(1);
        for (int i = 0; i < 2000; i++) {
            double theta = random.nextDouble(-4, 4);
            double rate = random.nextDouble(-8, 8);
            double force = random.nextDouble(-10, 10);
            var p = new CartPole.Parameters(
                    random.nextDouble(5, 15),
                    random.nextDouble(0.3, 3),
                    random.nextDouble(0.05, 1),
                    random.nextDouble(0.1, 1));
            var d = new CartPole().derivative(new CartPole.State(1, 2, theta, rate), new CartPole.Input(force), p);
            double[] expected =
                    reference(force, theta, rate, p.gravity(), p.massCart(), p.massPole(), p.halfLength(), 0);
            assertClose(1e-11, new double[] {d.xDot(), d.thetaDot()}, expected);
            assertThat(d.x()).isEqualTo(2);
            assertThat(d.theta()).isEqualTo(rate);
        }
    }

    @Test
    void frictionActsOnCartAndHinge() {
        Random random = new Random(2);
        for (int i = 0; i < 2000; i++) {
            double theta = random.nextDouble(-4, 4);
            double rate = random.nextDouble(-8, 8);
            double speed = random.nextDouble(-3, 3);
            double force = random.nextDouble(-10, 10);
            var p = new CartPoleWithFriction.Parameters(
                    9.8, 1.2, 0.15, 0.45, random.nextDouble(0, 1), random.nextDouble(0, 0.1));
            var d = new CartPoleWithFriction()
                    .derivative(
                            new CartPoleWithFriction.State(0, speed, theta, rate),
                            new CartPoleWithFriction.Input(force),
                            p);
            double[] expected =
                    reference(force - p.cartFriction() * speed, theta, rate, 9.8, 1.2, 0.15, 0.45, p.hingeFriction());
            assertClose(1e-11, new double[] {d.xDot(), d.thetaDot()}, expected);
        }
    }

    /** The step in the order of Gymnasium's documentation: accelerations first, then all four states from old values. */
    @Test
    void fullEpisodesOfGymnasiumsStepsAgree() {
        IntegratedPlant<CartPole.State, CartPole.Input, CartPole.Parameters> plant = CartPole.plant();
        Random random = new Random(3);
        for (int episode = 0; episode < 20; episode++) {
            double[] s = {
                random.nextDouble(-0.05, 0.05),
                random.nextDouble(-0.05, 0.05),
                random.nextDouble(-0.05, 0.05),
                random.nextDouble(-0.05, 0.05)
            };
            var state = new CartPole.State(s[0], s[1], s[2], s[3]);
            for (int step = 0; step < 40; step++) {
                double force = random.nextBoolean() ? 10 : -10;
                double sin = Math.sin(s[2]);
                double cos = Math.cos(s[2]);
                double temporary = (force + 0.05 * Math.pow(s[3], 2) * sin) / 1.1;
                double angular = (9.8 * sin - cos * temporary) / (0.5 * (4.0 / 3.0 - 0.1 * Math.pow(cos, 2) / 1.1));
                double linear = temporary - 0.05 * angular * cos / 1.1;
                s = new double[] {s[0] + 0.02 * s[1], s[1] + 0.02 * linear, s[2] + 0.02 * s[3], s[3] + 0.02 * angular};
                state = plant.next(state, new CartPole.Input(force), GYMNASIUM);
                assertClose(1e-12, new double[] {state.x(), state.xDot(), state.theta(), state.thetaDot()}, s);
            }
        }
    }

    @Test
    void firstStepFromRestByHand() {
        // a = 10/1.1; theta'' = -a / (0.5 (4/3 - 0.1/1.1)) = -14.634146...; x'' = a + 0.05 * 14.634146 / 1.1 =
        // 9.756097...
        var next = CartPole.plant().next(new CartPole.State(0, 0, 0, 0), new CartPole.Input(10), GYMNASIUM);
        assertClose(1e-14, next.xDot(), 0.02 * 400.0 / 41.0);
        assertClose(1e-14, next.thetaDot(), -0.02 * 600.0 / 41.0);
        assertThat(next.x()).isZero();
        assertThat(next.theta()).isZero();
    }

    @Test
    void energyIsKeptWithoutFriction() {
        var fine = Integrator.RK4.plant(new CartPoleWithFriction(), 0.001);
        var p = new CartPoleWithFriction.Parameters(9.8, 1, 0.1, 0.5, 0, 0);
        var state = new CartPoleWithFriction.State(0, 0.3, 2.5, 1);
        double before = energy(state);
        for (int i = 0; i < 3000; i++) {
            state = fine.next(state, new CartPoleWithFriction.Input(0), p);
        }
        assertClose(1e-9, energy(state), before);
        assertThat(Math.abs(state.theta() - 2.5)).isGreaterThan(0.1);
    }

    private static double energy(CartPoleWithFriction.State s) {
        double horizontal = s.xDot() + 0.5 * s.thetaDot() * Math.cos(s.theta());
        double vertical = -0.5 * s.thetaDot() * Math.sin(s.theta());
        return 0.5 * s.xDot() * s.xDot()
                + 0.05 * (horizontal * horizontal + vertical * vertical)
                + 0.5 * (0.1 * 0.25 / 3) * s.thetaDot() * s.thetaDot()
                + 0.1 * 9.8 * 0.5 * Math.cos(s.theta());
    }
}
