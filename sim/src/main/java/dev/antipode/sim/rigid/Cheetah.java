package dev.antipode.sim.rigid;

import dev.antipode.sim.Length;
import dev.antipode.sim.Range;
import dev.antipode.sim.Unit;
import java.util.List;

/**
 * A runner in a plane: a long torso, a back leg and a front leg of thigh, shin and foot.
 *
 * <p>Measures, limits and strengths are about those of Gym's half-cheetah, without its head; legs of 1.2 kg and 0.3 kg m^2. The ground
 * touches both ends of the torso and the tips of the feet. Sub-steps of 5 ms, ten in a control step.
 */
public final class Cheetah extends RigidPlant<Cheetah.State, Cheetah.Input> {
    /** How many bodies: the torso, then back and front leg. */
    public static final int BODIES = 7;
    /** How many of them can touch the ground: torso, back foot, front foot. */
    public static final int TOUCHING = 3;
    /** How many joints. */
    public static final int JOINTS = 6;
    /** Sub-steps in a control step. */
    public static final int SUBSTEPS = 10;

    private static final double RADIUS = 0.046;

    /**
     * Every body, and what the ground did.
     *
     * @param body the torso, then thigh, shin and foot of the back leg, then of the front leg
     * @param touch on the torso, on the back foot, on the front foot
     * @param phase the sub-step within the control step
     */
    public record State(
            @Length(BODIES) Body[] body,
            @Length(TOUCHING) Touch[] touch,
            @Unit("1") @Range(min = 0, max = SUBSTEPS) double phase) {}

    /**
     * The commands of the motors.
     *
     * @param motor hip, knee and ankle of the back leg, then of the front leg, in units of their strengths
     */
    public record Input(
            @Unit("1") @Range(min = -1, max = 1) @Length(JOINTS)
            double[] motor) {}

    /** Makes the runner. */
    public Cheetah() {
        super(runner());
    }

    private static RigidSystem runner() {
        return new RigidSystem(
                List.of(
                        new Link("torso", 7, 1, tip(-0.5, 0), tip(0.5, 0)),
                        leg("back thigh"),
                        leg("back shin"),
                        leg("back foot", tip(0.025, -0.091)),
                        leg("front thigh"),
                        leg("front shin"),
                        leg("front foot", tip(0.04, -0.058))),
                List.of(
                        joint(0, 1, at(-0.5, 0), at(-0.1, 0.13), -0.52, 1.05, 120),
                        joint(1, 2, at(0.06, -0.12), at(0.14, 0.07), -0.785, 0.785, 90),
                        joint(2, 3, at(-0.14, -0.07), at(-0.03, 0.097), -0.4, 0.785, 60),
                        joint(0, 4, at(0.5, 0), at(0.07, 0.12), -1, 0.7, 120),
                        joint(4, 5, at(-0.07, -0.12), at(-0.065, 0.09), -1.2, 0.87, 60),
                        joint(5, 6, at(0.065, -0.09), at(-0.045, 0.07), -0.5, 0.5, 30)),
                0.005,
                SUBSTEPS,
                0.05,
                true);
    }

    private static Vec at(double x, double z) {
        return new Vec(x, 0, z);
    }

    private static Link.Tip tip(double x, double z) {
        return new Link.Tip(at(x, z), RADIUS);
    }

    private static Link leg(String name, Link.Tip... tips) {
        return new Link(name, 1.2, 0.3, tips);
    }

    private static Joint joint(
            int parent, int child, Vec inParent, Vec inChild, double min, double max, double strength) {
        return new Joint(
                parent, child, inParent, inChild, new Vec(0, 1, 0), min, max, Springs.damped(5000, 5), strength);
    }
}
