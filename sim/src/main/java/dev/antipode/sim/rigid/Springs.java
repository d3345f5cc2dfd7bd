package dev.antipode.sim.rigid;

/**
 * What holds a joint together.
 *
 * @param stiffness of every spring, in N/m and N m/rad
 * @param damping of the motion of the anchors against each other, in N s/m
 * @param spinDamping of the relative spin, in N m s/rad
 */
public record Springs(double stiffness, double damping, double spinDamping) {
    /** Checks the values. */
    public Springs {
        if (!(stiffness > 0) || !(damping >= 0) || !(spinDamping >= 0)) {
            throw new IllegalArgumentException("springs of stiffness " + stiffness + ", damping " + damping
                    + " and spin damping " + spinDamping + "; the first must be above 0, the others not below");
        }
    }

    /**
     * The springs of Brax 0.0.7, whose anchors are damped by half the root of the stiffness.
     *
     * @param stiffness of every spring
     * @param spinDamping of the relative spin
     * @return the springs
     */
    public static Springs damped(double stiffness, double spinDamping) {
        return new Springs(stiffness, 0.5 * Math.sqrt(stiffness), spinDamping);
    }
}
