package dev.antipode.sim.rigid;

import dev.antipode.sim.Range;
import dev.antipode.sim.Unit;

/**
 * How a body turns: its angular velocity in the axes of the world.
 *
 * @param x about the axis to the front
 * @param y about the axis to the left
 * @param z about the axis up
 */
public record Spin(
        @Unit("rad/s") @Range(min = -8, max = 8) double x,
        @Unit("rad/s") @Range(min = -8, max = 8) double y,
        @Unit("rad/s") @Range(min = -8, max = 8) double z) {
    /**
     * A spin from its coordinates.
     *
     * @param v in the world
     * @return the spin
     */
    public static Spin of(Vec v) {
        return new Spin(v.x(), v.y(), v.z());
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
