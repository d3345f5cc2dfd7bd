package dev.antipode.sim.tasks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.antipode.sim.Task;
import dev.antipode.sim.plants.Acrobot;
import dev.antipode.sim.plants.CartPole;
import dev.antipode.sim.plants.CartPoleWithFriction;
import dev.antipode.sim.plants.DcMotor;
import dev.antipode.sim.plants.DoublePendulum;
import dev.antipode.sim.plants.DoublePendulumCart;
import dev.antipode.sim.plants.MountainCar;
import dev.antipode.sim.plants.Pendulum;
import dev.antipode.sim.plants.Quadrotor;
import dev.antipode.sim.plants.Quadrotor2d;
import dev.antipode.sim.plants.Thermal;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** Every goal can be reached by a law of a few lines from what the task lets it see, and not by doing nothing. */
class HandWrittenLawsTest {
    private static final int EPISODES = 20;

    private static <X extends Record, U extends Record, P extends Record, R extends Record, O extends Record>
            void assertReached(Task<X, U, P, R, O> task, Function<O, U> law, U rest) {
        int reached = 0;
        int atRest = 0;
        double cost = 0;
        double costAtRest = 0;
        for (int episode = 0; episode < EPISODES; episode++) {
            Episode.Outcome driven = Episode.run(task, law, 1000L * episode);
            Episode.Outcome idle = Episode.run(task, o -> rest, 1000L * episode);
            assertThat(driven.maxStageCost()).isLessThanOrEqualTo(task.failureCost());
            assertThat(idle.maxStageCost()).isLessThanOrEqualTo(task.failureCost());
            reached += driven.success() ? 1 : 0;
            atRest += idle.success() ? 1 : 0;
            cost += driven.meanCost();
            costAtRest += idle.meanCost();
        }
        assertThat(reached).as("episodes in which the law reaches the goal").isGreaterThanOrEqualTo(19);
        assertThat(atRest).as("episodes in which doing nothing reaches it").isLessThanOrEqualTo(3);
        assertThat(cost).as("the law costs less than doing nothing").isLessThan(costAtRest);
    }

    @Test
    void cartPoleBalance() {
        assertReached(
                new CartPoleBalance(),
                o -> new CartPole.Input(
                        Math.clamp(1 * o.x() + 2 * o.xDot() + 40 * o.theta() + 8 * o.thetaDot(), -10.0, 10.0)),
                new CartPole.Input(0));
    }

    @Test
    void cartPoleSwingUp() {
        // Energy of the pole per m_p l g: 1 at rest upright, -1 at rest hanging.
        assertReached(
                new CartPoleSwingUp(),
                o -> {
                    double angle = Math.atan2(o.sinTheta(), o.cosTheta());
                    double force;
                    if (Math.abs(angle) < 0.5 && Math.abs(o.thetaDot()) < 4) {
                        force = 1.5 * o.x() + 2.5 * o.xDot() + 40 * angle + 8 * o.thetaDot();
                    } else {
                        double energy = o.cosTheta() + o.thetaDot() * o.thetaDot() * (2.0 / 3.0) * 0.5 / 9.8;
                        double pump = -Math.signum(o.thetaDot() * o.cosTheta());
                        force = 6 * Math.clamp(3 * (1.05 - energy), -1.0, 1.0) * pump - 3 * o.x() - 1.5 * o.xDot();
                    }
                    return new CartPoleWithFriction.Input(Math.clamp(force, -10.0, 10.0));
                },
                new CartPoleWithFriction.Input(0));
    }

    @Test
    void pendulumSwingUp() {
        assertReached(
                new PendulumSwingUp(),
                o -> {
                    double angle = Math.atan2(o.sinTheta(), o.cosTheta());
                    // Energy per m g l / 2: 1 at rest upright.
                    double energy = o.cosTheta() + o.thetaDot() * o.thetaDot() / 30;
                    boolean catching = Math.abs(angle) < 0.3 && Math.abs(o.thetaDot()) < 2;
                    double torque = catching
                            ? -15 * angle - 4 * o.thetaDot()
                            : Math.copySign(10 * (1.0 - energy), o.thetaDot() * (1.0 - energy));
                    return new Pendulum.Input(Math.clamp(torque, -2.0, 2.0));
                },
                new Pendulum.Input(0));
    }

    @Test
    void mountainCarClimb() {
        assertReached(
                new MountainCarClimb(),
                o -> new MountainCar.Input(o.velocity() >= 0 ? 1 : -1),
                new MountainCar.Input(0));
    }

    @Test
    void acrobotSwingUp() {
        assertReached(
                new AcrobotSwingUp(),
                o -> new Acrobot.Input(o.theta1Dot() * o.cosTheta1() >= 0 ? -1 : 1),
                new Acrobot.Input(0));
    }

    @Test
    void doublePendulumRest() {
        assertReached(
                new DoublePendulumRest(),
                o -> new DoublePendulum.Input(Math.clamp(-4 * o.theta1Dot(), -10.0, 10.0)),
                new DoublePendulum.Input(0));
    }

    @Test
    void doublePendulumCartBalance() {
        assertReached(
                new DoublePendulumCartBalance(),
                o -> new DoublePendulumCart.Input(Math.clamp(
                        GAINS[0] * o.x()
                                + GAINS[1] * o.lean1()
                                + GAINS[2] * o.lean2()
                                + GAINS[3] * o.xDot()
                                + GAINS[4] * o.lean1Dot()
                                + GAINS[5] * o.lean2Dot(),
                        -20.0,
                        20.0)),
                new DoublePendulumCart.Input(0));
    }

    /** A linear-quadratic regulator's, for the default parameters. */
    private static final double[] GAINS = {-7.3, -185.6, 245.3, -10.6, -8.0, 40.1};

    @Test
    void quadrotor2dGoTo() {
        double half = Quadrotor2d.MAX_THRUST / 2;
        assertReached(
                new Quadrotor2dGoTo(),
                o -> {
                    double wanted = -Math.clamp(0.25 * o.toX() - 0.25 * o.xDot(), -0.5, 0.5);
                    double turn = 0.6 * (wanted - o.sinTheta()) - 0.12 * o.thetaDot();
                    double lift = half + 0.5 * (9 * o.toZ() - 5 * o.zDot()) * 0.486;
                    return new Quadrotor2d.Input(
                            Math.clamp(lift + turn, 0, 2 * half), Math.clamp(lift - turn, 0, 2 * half));
                },
                new Quadrotor2d.Input(half, half));
    }

    private static Quadrotor.Input cascade(QuadrotorFlight.Observation o) {
        double leanX = Math.clamp(0.2 * o.toX() - 0.22 * o.velocityX(), -0.4, 0.4);
        double leanY = Math.clamp(0.2 * o.toY() - 0.22 * o.velocityY(), -0.4, 0.4);
        // Leaning along x is a turn about y; leaning along y is a turn about -x.
        double aboutY = 0.3 * (leanX - o.leanX()) - 0.06 * o.rateY();
        double aboutX = -0.3 * (leanY - o.leanY()) - 0.06 * o.rateX();
        double aboutZ = -0.2 * o.heading() - 0.2 * o.rateZ();
        double half = Quadrotor.MAX_THRUST / 2;
        double lift = half + 0.25 * 0.5 * (12 * o.toZ() - 6 * o.velocityZ());
        return new Quadrotor.Input(
                Math.clamp(lift - aboutY + aboutZ, 0, 2 * half),
                Math.clamp(lift + aboutX - aboutZ, 0, 2 * half),
                Math.clamp(lift + aboutY + aboutZ, 0, 2 * half),
                Math.clamp(lift - aboutX - aboutZ, 0, 2 * half));
    }

    @Test
    void quadrotorGoTo() {
        double half = Quadrotor.MAX_THRUST / 2;
        assertReached(new QuadrotorGoTo(), HandWrittenLawsTest::cascade, new Quadrotor.Input(half, half, half, half));
    }

    @Test
    void quadrotorHover() {
        double half = Quadrotor.MAX_THRUST / 2;
        assertReached(new QuadrotorHover(), HandWrittenLawsTest::cascade, new Quadrotor.Input(half, half, half, half));
    }

    @Test
    void dcMotorPosition() {
        assertReached(
                new DcMotorPosition(),
                o -> new DcMotor.Input(Math.clamp(20 * o.error() - 0.8 * o.speed(), -24.0, 24.0)),
                new DcMotor.Input(0));
    }

    @Test
    void thermalZones() {
        assertReached(
                new ThermalZones(),
                o -> new Thermal.Input(
                        Math.clamp(25 * o.above1() + 250 * o.missing1(), 0.0, 1000.0),
                        Math.clamp(25 * o.above2() + 250 * o.missing2(), 0.0, 1000.0)),
                new Thermal.Input(0, 0));
    }
}
