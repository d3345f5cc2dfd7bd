package dev.antipode.sim.rigid;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** What mechanics keeps: momentum, energy, the joints. */
class MechanicsTest {
    private static final World WEIGHTLESS = new World(0, 1, 0);

    private static void assertClose(Vec actual, Vec expected, double tolerance) {
        assertThat(actual.x()).isCloseTo(expected.x(), within(tolerance));
        assertThat(actual.y()).isCloseTo(expected.y(), within(tolerance));
        assertThat(actual.z()).isCloseTo(expected.z(), within(tolerance));
    }

    /** The ant high up, its air without resistance, its motors driven at random: all forces are inner ones. */
    @Test
    void momentumIsKeptInFlight() {
        Ant ant = new Ant(0);
        Body root = new Body(
                new Position(1, 2, 30),
                Attitude.about(new Vec(0.6, 0.8, 0), 0.5),
                new Velocity(1, 2, 3),
                new Spin(1, -2, 0.5));
        double[] angles = new double[Ant.JOINTS];
        double[] rates = new double[Ant.JOINTS];
        for (int i = 0; i < Ant.JOINTS; i++) {
            angles[i] = ant.system().joint(i).middleAngle();
            rates[i] = 0.3 * i - 1;
        }
        SplittableRandom random = new SplittableRandom(7);
        try (Flight flight =
                new Flight(ant, Ant.BODIES, ant.system().assemble(root, angles, rates), Ant.TOUCHING, WEIGHTLESS)) {
            Vec momentum = flight.momentum();
            Vec angular = flight.angularMomentum();
            for (int step = 0; step < 600; step++) {
                flight.step(random.doubles(Ant.JOINTS, -1, 1).toArray());
            }
            assertThat(flight.body(1).spin().vec().dot(flight.body(1).spin().vec()))
                    .isGreaterThan(0.1);
            assertClose(flight.momentum(), momentum, 1e-10);
            assertClose(flight.angularMomentum(), angular, 1e-8);
        }
    }

    @Test
    void gravityGivesMomentumAtItsRate() {
        Dumbbell dumbbell = new Dumbbell(0.002);
        try (Flight flight = new Flight(dumbbell, 2, dumbbell.start(), 0, new World(9.8, 1, 0))) {
            Vec before = flight.momentum();
            for (int step = 0; step < 500; step++) {
                flight.step(0.3);
            }
            assertClose(flight.momentum(), before.minus(new Vec(0, 0, 3 * 9.8 * 500 * 0.002)), 1e-9);
        }
    }

    private static double largestEnergyError(double seconds, double horizon) {
        Dumbbell dumbbell = new Dumbbell(seconds);
        try (Flight flight = new Flight(dumbbell, 2, dumbbell.start(), 0, WEIGHTLESS)) {
            double start = flight.energy(0);
            double worst = 0;
            for (int step = 0; step * seconds < horizon; step++) {
                flight.step(0);
                worst = Math.max(worst, Math.abs(flight.energy(0) - start) / start);
            }
            return worst;
        }
    }

    /** Without damping the energy only oscillates, by an amount of the order of the step. */
    @Test
    void energyIsKeptWithoutDamping() {
        double coarse = largestEnergyError(0.002, 10);
        double fine = largestEnergyError(0.0005, 10);
        assertThat(coarse).isLessThan(0.02);
        assertThat(fine).isBetween(coarse / 8, coarse / 2.5);
    }

    /**
     * With its knees at their limits, as far down as it gets, the ant stays where it is, its joints holding. Higher up its feet slip
     * apart: the friction lets slip of less than 1 cm/s pass.
     */
    @Test
    void aStandingAntStaysWhereItIs() {
        Ant ant = new Ant();
        double[] angles = new double[Ant.JOINTS];
        for (int i = 0; i < Ant.JOINTS; i++) {
            angles[i] = i % 2 == 0 ? 0.05 * (i % 3 - 1) : ant.system().joint(i).minAngle();
        }
        Body root = new Body(new Position(0, 0, 0), new Attitude(1, 0, 0, 0), new Velocity(0, 0, 0), new Spin(0, 0, 0));
        Body[] start = ant.system().grounded(ant.system().assemble(root, angles, new double[Ant.JOINTS]));
        World world = new World(9.8, 1, 0);
        double weight = 18 * 9.8;
        try (Flight flight = new Flight(ant, Ant.BODIES, start, Ant.TOUCHING, world)) {
            double[] idle = new double[Ant.JOINTS];
            for (int step = 0; step < 400; step++) {
                flight.step(idle);
            }
            Vec settled = flight.body(0).position().vec();
            double worst = 0;
            for (int step = 0; step < 400; step++) {
                flight.step(idle);
                for (int i = 0; i < Ant.JOINTS; i++) {
                    worst = Math.max(worst, Math.sqrt(flight.gap(i).dot(flight.gap(i))));
                }
            }
            assertClose(flight.body(0).position().vec(), settled, 0.01);
            assertThat(worst).isLessThan(weight / 5000);
            for (int i = 0; i < Ant.BODIES; i++) {
                Attitude q = flight.body(i).attitude();
                assertThat(q.w() * q.w() + q.x() * q.x() + q.y() * q.y() + q.z() * q.z())
                        .isCloseTo(1, within(1e-12));
            }
        }
    }
}
