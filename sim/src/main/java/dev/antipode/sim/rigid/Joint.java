package dev.antipode.sim.rigid;

/**
 * A hinge between two bodies, held together by springs. At angle 0 the axes of both bodies are parallel.
 *
 * <p>Source: the spring joints of Brax 0.0.7 (Freeman and others, 2021): a spring with a damper pulls the anchors together, a spring
 * keeps the axes parallel, a spring drives the angle back within its limits, a damper slows the relative spin, and a motor turns the
 * child about the axis while the angle is within its limits. Here the forces act in the middle between the anchors, so that
 * they keep the angular momentum of the two bodies exactly however far the anchors are apart.
 *
 * @param parent the number of the first body
 * @param child the number of the second body
 * @param anchorInParent from the parent's centre, in its axes
 * @param anchorInChild from the child's centre, in its axes
 * @param axis of length 1, in the axes of either body
 * @param minAngle lower limit in radians
 * @param maxAngle upper limit in radians
 * @param springs what holds it together
 * @param strength the torque of the motor at full command, in N m
 */
public record Joint(
        int parent,
        int child,
        Vec anchorInParent,
        Vec anchorInChild,
        Vec axis,
        double minAngle,
        double maxAngle,
        Springs springs,
        double strength) {
    /** Checks the values. */
    public Joint {
        if (parent < 0 || child <= parent) {
            throw new IllegalArgumentException("a joint joins body " + parent + " and body " + child
                    + "; the child's number must be the greater one, so that parents are placed first");
        }
        if (!(Math.abs(axis.dot(axis) - 1) < 1e-9)) {
            throw new IllegalArgumentException("the axis " + axis + " of a joint must have length 1");
        }
        if (!(minAngle < maxAngle)) {
            throw new IllegalArgumentException("the limits of a joint are [" + minAngle + ", " + maxAngle
                    + "] rad; the lower must be the smaller");
        }
    }

    /**
     * The middle of the limits.
     *
     * @return in radians
     */
    public double middleAngle() {
        return 0.5 * (minAngle + maxAngle);
    }

    /**
     * The angle of the hinge, from the twist of the relative rotation about the axis.
     *
     * @param first the parent
     * @param second the child
     * @return between -pi and pi
     */
    public double angle(Body first, Body second) {
        Attitude turn = first.attitude().inverse().times(second.attitude());
        double twist = turn.x() * axis.x() + turn.y() * axis.y() + turn.z() * axis.z();
        // A quaternion and its opposite are one rotation.
        boolean opposite = turn.w() < 0;
        return 2 * Math.atan2(opposite ? -twist : twist, opposite ? -turn.w() : turn.w());
    }

    /**
     * How fast the angle grows.
     *
     * @param first the parent
     * @param second the child
     * @return in rad/s
     */
    public double rate(Body first, Body second) {
        return second.spin()
                .vec()
                .minus(first.spin().vec())
                .dot(first.attitude().rotate(axis));
    }

    /**
     * Adds what the joint does to its bodies.
     *
     * @param first the parent
     * @param second the child
     * @param command of the motor, from -1 to 1
     * @param onFirst what acts on the parent so far
     * @param onSecond what acts on the child so far
     * @return the sums
     */
    Loads pull(Body first, Body second, double command, Load onFirst, Load onSecond) {
        Vec firstAnchor = first.attitude().rotate(anchorInParent);
        Vec secondAnchor = second.attitude().rotate(anchorInChild);
        Vec gap = second.position()
                .vec()
                .plus(secondAnchor)
                .minus(first.position().vec().plus(firstAnchor));
        Vec firstArm = firstAnchor.plus(0.5, gap);
        Vec secondArm = secondAnchor.plus(-0.5, gap);
        Vec slip = second.velocityAt(secondArm).minus(first.velocityAt(firstArm));
        Vec force = gap.times(springs.stiffness()).plus(springs.damping(), slip);

        Vec firstAxis = first.attitude().rotate(axis);
        Vec secondAxis = second.attitude().rotate(axis);
        Vec spin = second.spin().vec().minus(first.spin().vec());
        double angle = angle(first, second);
        double beyond = Math.max(angle - maxAngle, 0) + Math.min(angle - minAngle, 0);
        double motor = angle < minAngle || angle > maxAngle ? 0 : strength * command;
        Vec torque = secondAxis
                .cross(firstAxis)
                .times(springs.stiffness())
                .plus(-springs.spinDamping(), spin)
                .plus(motor - springs.stiffness() * beyond, firstAxis);
        return new Loads(
                onFirst.with(force, firstArm, torque.times(-1)), onSecond.with(force.times(-1), secondArm, torque));
    }
}
