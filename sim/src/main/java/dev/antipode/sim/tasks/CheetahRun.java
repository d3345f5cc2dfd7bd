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
import dev.antipode.sim.rigid.Cheetah;
import dev.antipode.sim.rigid.World;

/**
 * Let a {@link Cheetah} run to the front.
 *
 * <p>The reward is that of Gym's half-cheetah: velocity to the front less a tenth of the squared commands. The cost is {@value #FASTEST} less
 * the velocity, taken between {@value #SLOWEST} and {@value #FASTEST} m/s, and the price of the commands. Lost when the torso leaves the
 * height that it can have. Success: 10 m to the front after 10 s.
 */
public final class CheetahRun implements Task<Cheetah.State, Cheetah.Input, World, None, CheetahRun.Observation> {
    private static final double SLOWEST = -5;
    private static final double FASTEST = 15;
    private static final double WANTED = 10;

    private final Cheetah cheetah = new Cheetah();

    /**
     * What is seen.
     *
     * @param height of the torso
     * @param lean of the torso to the front, as the sine of its pitch
     * @param upright the cosine of its pitch
     * @param angle of the joints
     * @param velocityX of the torso to the front
     * @param velocityZ of the torso up
     * @param pitchRate of the torso
     * @param rate of the joints
     */
    public record Observation(
            @Unit("m") @Range(min = 0, max = 1.2) double height,
            @Unit("1") @Range(min = -1, max = 1) double lean,
            @Unit("1") @Range(min = -1, max = 1) double upright,

            @Unit("rad") @Range(min = -1.2, max = 1.2) @Length(Cheetah.JOINTS)
            double[] angle,

            @Unit("m/s") @Range(min = -5, max = 5) double velocityX,
            @Unit("m/s") @Range(min = -3, max = 3) double velocityZ,
            @Unit("rad/s") @Range(min = -5, max = 5) double pitchRate,

            @Unit("rad/s") @Range(min = -10, max = 10) @Length(Cheetah.JOINTS)
            double[] rate) {}

    /** Makes the task. */
    public CheetahRun() {}

    @Override
    public Plant<Cheetah.State, Cheetah.Input, World> plant() {
        return cheetah;
    }

    @Override
    public Timing timing() {
        return Timing.of(0.05, Cheetah.SUBSTEPS, 10);
    }

    @Override
    public Cheetah.State initial(Draw draw) {
        double[] angles = new double[Cheetah.JOINTS];
        double[] rates = new double[Cheetah.JOINTS];
        for (int i = 0; i < Cheetah.JOINTS; i++) {
            angles[i] = draw.uniform(-0.1, 0.1);
            rates[i] = draw.uniform(-0.1, 0.1);
        }
        Body[] bodies = cheetah.system().grounded(cheetah.system().assemble(Body.resting(), angles, rates));
        return new Cheetah.State(bodies, cheetah.system().untouched(Cheetah.TOUCHING), 0);
    }

    @Override
    public Observation observe(Cheetah.State x, None r, Cheetah.Input previous, World p, Draw draw) {
        Body torso = x.body()[0];
        return new Observation(
                torso.position().z(),
                torso.attitude().up().x(),
                torso.attitude().up().z(),
                cheetah.system().angles(x.body()),
                torso.velocity().x(),
                torso.velocity().z(),
                torso.spin().y(),
                cheetah.system().rates(x.body()));
    }

    @Override
    public double cost(Cheetah.State x, None r, Cheetah.Input applied, Cheetah.Input previous, World p) {
        double effort = 0;
        for (int i = 0; i < Cheetah.JOINTS; i++) {
            effort += applied.motor()[i] * applied.motor()[i];
        }
        return FASTEST - Math.clamp(x.body()[0].velocity().x(), SLOWEST, FASTEST) + 0.1 * effort;
    }

    @Override
    public boolean failed(Cheetah.State x, None r, World p) {
        double height = x.body()[0].position().z();
        return height < -0.2 || height > 3;
    }

    /** More than 20 of velocity and 0.6 of effort. */
    @Override
    public double failureCost() {
        return 20.7;
    }

    @Override
    public boolean atGoal(Cheetah.State x, None r, World p) {
        return x.body()[0].position().x() >= WANTED && !failed(x, r, p);
    }

    @Override
    public double holdSeconds() {
        return 0;
    }
}
