package dev.antipode.sim.rigid;

/**
 * The state of one body.
 *
 * @param position of its centre of mass
 * @param attitude from its axes to the world's
 * @param velocity of its centre of mass
 * @param spin its angular velocity in the world's axes
 */
public record Body(Position position, Attitude attitude, Velocity velocity, Spin spin) {
    /** How many numbers say where it is; those that say how it moves come after them. */
    static final int POSE = 7;

    /** How many numbers it has. */
    static final int SIZE = 13;

    /**
     * At the origin of the world, level and at rest.
     *
     * @return the body that a system is put together from
     */
    public static Body resting() {
        return new Body(new Position(0, 0, 0), new Attitude(1, 0, 0, 0), new Velocity(0, 0, 0), new Spin(0, 0, 0));
    }

    /**
     * How a point that moves with the body moves.
     *
     * @param arm from the body's centre to the point, in the world's axes
     * @return the velocity in the world
     */
    public Vec velocityAt(Vec arm) {
        return velocity.vec().plus(spin.vec().cross(arm));
    }
}
