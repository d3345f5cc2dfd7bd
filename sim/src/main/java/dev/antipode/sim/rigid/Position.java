package dev.antipode.sim.rigid;

import dev.antipode.sim.Range;
import dev.antipode.sim.Unit;

/**
 * Where a body's centre is in the world.
 *
 * @param x to the front at the start
 * @param y to the left at the start
 * @param z up from the ground
 */
public record Position(
        @Unit("m") @Range(min = -4, max = 4) double x,
        @Unit("m") @Range(min = -4, max = 4) double y,
        @Unit("m") @Range(min = 0, max = 2) double z) {
    /**
     * A position from its coordinates.
     *
     * @param v in the world
     * @return the position
     */
    public static Position of(Vec v) {
        return new Position(v.x(), v.y(), v.z());
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
