package dev.antipode.sim.rigid;

import dev.antipode.core.program.Rows;
import dev.antipode.sim.Stages;
import java.util.ArrayList;
import java.util.List;

/**
 * Bodies and joints, and how they are stepped. One sub-step, as in Brax 0.0.7: every body moves, every joint pulls, then every body
 * takes up what acts on it and what the ground does.
 *
 * <p>The state record of a plant has the components {@code Body[] body}, {@code Touch[] touch}, one for each body that can touch the
 * ground, and {@code double phase}, which counts the sub-steps of a control step so that the touches can be summed over it; its
 * input record has one number a joint.
 */
public final class RigidSystem {
    private final Link[] links;
    private final Joint[] joints;
    private final double seconds;
    private final int substeps;
    private final double spinDamping;
    private final boolean planar;

    /**
     * A system.
     *
     * @param links the bodies, a parent before its children
     * @param joints in the order of the input's numbers
     * @param seconds a sub-step
     * @param substeps sub-steps in a control step
     * @param spinDamping what air resistance takes of a spin, per second
     * @param planar whether every body stays in its plane of x and z
     */
    public RigidSystem(
            List<Link> links, List<Joint> joints, double seconds, int substeps, double spinDamping, boolean planar) {
        if (!(seconds > 0) || substeps < 1) {
            throw new IllegalArgumentException("a sub-step of " + seconds + " s and " + substeps
                    + " sub-steps in a control step; both must be above 0");
        }
        for (Joint joint : joints) {
            if (joint.child() >= links.size()) {
                throw new IllegalArgumentException("a joint joins body " + joint.parent() + " and body " + joint.child()
                        + ", but there are " + links.size() + " bodies");
            }
        }
        this.links = links.toArray(Link[]::new);
        this.joints = joints.toArray(Joint[]::new);
        this.seconds = seconds;
        this.substeps = substeps;
        this.spinDamping = spinDamping;
        this.planar = planar;
    }

    /**
     * The sub-step.
     *
     * @return seconds
     */
    public double seconds() {
        return seconds;
    }

    /**
     * The joints.
     *
     * @return how many
     */
    public int jointCount() {
        return joints.length;
    }

    /**
     * A joint.
     *
     * @param i from 0
     * @return the joint
     */
    public Joint joint(int i) {
        return joints[i];
    }

    /**
     * A body's material.
     *
     * @param i from 0
     * @return the link
     */
    public Link link(int i) {
        return links[i];
    }

    /**
     * Says what a sub-step does.
     *
     * @param stages gets the stages
     */
    public void compose(Stages stages) {
        List<Rows> bodies = new ArrayList<>();
        List<Rows> loads = new ArrayList<>();
        List<BodyStages> parts = new ArrayList<>();
        for (int i = 0; i < links.length; i++) {
            bodies.add(stages.state("body[" + i + "]"));
            loads.add(stages.work("load on " + links[i].name(), Load.class));
            parts.add(new BodyStages(links[i], seconds, StrictMath.exp(-spinDamping * seconds), planar));
        }
        for (int i = 0; i < links.length; i++) {
            Rows pose = bodies.get(i).part(0, Body.POSE);
            stages.add(
                    "move " + links[i].name(),
                    parts.get(i),
                    "move",
                    List.of(bodies.get(i)),
                    List.of(pose, loads.get(i)));
        }
        for (int i = 0; i < joints.length; i++) {
            Rows onParent = loads.get(joints[i].parent());
            Rows onChild = loads.get(joints[i].child());
            stages.add(
                    "joint of " + links[joints[i].child()].name(),
                    joints[i],
                    "pull",
                    List.of(
                            bodies.get(joints[i].parent()),
                            bodies.get(joints[i].child()),
                            stages.input().part(i, 1),
                            onParent,
                            onChild),
                    List.of(onParent, onChild));
        }
        Rows phase = stages.state("phase");
        int touching = 0;
        for (int i = 0; i < links.length; i++) {
            Rows motion = bodies.get(i).part(Body.POSE, Body.SIZE - Body.POSE);
            List<Rows> from = new ArrayList<>(List.of(bodies.get(i), loads.get(i), stages.parameters()));
            List<Rows> to = new ArrayList<>(List.of(motion));
            String method = "push";
            if (links[i].tips().length > 0) {
                Rows touch = stages.state("touch[" + touching + "]");
                from.addAll(List.of(touch, phase));
                to.add(touch);
                method = "touch";
                touching++;
            }
            stages.add(method + " " + links[i].name(), parts.get(i), method, from, to);
        }
        stages.add("phase", this, "nextPhase", List.of(phase), List.of(phase));
    }

    double nextPhase(double phase) {
        return phase > substeps - 1.5 ? 0 : phase + 1;
    }

    /**
     * Places the bodies by the angles of their joints, the anchors together.
     *
     * @param root the first body
     * @param angles of the joints, in radians
     * @param rates how fast they grow, in rad/s
     * @return every body
     */
    public Body[] assemble(Body root, double[] angles, double[] rates) {
        Body[] bodies = new Body[links.length];
        bodies[0] = root;
        for (int i = 0; i < joints.length; i++) {
            Joint joint = joints[i];
            Body parent = bodies[joint.parent()];
            Attitude attitude = parent.attitude().times(Attitude.about(joint.axis(), angles[i]));
            Vec parentArm = parent.attitude().rotate(joint.anchorInParent());
            Vec childArm = attitude.rotate(joint.anchorInChild());
            Vec spin = parent.spin().vec().plus(rates[i], parent.attitude().rotate(joint.axis()));
            bodies[joint.child()] = new Body(
                    Position.of(parent.position().vec().plus(parentArm).minus(childArm)),
                    attitude,
                    Velocity.of(parent.velocityAt(parentArm).minus(spin.cross(childArm))),
                    Spin.of(spin));
        }
        return bodies;
    }

    /**
     * Lifts or lowers all bodies so that the lowest sphere just touches the ground.
     *
     * @param bodies as {@link #assemble} gives them; not modified
     * @return the same pose at the right height
     */
    public Body[] grounded(Body[] bodies) {
        double lowest = Double.POSITIVE_INFINITY;
        for (int i = 0; i < links.length; i++) {
            for (int k = 0; k < links[i].tips().length; k++) {
                Link.Tip tip = links[i].tips()[k];
                double height = bodies[i].position().z()
                        + bodies[i].attitude().rotate(tip.centre()).z()
                        - tip.radius();
                lowest = Math.min(lowest, height);
            }
        }
        Body[] lifted = new Body[links.length];
        for (int i = 0; i < links.length; i++) {
            Body b = bodies[i];
            Position p = b.position();
            lifted[i] = new Body(new Position(p.x(), p.y(), p.z() - lowest), b.attitude(), b.velocity(), b.spin());
        }
        return lifted;
    }

    /**
     * The angles of the joints.
     *
     * @param bodies every body
     * @return in radians
     */
    public double[] angles(Body[] bodies) {
        double[] angles = new double[joints.length];
        for (int i = 0; i < joints.length; i++) {
            angles[i] = joints[i].angle(bodies[joints[i].parent()], bodies[joints[i].child()]);
        }
        return angles;
    }

    /**
     * How fast the angles of the joints grow.
     *
     * @param bodies every body
     * @return in rad/s
     */
    public double[] rates(Body[] bodies) {
        double[] rates = new double[joints.length];
        for (int i = 0; i < joints.length; i++) {
            rates[i] = joints[i].rate(bodies[joints[i].parent()], bodies[joints[i].child()]);
        }
        return rates;
    }

    /**
     * The touches of bodies that nothing has touched yet.
     *
     * @param count how many bodies can touch the ground
     * @return zeros
     */
    public Touch[] untouched(int count) {
        Touch[] touch = new Touch[count];
        for (int i = 0; i < count; i++) {
            touch[i] = new Touch(0, 0, 0, 0, 0, 0);
        }
        return touch;
    }
}
