package dev.antipode.sim.rigid;

import dev.antipode.sim.Range;
import dev.antipode.sim.Unit;

/**
 * How a body's centre moves in the world.
 *
 * @param x to the front
 * @param y to the left
 * @param z up
 */
public record Velocity(
        @Unit("m/s") @Range(min = -4, max = 4) double x,
        @Unit("m/s") @Range(min = -4, max = 4) double y,
        @Unit("m/s") @Range(min = -4, max = 4) double z) {
    /**
     * A velocity from its coordinates.
     *
     * @param v in the world
     * @return the velocity
     */
    public static Velocity of(Vec v) {
        return new Velocity(v.x(), v.y(), v.z());
    }

    /**
     * The coordinates.
     *
     * @return in the world
     */
    public Vec vec() {
        return new Vec(x, y, z);
    }
}
