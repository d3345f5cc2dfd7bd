package dev.antipode.sim.plants;

import static dev.antipode.sim.plants.Close.assertClose;
import static org.assertj.core.api.Assertions.assertThat;

import dev.antipode.sim.Integrator;
import java.util.Random;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

/** Both double pendulums against d'Alembert's principle, and what they must conserve. */
class DoublePendulumTest {
    /** Accelerations of cart and rods; a cart of infinite inertia is left out by the caller. */
    private static double[] reference(
            double[] q, double[] v, double[] forces, double[] masses, double[] lengths, double g) {
        RigidBodies bodies = new RigidBodies(forces);
        double[] none = new double[3];
        double l1 = lengths[0];
        double l2 = lengths[1];
        bodies.add(masses[0], 0, new double[] {1, 0, 0}, none, none, 0, 0, g);
        bodies.add(
                masses[1],
                0,
                new double[] {1, l1 * Math.cos(q[1]), 0},
                new double[] {0, l1 * Math.sin(q[1]), 0},
                none,
                -l1 * v[1] * v[1] * Math.sin(q[1]),
                l1 * v[1] * v[1] * Math.cos(q[1]),
                g);
        bodies.add(
                masses[2],
                0,
                new double[] {1, l1 * Math.cos(q[1]), l2 * Math.cos(q[2])},
                new double[] {0, l1 * Math.sin(q[1]), l2 * Math.sin(q[2])},
                none,
                -l1 * v[1] * v[1] * Math.sin(q[1]) - l2 * v[2] * v[2] * Math.sin(q[2]),
                l1 * v[1] * v[1] * Math.cos(q[1]) + l2 * v[2] * v[2] * Math.cos(q[2]),
                g);
        return bodies.accelerations();
    }

    @Test
    void cartAndRodsFollowFromTheMassMatrix() {
        Random random = new Random(1);
        for (int i = 0; i < 3000; i++) {
            double[] q = random.doubles(3, -4, 4).toArray();
            double[] v = random.doubles(3, -6, 6).toArray();
            double[] m = random.doubles(3, 0.2, 2).toArray();
            double[] l = random.doubles(2, 0.3, 1.5).toArray();
            double force = random.nextDouble(-20, 20);
            double friction = random.nextDouble(0, 1);
            var d = new DoublePendulumCart()
                    .derivative(
                            new DoublePendulumCart.State(q[0], q[1], q[2], v[0], v[1], v[2]),
                            new DoublePendulumCart.Input(force),
                            new DoublePendulumCart.Parameters(m[0], m[1], m[2], l[0], l[1], 9.81, friction));
            double[] forces = {force - friction * v[0], 0, 0};
            assertClose(
                    1e-10, new double[] {d.xDot(), d.theta1Dot(), d.theta2Dot()}, reference(q, v, forces, m, l, 9.81));
            assertThat(new double[] {d.x(), d.theta1(), d.theta2()}).isEqualTo(v);
        }
    }

    @Test
    void rodsOnAFixedPivotFollowFromTheMassMatrix() {
        Random random = new Random(2);
        for (int i = 0; i < 3000; i++) {
            double[] q = random.doubles(3, -4, 4).toArray();
            double[] v = random.doubles(3, -6, 6).toArray();
            double[] m = random.doubles(2, 0.2, 2).toArray();
            double[] l = random.doubles(2, 0.3, 1.5).toArray();
            double torque = random.nextDouble(-10, 10);
            double friction = random.nextDouble(0, 1);
            var d = new DoublePendulum()
                    .derivative(
                            new DoublePendulum.State(q[1], q[2], v[1], v[2]),
                            new DoublePendulum.Input(torque),
                            new DoublePendulum.Parameters(m[0], m[1], l[0], l[1], 9.81, friction));
            // A cart of 1e15 kg stands still.
            double elbow = -friction * (v[2] - v[1]);
            double[] forces = {0, torque - friction * v[1] - elbow, elbow};
            double[] expected = reference(q, v, forces, new double[] {1e15, m[0], m[1]}, l, 9.81);
            assertClose(1e-10, new double[] {d.theta1Dot(), d.theta2Dot()}, new double[] {expected[1], expected[2]});
        }
    }

    @Test
    void energyIsKeptWithoutFriction() {
        var plant = Integrator.RK4.plant(new DoublePendulum(), 0.0005);
        var p = new DoublePendulum.Parameters(1.3, 0.7, 0.9, 1.2, 9.81, 0);
        var s = new DoublePendulum.State(2, -1, 0.5, 1);
        double before = energy(s, p);
        for (int i = 0; i < 6000; i++) {
            s = plant.next(s, new DoublePendulum.Input(0), p);
        }
        assertClose(1e-8, energy(s, p), before);
    }

    @Test
    void frictionTakesEnergy() {
        var plant = Integrator.RK4.plant(new DoublePendulum(), 0.002);
        var p = new DoublePendulum.Parameters(1, 1, 1, 1, 9.81, 0.5);
        var s = new DoublePendulum.State(2, -1, 0.5, 1);
        for (int i = 0; i < 500; i++) {
            var next = plant.next(s, new DoublePendulum.Input(0), p);
            assertThat(energy(next, p)).isLessThan(energy(s, p));
            s = next;
        }
    }

    private static double energy(DoublePendulum.State s, DoublePendulum.Parameters p) {
        double vx = p.length1() * s.theta1Dot() * Math.cos(s.theta1());
        double vy = p.length1() * s.theta1Dot() * Math.sin(s.theta1());
        double wx = vx + p.length2() * s.theta2Dot() * Math.cos(s.theta2());
        double wy = vy + p.length2() * s.theta2Dot() * Math.sin(s.theta2());
        double height1 = -p.length1() * Math.cos(s.theta1());
        double height2 = height1 - p.length2() * Math.cos(s.theta2());
        return p.mass1() * ((vx * vx + vy * vy) / 2 + p.gravity() * height1)
                + p.mass2() * ((wx * wx + wy * wy) / 2 + p.gravity() * height2);
    }

    /** Small swings of equal masses and rods have the squared frequencies (2 - sqrt 2) g/l and (2 + sqrt 2) g/l. */
    @Test
    void smallSwingsHaveTheTextbookFrequencies() {
        var p = new DoublePendulum.Parameters(1, 1, 1, 1, 9.81, 0);
        for (double sign : new double[] {1, -1}) {
            // Mode shapes: theta2 = sqrt 2 theta1 (slow), theta2 = -sqrt 2 theta1 (fast).
            double small = 1e-5;
            var d = new DoublePendulum()
                    .derivative(
                            new DoublePendulum.State(small, sign * Math.sqrt(2) * small, 0, 0),
                            new DoublePendulum.Input(0),
                            p);
            double squared = (2 - sign * Math.sqrt(2)) * 9.81;
            assertThat(d.theta1Dot() / small).isCloseTo(-squared, Offset.offset(1e-6 * squared));
        }
    }

    @Test
    void cartWithRodsRestsUprightAndKeepsItsMomentum() {
        var p = new DoublePendulumCart.Parameters(1, 0.2, 0.3, 0.5, 0.4, 9.81, 0);
        var rest = new DoublePendulumCart()
                .derivative(
                        new DoublePendulumCart.State(0.3, Math.PI, Math.PI, 0, 0, 0),
                        new DoublePendulumCart.Input(0),
                        p);
        assertClose(1e-14, new double[] {rest.xDot(), rest.theta1Dot(), rest.theta2Dot()}, new double[3]);

        var plant = Integrator.RK4.plant(new DoublePendulumCart(), 0.0005);
        var s = new DoublePendulumCart.State(0, 2, 1, 0.3, 0, -1);
        double before = momentum(s, p);
        for (int i = 0; i < 4000; i++) {
            s = plant.next(s, new DoublePendulumCart.Input(0), p);
        }
        assertClose(1e-8, momentum(s, p), before);
    }

    private static double momentum(DoublePendulumCart.State s, DoublePendulumCart.Parameters p) {
        double v1 = s.xDot() + p.length1() * s.theta1Dot() * Math.cos(s.theta1());
        double v2 = v1 + p.length2() * s.theta2Dot() * Math.cos(s.theta2());
        return p.massCart() * s.xDot() + p.mass1() * v1 + p.mass2() * v2;
    }
}
