package dev.antipode.sim.rigid;

import dev.antipode.sim.Length;
import dev.antipode.sim.Range;
import dev.antipode.sim.Unit;
import java.util.ArrayList;
import java.util.List;

/**
 * A four-legged ant in space: a round torso and four legs of two links each, hips that turn about the vertical and knees.
 *
 * <p>Source: the ant of Brax 0.0.7, whose measures are those of Gym's: torso of 10 kg and radius 0.25 m, links of 1 kg, every inertia 1
 * kg m^2, joints of stiffness 5000 and damping 35, hips within 30 degrees, knees from 30 to 70 degrees, motors of 350 N m. The ground
 * touches the torso and the tips of the feet. Sub-steps of 5 ms, ten in a control step.
 */
public final class Ant extends RigidPlant<Ant.State, Ant.Input> {
    /** How many bodies: the torso, then upper link and foot of each leg. */
    public static final int BODIES = 9;
    /** How many of them can touch the ground: the torso, then the feet. */
    public static final int TOUCHING = 5;
    /** How many joints: hip and knee of each leg. */
    public static final int JOINTS = 8;
    /** Sub-steps in a control step. */
    public static final int SUBSTEPS = 10;

    private static final double SECONDS = 0.005;
    private static final double SPIN_DAMPING = 0.05;
    private static final double STIFFNESS = 5000;
    private static final double DAMPING = 35;
    private static final double STRENGTH = 350;
    private static final double LEG_RADIUS = 0.08;

    /**
     * Every body, and what the ground did.
     *
     * @param body the torso, then upper link and foot of each leg
     * @param touch on the torso, then on the feet
     * @param phase the sub-step within the control step
     */
    public record State(
            @Length(BODIES) Body[] body,
            @Length(TOUCHING) Touch[] touch,
            @Unit("1") @Range(min = 0, max = SUBSTEPS) double phase) {}

    /**
     * The commands of the motors.
     *
     * @param motor hip and knee of each leg, in units of the strength
     */
    public record Input(
            @Unit("1") @Range(min = -1, max = 1) @Length(JOINTS)
            double[] motor) {}

    /** Makes the ant. */
    public Ant() {
        this(SPIN_DAMPING);
    }

    /** With another resistance of the air. */
    Ant(double spinDamping) {
        super(legs(spinDamping));
    }

    private static RigidSystem legs(double spinDamping) {
        List<Link> links = new ArrayList<>();
        List<Joint> joints = new ArrayList<>();
        links.add(new Link("torso", 10, 1, new Link.Tip(new Vec(0, 0, 0), 0.25)));
        int[][] legs = {{1, 1}, {-1, 1}, {-1, -1}, {1, -1}};
        for (int i = 0; i < legs.length; i++) {
            double x = legs[i][0];
            double y = legs[i][1];
            int upper = 1 + 2 * i;
            links.add(new Link("upper link " + i, 1, 1));
            links.add(new Link("foot " + i, 1, 1, new Link.Tip(new Vec(0.2 * x, 0.2 * y, 0), LEG_RADIUS)));
            joints.add(joint(
                    0, upper, new Vec(0.2 * x, 0.2 * y, 0), new Vec(-0.1 * x, -0.1 * y, 0), new Vec(0, 0, 1), -30, 30));
            // About the horizontal axis to the left of where the leg points: a positive angle lowers the foot.
            double half = Math.sqrt(0.5);
            Vec left = new Vec(-half * y, half * x, 0);
            joints.add(joint(
                    upper, upper + 1, new Vec(0.1 * x, 0.1 * y, 0), new Vec(-0.2 * x, -0.2 * y, 0), left, 30, 70));
        }
        return new RigidSystem(links, joints, SECONDS, SUBSTEPS, spinDamping, false);
    }

    private static Joint joint(int parent, int child, Vec inParent, Vec inChild, Vec axis, double min, double max) {
        return new Joint(
                parent,
                child,
                inParent,
                inChild,
                axis,
                StrictMath.toRadians(min),
                StrictMath.toRadians(max),
                Springs.damped(STIFFNESS, DAMPING),
                STRENGTH);
    }
}
