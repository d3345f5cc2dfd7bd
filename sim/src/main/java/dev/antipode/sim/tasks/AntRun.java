package dev.antipode.sim.tasks;

import dev.antipode.sim.Draw;
import dev.antipode.sim.Length;
import dev.antipode.sim.None;
import dev.antipode.sim.Plant;
import dev.antipode.sim.Range;
import dev.antipode.sim.Task;
import dev.antipode.sim.Timing;
import dev.antipode.sim.Unit;
import dev.antipode.sim.rigid.Ant;
import dev.antipode.sim.rigid.Attitude;
import dev.antipode.sim.rigid.Body;
import dev.antipode.sim.rigid.Spin;
import dev.antipode.sim.rigid.Touch;
import dev.antipode.sim.rigid.Velocity;
import dev.antipode.sim.rigid.World;

/**
 * Let an {@link Ant} run to the front, as fast as it can for its effort.
 *
 * <p>Source: the ant of Brax 0.0.7. Reward: the torso's velocity to the front, less half of the squared commands, less 0.0005 of the squared
 * contact numbers, and 1 for every step. The cost is {@value #FASTEST} + 1 less the reward, the velocity taken between {@value #SLOWEST} and
 * {@value #FASTEST} m/s so that it is bounded. Lost when the torso is lower than 0.2 m or higher than 1 m. Success: 5 m to the front after
 * 20 s.
 *
 * <p>The observation is theirs without the 30 contact numbers that are always 0: those of the ground and of the upper links, which
 * touch nothing.
 */
public final class AntRun implements Task<Ant.State, Ant.Input, World, None, AntRun.Observation> {
    private static final double SLOWEST = -3;
    private static final double FASTEST = 10;
    private static final double WANTED = 5;

    private final Ant ant = new Ant();

    /**
     * What is seen.
     *
     * @param height of the torso
     * @param attitude of the torso
     * @param angle of the joints
     * @param velocity of the torso
     * @param spin of the torso
     * @param rate of the joints
     * @param touch what the ground did to torso and feet in the last control step, each number between -1 and 1
     */
    public record Observation(
            @Unit("m") @Range(min = 0.2, max = 1) double height,
            Attitude attitude,

            @Unit("rad") @Range(min = -1.2, max = 1.2) @Length(Ant.JOINTS)
            double[] angle,

            Velocity velocity,
            Spin spin,

            @Unit("rad/s") @Range(min = -8, max = 8) @Length(Ant.JOINTS)
            double[] rate,

            @Length(Ant.TOUCHING) Touch[] touch) {}

    /** Makes the task. */
    public AntRun() {}

    @Override
    public Plant<Ant.State, Ant.Input, World> plant() {
        return ant;
    }

    @Override
    public Timing timing() {
        return Timing.of(0.05, Ant.SUBSTEPS, 20);
    }

    @Override
    public Ant.State initial(Draw draw) {
        double[] angles = new double[Ant.JOINTS];
        double[] rates = new double[Ant.JOINTS];
        for (int i = 0; i < Ant.JOINTS; i++) {
            angles[i] = ant.system().joint(i).middleAngle() + draw.uniform(-0.1, 0.1);
            rates[i] = draw.uniform(-0.1, 0.1);
        }
        return new Ant.State(
                ant.system().grounded(ant.system().assemble(Body.resting(), angles, rates)),
                ant.system().untouched(Ant.TOUCHING),
                0);
    }

    @Override
    public Observation observe(Ant.State x, None r, Ant.Input previous, World p, Draw draw) {
        Touch[] touch = new Touch[Ant.TOUCHING];
        for (int i = 0; i < Ant.TOUCHING; i++) {
            touch[i] = x.touch()[i].clipped();
        }
        Body torso = x.body()[0];
        return new Observation(
                torso.position().z(),
                torso.attitude(),
                ant.system().angles(x.body()),
                torso.velocity(),
                torso.spin(),
                ant.system().rates(x.body()),
                touch);
    }

    @Override
    public double cost(Ant.State x, None r, Ant.Input applied, Ant.Input previous, World p) {
        double effort = 0;
        for (int i = 0; i < Ant.JOINTS; i++) {
            effort += applied.motor()[i] * applied.motor()[i];
        }
        double touch = 0;
        for (int i = 0; i < Ant.TOUCHING; i++) {
            touch += x.touch()[i].clipped().square();
        }
        double velocity = Math.clamp(x.body()[0].velocity().x(), SLOWEST, FASTEST);
        return FASTEST - velocity + 0.5 * effort + 0.0005 * touch;
    }

    @Override
    public boolean failed(Ant.State x, None r, World p) {
        double height = x.body()[0].position().z();
        return height < 0.2 || height > 1;
    }

    /** More than 13 of velocity, 4 of effort and 0.015 of contact. */
    @Override
    public double failureCost() {
        return 17.1;
    }

    @Override
    public boolean atGoal(Ant.State x, None r, World p) {
        return x.body()[0].position().x() >= WANTED && !failed(x, r, p);
    }

    @Override
    public double holdSeconds() {
        return 0;
    }
}
