package dev.antipode.sim.tasks;

import dev.antipode.sim.Draw;
import dev.antipode.sim.Length;
import dev.antipode.sim.None;
import dev.antipode.sim.Plant;
import dev.antipode.sim.Range;
import dev.antipode.sim.Task;
import dev.antipode.sim.Timing;
import dev.antipode.sim.Unit;
import dev.antipode.sim.rigid.Body;
import dev.antipode.sim.rigid.Hopper;
import dev.antipode.sim.rigid.World;

/**
 * Let a {@link Hopper} hop to the front without falling.
 *
 * <p>The reward is that of Gym's hopper: velocity to the front, 1 for every step, less 0.001 of the squared commands. The cost is
 * {@value #FASTEST} less the velocity, taken between {@value #SLOWEST} and {@value #FASTEST} m/s, and the price of the commands. Lost when the
 * torso is lower than 0.7 m or leans by more than 0.5. Success: 5 m to the front after 10 s.
 */
public final class HopperRun implements Task<Hopper.State, Hopper.Input, World, None, HopperRun.Observation> {
    private static final double SLOWEST = -2;
    private static final double FASTEST = 5;
    private static final double WANTED = 5;
    private static final double HIP = -0.4;
    private static final double KNEE = 0.8;
    private static final double ANKLE = -0.4;

    private final Hopper hopper = new Hopper();

    /**
     * What is seen.
     *
     * @param height of the torso
     * @param lean of the torso to the front, as the sine of its pitch
     * @param angle of the joints
     * @param velocityX of the torso to the front
     * @param velocityZ of the torso up
     * @param pitchRate of the torso
     * @param rate of the joints
     */
    public record Observation(
            @Unit("m") @Range(min = 0.7, max = 1.7) double height,
            @Unit("1") @Range(min = -0.5, max = 0.5) double lean,

            @Unit("rad") @Range(min = -2, max = 2) @Length(Hopper.JOINTS)
            double[] angle,

            @Unit("m/s") @Range(min = -3, max = 3) double velocityX,
            @Unit("m/s") @Range(min = -3, max = 3) double velocityZ,
            @Unit("rad/s") @Range(min = -5, max = 5) double pitchRate,

            @Unit("rad/s") @Range(min = -8, max = 8) @Length(Hopper.JOINTS)
            double[] rate) {}

    /** Makes the task. */
    public HopperRun() {}

    @Override
    public Plant<Hopper.State, Hopper.Input, World> plant() {
        return hopper;
    }

    @Override
    public Timing timing() {
        return Timing.of(0.02, Hopper.SUBSTEPS, 10);
    }

    @Override
    public Hopper.State initial(Draw draw) {
        double[] angles = {
            HIP + draw.uniform(-0.05, 0.05), KNEE + draw.uniform(-0.05, 0.05), ANKLE + draw.uniform(-0.05, 0.05)
        };
        double[] rates = {draw.uniform(-0.05, 0.05), draw.uniform(-0.05, 0.05), draw.uniform(-0.05, 0.05)};
        Body[] bodies = hopper.system().grounded(hopper.system().assemble(Body.resting(), angles, rates));
        return new Hopper.State(bodies, hopper.system().untouched(Hopper.TOUCHING), 0);
    }

    @Override
    public Observation observe(Hopper.State x, None r, Hopper.Input previous, World p, Draw draw) {
        Body torso = x.body()[0];
        return new Observation(
                torso.position().z(),
                torso.attitude().up().x(),
                hopper.system().angles(x.body()),
                torso.velocity().x(),
                torso.velocity().z(),
                torso.spin().y(),
                hopper.system().rates(x.body()));
    }

    @Override
    public double cost(Hopper.State x, None r, Hopper.Input applied, Hopper.Input previous, World p) {
        double effort = 0;
        for (int i = 0; i < Hopper.JOINTS; i++) {
            effort += applied.motor()[i] * applied.motor()[i];
        }
        return FASTEST - Math.clamp(x.body()[0].velocity().x(), SLOWEST, FASTEST) + 0.001 * effort;
    }

    @Override
    public boolean failed(Hopper.State x, None r, World p) {
        Body torso = x.body()[0];
        return torso.position().z() < 0.7
                || Math.abs(torso.attitude().up().x()) > 0.5
                || torso.attitude().up().z() < 0;
    }

    /** More than 7 of velocity and 0.003 of effort. */
    @Override
    public double failureCost() {
        return 7.1;
    }

    @Override
    public boolean atGoal(Hopper.State x, None r, World p) {
        return x.body()[0].position().x() >= WANTED && !failed(x, r, p);
    }

    @Override
    public double holdSeconds() {
        return 0;
    }
}
