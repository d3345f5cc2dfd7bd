package dev.antipode.sim.rigid;

import dev.antipode.sim.Length;
import dev.antipode.sim.Range;
import dev.antipode.sim.Unit;
import java.util.List;

/**
 * A leg that hops in a plane: torso, thigh, shin and foot.
 *
 * <p>Lengths and masses are those of Gym's hopper; its knee bends as a human's, and, as in {@link Ant}, every inertia is 1 kg m^2,
 * about what the rotors of Gym's joints add. The ground touches heel and toe. Sub-steps of 5 ms, four in a control step.
 */
public final class Hopper extends RigidPlant<Hopper.State, Hopper.Input> {
    /** How many bodies. */
    public static final int BODIES = 4;
    /** How many of them can touch the ground. */
    public static final int TOUCHING = 1;
    /** How many joints: hip, knee and ankle. */
    public static final int JOINTS = 3;
    /** Sub-steps in a control step. */
    public static final int SUBSTEPS = 4;

    private static final Vec LEFT = new Vec(0, 1, 0);

    /**
     * Every body, and what the ground did.
     *
     * @param body torso, thigh, shin and foot
     * @param touch on the foot
     * @param phase the sub-step within the control step
     */
    public record State(
            @Length(BODIES) Body[] body,
            @Length(TOUCHING) Touch[] touch,
            @Unit("1") @Range(min = 0, max = SUBSTEPS) double phase) {}

    /**
     * The commands of the motors.
     *
     * @param motor hip, knee and ankle, in units of the strength
     */
    public record Input(
            @Unit("1") @Range(min = -1, max = 1) @Length(JOINTS)
            double[] motor) {}

    /** Makes the hopper. */
    public Hopper() {
        super(leg());
    }

    private static RigidSystem leg() {
        return new RigidSystem(
                List.of(
                        new Link("torso", 3.53, 1),
                        new Link("thigh", 3.93, 1),
                        new Link("shin", 2.71, 1),
                        new Link(
                                "foot",
                                5.09,
                                1,
                                new Link.Tip(new Vec(-0.13, 0, 0), 0.06),
                                new Link.Tip(new Vec(0.26, 0, 0), 0.06))),
                List.of(
                        joint(0, new Vec(0, 0, -0.2), new Vec(0, 0, 0.225), -70, 20),
                        joint(1, new Vec(0, 0, -0.225), new Vec(0, 0, 0.25), 0, 120),
                        joint(2, new Vec(0, 0, -0.25), new Vec(0, 0, 0), -60, 30)),
                0.005,
                SUBSTEPS,
                0.05,
                true);
    }

    private static Joint joint(int parent, Vec inParent, Vec inChild, double min, double max) {
        return new Joint(
                parent,
                parent + 1,
                inParent,
                inChild,
                LEFT,
                StrictMath.toRadians(min),
                StrictMath.toRadians(max),
                Springs.damped(5000, 5),
                200);
    }
}
