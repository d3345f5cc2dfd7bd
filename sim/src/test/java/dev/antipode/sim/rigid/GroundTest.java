package dev.antipode.sim.rigid;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

/** What the ground does to one sphere, by hand. */
class GroundTest {
    private static final Link BALL = new Link("ball", 2, 0.5, new Link.Tip(new Vec(0, 0, 0), 0.3));
    private static final World HARD = new World(9.8, 0.5, 0);
    private static final Attitude LEVEL = new Attitude(1, 0, 0, 0);

    private static Ground.Hit hit(double height, Vec velocity, Vec spin, World world) {
        Body ball = new Body(new Position(0, 0, height), LEVEL, Velocity.of(velocity), Spin.of(spin));
        return Ground.hit(ball, velocity, spin, BALL, BALL.tips()[0], world);
    }

    @Test
    void nothingHappensAboveTheGroundOrOnTheWayUp() {
        Vec above = hit(0.3001, new Vec(1, 0, -1), new Vec(0, 0, 0), HARD).velocity();
        Vec leaving = hit(0.29, new Vec(1, 0, 0.1), new Vec(0, 0, 0), HARD).velocity();
        assertThat(above.dot(above)).isZero();
        assertThat(leaving.dot(leaving)).isZero();
    }

    /** Straight down under the centre: the whole approach is stopped, and 20 per second of the depth recovered. */
    @Test
    void approachIsStoppedAndDepthRecovered() {
        Vec change = hit(0.29, new Vec(0, 0, -1), new Vec(0, 0, 0), HARD).velocity();
        assertThat(change.z()).isCloseTo(1 + 20 * 0.01, within(1e-12));
        assertThat(change.x()).isZero();
    }

    /** Coulomb's law: half of the normal impulse against the slip, with its torque. */
    @Test
    void frictionIsLimitedByTheNormalImpulse() {
        Ground.Hit hit = hit(0.3 - 1e-6, new Vec(3, -4, -1), new Vec(0, 0, 0), HARD);
        double normal = hit.velocity().z();
        assertThat(hit.velocity().x()).isCloseTo(-0.5 * normal * 0.6, within(1e-9));
        assertThat(hit.velocity().y()).isCloseTo(0.5 * normal * 0.8, within(1e-9));
        // The torque of the impulse at the lowest point: arm (0, 0, -0.3) x impulse, by the inertia of 0.5.
        assertThat(hit.spin().x()).isCloseTo(0.3 * 2 * hit.velocity().y() / 0.5, within(1e-9));
        assertThat(hit.spin().y()).isCloseTo(-0.3 * 2 * hit.velocity().x() / 0.5, within(1e-9));
    }

    /** With friction to spare, the slip at the point of contact is stopped and not reversed. */
    @Test
    void aSmallSlipIsStopped() {
        Vec velocity = new Vec(0.05, 0, -1);
        Ground.Hit hit = hit(0.3 - 1e-6, velocity, new Vec(0, 0, 0), HARD);
        Vec after = velocity.plus(hit.velocity()).plus(hit.spin().cross(new Vec(0, 0, -0.3)));
        assertThat(after.x()).isCloseTo(0, within(1e-12));
    }

    /** What switches when hard is continuous when soft: at the surface, and where the approach ends. */
    @Test
    void softnessMakesContactsContinuous() {
        World soft = new World(9.8, 0.5, 0.02);
        Vec fast = new Vec(1, 0, -2);
        assertThat(hit(0.3 - 1e-7, fast, new Vec(0, 0, 0), HARD).velocity().z()).isGreaterThan(1);
        assertThat(hit(0.3 - 1e-7, fast, new Vec(0, 0, 0), soft).velocity().z()).isLessThan(1e-8);
        assertThat(hit(0.3 - 0.02, fast, new Vec(0, 0, 0), soft).velocity().z())
                .isCloseTo(
                        hit(0.3 - 0.02, fast, new Vec(0, 0, 0), HARD).velocity().z(), within(1e-12));
        Vec slow = new Vec(1, 0, -1e-7);
        assertThat(hit(0.28, slow, new Vec(0, 0, 0), HARD).velocity().z()).isGreaterThan(0.3);
        assertThat(hit(0.28, slow, new Vec(0, 0, 0), soft).velocity().z()).isLessThan(1e-8);
    }
}
