package dev.antipode.sim.rigid;

/**
 * What acts on a body.
 *
 * @param force the sum of the forces, in newtons
 * @param torque the sum of the torques about the body's centre, in newton metres
 */
public record Load(Vec force, Vec torque) {
    static final Load NONE = new Load(new Vec(0, 0, 0), new Vec(0, 0, 0));

    /** With a force whose line of action is told by an arm from the centre, and a torque. */
    Load with(Vec more, Vec arm, Vec twist) {
        return new Load(force.plus(more), torque.plus(arm.cross(more)).plus(twist));
    }
}
