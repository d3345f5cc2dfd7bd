package dev.antipode.sim.plants;

import static dev.antipode.sim.plants.Close.assertClose;
import static org.assertj.core.api.Assertions.assertThat;

import dev.antipode.sim.Integrator;
import java.util.Random;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

/** Both quadrotors against Newton and Euler with a rotation matrix. */
class QuadrotorTest {
    private static final Quadrotor.Parameters P =
            new Quadrotor.Parameters(0.6, 0.0031, 0.0024, 0.0049, 0.17, 0.0245, 0.05, 9.81);

    private static Quadrotor.State random(Random random) {
        double[] q = random.doubles(4, -1, 1).toArray();
        double length = Math.sqrt(q[0] * q[0] + q[1] * q[1] + q[2] * q[2] + q[3] * q[3]);
        double[] f = random.doubles(4, 0, 2.4).toArray();
        return new Quadrotor.State(
                new Quadrotor.Position(1, 2, 3),
                new Quadrotor.Velocity(random.nextDouble(-3, 3), random.nextDouble(-3, 3), random.nextDouble(-3, 3)),
                new Quadrotor.Attitude(q[0] / length, q[1] / length, q[2] / length, q[3] / length),
                new Quadrotor.BodyRate(random.nextDouble(-9, 9), random.nextDouble(-9, 9), random.nextDouble(-9, 9)),
                new Quadrotor.Thrust(f[0], f[1], f[2], f[3]));
    }

    /** Rotation matrix from body to world by Rodrigues' formula from the quaternion's axis and angle. */
    private static double[][] rotation(Quadrotor.Attitude q) {
        double half = Math.atan2(Math.sqrt(q.x() * q.x() + q.y() * q.y() + q.z() * q.z()), q.w());
        double sin = Math.sin(half);
        double[] k = {q.x() / sin, q.y() / sin, q.z() / sin};
        double angle = 2 * half;
        double[][] cross = {{0, -k[2], k[1]}, {k[2], 0, -k[0]}, {-k[1], k[0], 0}};
        double[][] r = new double[3][3];
        for (int i = 0; i < 3; i++) {
            for (int j = 0; j < 3; j++) {
                double square = 0;
                for (int n = 0; n < 3; n++) {
                    square += cross[i][n] * cross[n][j];
                }
                r[i][j] = (i == j ? 1 : 0) + Math.sin(angle) * cross[i][j] + (1 - Math.cos(angle)) * square;
            }
        }
        return r;
    }

    private static double[] cross(double[] a, double[] b) {
        return new double[] {a[1] * b[2] - a[2] * b[1], a[2] * b[0] - a[0] * b[2], a[0] * b[1] - a[1] * b[0]};
    }

    @Test
    void forcesAndTorquesFollowFromEachRotorsPlace() {
        Random random = new Random(1);
        double[][] places = {{0.17, 0, 0}, {0, 0.17, 0}, {-0.17, 0, 0}, {0, -0.17, 0}};
        double[] spin = {1, -1, 1, -1};
        double[] inertia = {P.inertiaX(), P.inertiaY(), P.inertiaZ()};
        for (int n = 0; n < 2000; n++) {
            Quadrotor.State s = random(random);
            double[] f = {
                s.thrust().front(),
                s.thrust().left(),
                s.thrust().back(),
                s.thrust().right()
            };
            double[] w = {s.rate().x(), s.rate().y(), s.rate().z()};
            double[][] r = rotation(s.attitude());
            double[] torque = new double[3];
            double lift = 0;
            for (int i = 0; i < 4; i++) {
                double[] arm = cross(places[i], new double[] {0, 0, f[i]});
                for (int k = 0; k < 3; k++) {
                    torque[k] += arm[k] + (k == 2 ? spin[i] * 0.0245 * f[i] : 0);
                }
                lift += f[i];
            }
            double[] gyroscopic = cross(w, new double[] {inertia[0] * w[0], inertia[1] * w[1], inertia[2] * w[2]});
            var d = new Quadrotor().derivative(s, new Quadrotor.Input(1, 0.5, 2, 0), P);
            assertClose(
                    1e-12,
                    new double[] {
                        d.velocity().x(), d.velocity().y(), d.velocity().z()
                    },
                    new double[] {r[0][2] * lift / 0.6, r[1][2] * lift / 0.6, r[2][2] * lift / 0.6 - 9.81});
            assertClose(
                    1e-12, new double[] {d.rate().x(), d.rate().y(), d.rate().z()}, new double[] {
                        (torque[0] - gyroscopic[0]) / inertia[0],
                        (torque[1] - gyroscopic[1]) / inertia[1],
                        (torque[2] - gyroscopic[2]) / inertia[2]
                    });
            assertClose(
                    1e-12,
                    new double[] {
                        d.thrust().front(),
                        d.thrust().left(),
                        d.thrust().back(),
                        d.thrust().right()
                    },
                    new double[] {(1 - f[0]) * 20, (0.5 - f[1]) * 20, (2 - f[2]) * 20, -f[3] * 20});
            assertThat(d.position().x()).isEqualTo(s.velocity().x());
            assertThat(d.position().z()).isEqualTo(s.velocity().z());
            assertClose(
                    1e-12,
                    new double[] {
                        s.attitude().leanX(),
                        s.attitude().leanY(),
                        s.attitude().upright(),
                        s.attitude().heading()
                    },
                    new double[] {r[0][2], r[1][2], r[2][2], r[1][0]});
        }
    }

    /** The rotation matrix's rate is R times the cross-product matrix of the body rate. */
    @Test
    void attitudeTurnsWithTheBodyRate() {
        Random random = new Random(2);
        double h = 1e-6;
        for (int n = 0; n < 500; n++) {
            Quadrotor.State s = random(random);
            Quadrotor.Attitude q = s.attitude();
            var d = new Quadrotor()
                    .derivative(s, new Quadrotor.Input(0, 0, 0, 0), P)
                    .attitude();
            double[][] ahead = rotation(
                    new Quadrotor.Attitude(q.w() + h * d.w(), q.x() + h * d.x(), q.y() + h * d.y(), q.z() + h * d.z()));
            double[][] behind = rotation(
                    new Quadrotor.Attitude(q.w() - h * d.w(), q.x() - h * d.x(), q.y() - h * d.y(), q.z() - h * d.z()));
            double[][] r = rotation(q);
            double[] w = {s.rate().x(), s.rate().y(), s.rate().z()};
            double[][] skew = {{0, -w[2], w[1]}, {w[2], 0, -w[0]}, {-w[1], w[0], 0}};
            for (int i = 0; i < 3; i++) {
                for (int j = 0; j < 3; j++) {
                    double expected = r[i][0] * skew[0][j] + r[i][1] * skew[1][j] + r[i][2] * skew[2][j];
                    assertThat((ahead[i][j] - behind[i][j]) / (2 * h)).isCloseTo(expected, Offset.offset(1e-7));
                }
            }
        }
    }

    @Test
    void attitudeKeepsUnitLengthAndSpinKeepsMomentumAndEnergy() {
        var plant = Integrator.RK4.plant(new Quadrotor(), 0.0005);
        Random random = new Random(3);
        Quadrotor.State s = random(random);
        // Without thrust the body spins freely: energy and the momentum's length are conserved.
        s = new Quadrotor.State(s.position(), s.velocity(), s.attitude(), s.rate(), new Quadrotor.Thrust(0, 0, 0, 0));
        double[] before = spinInvariants(s);
        double fall = s.velocity().z();
        for (int i = 0; i < 2000; i++) {
            s = plant.next(s, new Quadrotor.Input(0, 0, 0, 0), P);
            Quadrotor.Attitude q = s.attitude();
            assertClose(1e-14, q.w() * q.w() + q.x() * q.x() + q.y() * q.y() + q.z() * q.z(), 1);
        }
        assertClose(1e-9, spinInvariants(s), before);
        assertClose(1e-10, s.velocity().z(), fall - 9.81);
    }

    /** Twice the rotational energy and the angular momentum in the world, which is what stays put in direction too. */
    private static double[] spinInvariants(Quadrotor.State s) {
        double[] momentum = {
            P.inertiaX() * s.rate().x(),
            P.inertiaY() * s.rate().y(),
            P.inertiaZ() * s.rate().z()
        };
        double[][] r = rotation(s.attitude());
        double[] invariants = new double[4];
        for (int i = 0; i < 3; i++) {
            invariants[i] = r[i][0] * momentum[0] + r[i][1] * momentum[1] + r[i][2] * momentum[2];
        }
        invariants[3] = momentum[0] * s.rate().x()
                + momentum[1] * s.rate().y()
                + momentum[2] * s.rate().z();
        return invariants;
    }

    @Test
    void halfThrustHovers() {
        double hover = Quadrotor.MAX_THRUST / 2;
        var p = new Quadrotor.Parameters(0.5, 0.0025, 0.0025, 0.0045, 0.17, 0.0245, 0.05, 9.81);
        var s = new Quadrotor.State(
                new Quadrotor.Position(0, 0, 0),
                new Quadrotor.Velocity(0, 0, 0),
                new Quadrotor.Attitude(1, 0, 0, 0),
                new Quadrotor.BodyRate(0, 0, 0),
                new Quadrotor.Thrust(hover, hover, hover, hover));
        var d = new Quadrotor().derivative(s, new Quadrotor.Input(hover, hover, hover, hover), p);
        assertClose(
                1e-14, new double[] {d.velocity().z(), d.rate().y(), d.thrust().left()}, new double[3]);
    }

    @Test
    void planarQuadrotorIsTheSpatialOneSeenFromTheSide() {
        // Pitching up by +y in space turns z towards x; the planar tilt turns z towards -x.
        Random random = new Random(4);
        for (int n = 0; n < 500; n++) {
            double tilt = random.nextDouble(-3, 3);
            double right = random.nextDouble(0, 4);
            double left = random.nextDouble(0, 4);
            var planar = new Quadrotor2d()
                    .derivative(
                            new Quadrotor2d.State(0, 0, tilt, 0.4, -0.7, 1.5),
                            new Quadrotor2d.Input(right, left),
                            new Quadrotor2d.Parameters(0.6, 0.0024, 0.17, 9.81));
            var spatial = new Quadrotor()
                    .derivative(
                            new Quadrotor.State(
                                    new Quadrotor.Position(0, 0, 0),
                                    new Quadrotor.Velocity(0.4, 0, -0.7),
                                    new Quadrotor.Attitude(Math.cos(tilt / 2), 0, -Math.sin(tilt / 2), 0),
                                    new Quadrotor.BodyRate(0, -1.5, 0),
                                    new Quadrotor.Thrust(right, 0, left, 0)),
                            new Quadrotor.Input(0, 0, 0, 0),
                            P);
            assertClose(
                    1e-12,
                    new double[] {planar.x(), planar.z(), planar.xDot(), planar.zDot(), planar.thetaDot()},
                    new double[] {
                        0.4,
                        -0.7,
                        spatial.velocity().x(),
                        spatial.velocity().z(),
                        -spatial.rate().y()
                    });
            assertThat(planar.theta()).isEqualTo(1.5);
        }
    }
}
