package dev.antipode.sim.plants;

import static dev.antipode.sim.plants.Close.assertClose;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

/** Pendulum, mountain car and acrobot against the published equations, computed here another way. */
class ClassicControlTest {
    private static final Acrobot.Parameters ACROBOT = new Acrobot.Parameters(9.8, 1, 1, 1, 0.5, 0.5, 1, 1);

    @Test
    void pendulumFallsLikeARodAboutItsEnd() {
        Random random = new Random(1);
        var plant = new Pendulum();
        for (int i = 0; i < 2000; i++) {
            double theta = random.nextDouble(-7, 7);
            double rate = random.nextDouble(-3, 3);
            double torque = random.nextDouble(-2, 2);
            var p = new Pendulum.Parameters(
                    random.nextDouble(1, 12), random.nextDouble(0.5, 2), random.nextDouble(0.5, 2));
            var next = plant.next(new Pendulum.State(theta, rate), new Pendulum.Input(torque), p);
            double aboutEnd = p.mass() * Math.pow(p.length(), 2) / 3;
            double acceleration = (torque + p.mass() * p.gravity() * p.length() / 2 * Math.sin(theta)) / aboutEnd;
            double expected = Math.max(-8, Math.min(8, rate + acceleration * 0.05));
            assertClose(1e-13, next.thetaDot(), expected);
            assertClose(1e-13, next.theta(), theta + expected * 0.05);
        }
        assertThat(plant.period()).isEqualTo(0.05);
    }

    @Test
    void pendulumSpeedIsClampedBeforeTheAngleMoves() {
        var p = new Pendulum.Parameters(10, 1, 1);
        var next = new Pendulum().next(new Pendulum.State(Math.PI / 2, 7.9), new Pendulum.Input(2), p);
        assertThat(next.thetaDot()).isEqualTo(8);
        assertThat(next.theta()).isEqualTo(Math.PI / 2 + 8 * 0.05);
    }

    @Test
    void mountainCarFollowsTheDocumentedTransitions() {
        Random random = new Random(2);
        var plant = new MountainCar();
        var p = new MountainCar.Parameters(0.0015, 0.0025);
        for (int i = 0; i < 5000; i++) {
            double x = random.nextDouble(-1.2, 0.6);
            double v = random.nextDouble(-0.07, 0.07);
            double u = random.nextDouble(-1, 1);
            var next = plant.next(new MountainCar.State(x, v), new MountainCar.Input(u), p);
            double speed = v + u * 0.0015 - 0.0025 * Math.cos(3 * x);
            if (speed > 0.07) {
                speed = 0.07;
            }
            if (speed < -0.07) {
                speed = -0.07;
            }
            double place = x + speed;
            if (place > 0.6) {
                place = 0.6;
            }
            if (place < -1.2) {
                place = -1.2;
            }
            if (place == -1.2 && speed < 0) {
                speed = 0;
            }
            assertClose(1e-15, next.velocity(), speed);
            assertClose(1e-15, next.position(), place);
        }
    }

    @Test
    void mountainCarStopsAtTheLeftWallOnly() {
        var plant = new MountainCar();
        var p = new MountainCar.Parameters(0.0015, 0.0025);
        var left = plant.next(new MountainCar.State(-1.19, -0.06), new MountainCar.Input(-1), p);
        assertThat(left).isEqualTo(new MountainCar.State(-1.2, 0));
        var right = plant.next(new MountainCar.State(0.58, 0.06), new MountainCar.Input(1), p);
        assertThat(right.position()).isEqualTo(0.6);
        assertThat(right.velocity()).isGreaterThan(0.06);
    }

    @Test
    void mountainCarEngineAloneCannotClimb() {
        var plant = new MountainCar();
        var p = new MountainCar.Parameters(0.0015, 0.0025);
        var s = new MountainCar.State(-0.5, 0);
        for (int i = 0; i < 999; i++) {
            s = plant.next(s, new MountainCar.Input(1), p);
            assertThat(s.position()).isLessThan(0.45);
        }
    }

    @Test
    void acrobotAccelerationsFollowFromTheMassMatrix() {
        Random random = new Random(3);
        for (int i = 0; i < 2000; i++) {
            var s = new Acrobot.State(
                    random.nextDouble(-3, 3),
                    random.nextDouble(-3, 3),
                    random.nextDouble(-6, 6),
                    random.nextDouble(-6, 6));
            var p = i == 0
                    ? ACROBOT
                    : new Acrobot.Parameters(
                            9.8,
                            random.nextDouble(0.5, 2),
                            random.nextDouble(0.5, 2),
                            random.nextDouble(0.5, 2),
                            random.nextDouble(0.2, 1),
                            random.nextDouble(0.2, 1),
                            random.nextDouble(0.1, 2),
                            random.nextDouble(0.1, 2));
            double torque = random.nextDouble(-1, 1);
            var d = new Acrobot().derivative(s, new Acrobot.Input(torque), p);
            assertClose(1e-11, new double[] {d.theta1Dot(), d.theta2Dot()}, acrobot(s, torque, p));
            assertThat(d.theta1()).isEqualTo(s.theta1Dot());
            assertThat(d.theta2()).isEqualTo(s.theta2Dot());
        }
    }

    private static double[] acrobot(Acrobot.State s, double torque, Acrobot.Parameters p) {
        double a = s.theta1();
        double b = s.theta1() + s.theta2();
        double w = s.theta1Dot();
        double v = s.theta1Dot() + s.theta2Dot();
        RigidBodies bodies = new RigidBodies(0, torque);
        bodies.add(
                p.mass1(),
                p.inertia1(),
                new double[] {p.centre1() * Math.cos(a), 0},
                new double[] {p.centre1() * Math.sin(a), 0},
                new double[] {1, 0},
                -p.centre1() * w * w * Math.sin(a),
                p.centre1() * w * w * Math.cos(a),
                p.gravity());
        double c = p.centre2();
        bodies.add(
                p.mass2(),
                p.inertia2(),
                new double[] {p.length1() * Math.cos(a) + c * Math.cos(b), c * Math.cos(b)},
                new double[] {p.length1() * Math.sin(a) + c * Math.sin(b), c * Math.sin(b)},
                new double[] {1, 1},
                -p.length1() * w * w * Math.sin(a) - c * v * v * Math.sin(b),
                p.length1() * w * w * Math.cos(a) + c * v * v * Math.cos(b),
                p.gravity());
        return bodies.accelerations();
    }

    @Test
    void acrobotStepsAreRungeKuttaThenWrappedAndBounded() {
        var plant = Acrobot.plant();
        var state = new Acrobot.State(0.05, -0.05, 0.02, -0.08);
        double[] expected = {0.05, -0.05, 0.02, -0.08};
        for (int step = 0; step < 25; step++) {
            // Pushing with the elbow's motion pumps energy in, so that angles wrap.
            double torque = expected[3] >= 0 ? 1 : -1;
            state = plant.next(state, new Acrobot.Input(torque), ACROBOT);
            expected = rungeKutta(expected, torque);
            for (int i = 0; i < 2; i++) {
                while (expected[i] > Math.PI) {
                    expected[i] -= 2 * Math.PI;
                }
                while (expected[i] < -Math.PI) {
                    expected[i] += 2 * Math.PI;
                }
            }
            expected[2] = Math.min(Math.max(expected[2], -4 * Math.PI), 4 * Math.PI);
            expected[3] = Math.min(Math.max(expected[3], -9 * Math.PI), 9 * Math.PI);
            assertClose(
                    1e-9,
                    new double[] {state.theta1(), state.theta2(), state.theta1Dot(), state.theta2Dot()},
                    expected);
            expected = new double[] {state.theta1(), state.theta2(), state.theta1Dot(), state.theta2Dot()};
        }
        var fast = new Acrobot().constrain(new Acrobot.State(4, -10, 20, -40), ACROBOT);
        assertClose(1e-15, fast.theta1(), 4 - 2 * Math.PI);
        assertClose(1e-15, fast.theta2(), -10 + 4 * Math.PI);
        assertThat(fast.theta1Dot()).isEqualTo(4 * Math.PI);
        assertThat(fast.theta2Dot()).isEqualTo(-9 * Math.PI);
    }

    private static double[] rungeKutta(double[] s, double torque) {
        double[] sum = s.clone();
        double[] slope = new double[4];
        double[] at = {0, 0.1, 0.1, 0.2};
        double[] weight = {0.2 / 6, 0.2 / 3, 0.2 / 3, 0.2 / 6};
        for (int stage = 0; stage < 4; stage++) {
            double[] y = new double[4];
            for (int i = 0; i < 4; i++) {
                y[i] = s[i] + at[stage] * slope[i];
            }
            double[] acceleration = acrobot(new Acrobot.State(y[0], y[1], y[2], y[3]), torque, ACROBOT);
            slope = new double[] {y[2], y[3], acceleration[0], acceleration[1]};
            for (int i = 0; i < 4; i++) {
                sum[i] += weight[stage] * slope[i];
            }
        }
        return sum;
    }

    @Test
    void anglesWrapIntoOneTurn() {
        Random random = new Random(5);
        for (int i = 0; i < 10_000; i++) {
            double inside = random.nextDouble(-3.14159, 3.14159);
            assertThat(Angles.wrap(inside)).isEqualTo(inside);
            int turns = random.nextInt(-50, 51);
            assertThat(Angles.wrap(inside + turns * 2 * Math.PI)).isCloseTo(inside, Offset.offset(1e-12));
        }
        assertThat(Angles.wrap(Math.PI)).isEqualTo(-Math.PI);
        assertThat(Angles.wrap(Double.NaN)).isNaN();
    }
}
