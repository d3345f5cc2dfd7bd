package dev.antipode.sim.rigid;

import dev.antipode.sim.Default;
import dev.antipode.sim.Range;
import dev.antipode.sim.Unit;

/**
 * The rotation from a body's axes to the world's as a unit quaternion.
 *
 * @param w scalar part
 * @param x first vector part
 * @param y second vector part
 * @param z third vector part
 */
public record Attitude(
        @Unit("1") @Default(1) @Range(min = -1, max = 1) double w,
        @Unit("1") @Range(min = -1, max = 1) double x,
        @Unit("1") @Range(min = -1, max = 1) double y,
        @Unit("1") @Range(min = -1, max = 1) double z) {
    /**
     * The rotation about an axis.
     *
     * @param axis of length 1
     * @param angle in radians
     * @return the quaternion {@code (cos(angle / 2), sin(angle / 2) axis)}
     */
    public static Attitude about(Vec axis, double angle) {
        double sin = Math.sin(0.5 * angle);
        return new Attitude(Math.cos(0.5 * angle), sin * axis.x(), sin * axis.y(), sin * axis.z());
    }

    /**
     * One rotation after another.
     *
     * @param o the one that comes first
     * @return the product {@code this o}
     */
    public Attitude times(Attitude o) {
        return new Attitude(
                w * o.w - x * o.x - y * o.y - z * o.z,
                w * o.x + x * o.w + y * o.z - z * o.y,
                w * o.y - x * o.z + y * o.w + z * o.x,
                w * o.z + x * o.y - y * o.x + z * o.w);
    }

    /**
     * The rotation back.
     *
     * @return the conjugate
     */
    public Attitude inverse() {
        return new Attitude(w, -x, -y, -z);
    }

    /**
     * A direction of the body, in the world: {@code v + w t + q x t} with {@code t = 2 q x v} and the vector part q.
     *
     * @param v in the body's axes
     * @return in the world's axes
     */
    public Vec rotate(Vec v) {
        Vec q = new Vec(x, y, z);
        Vec t = q.cross(v).times(2);
        return v.plus(w, t).plus(q.cross(t));
    }

    /**
     * Where the body's axis up points.
     *
     * @return in the world's axes, of length 1
     */
    public Vec up() {
        return new Vec(2 * (x * z + w * y), 2 * (y * z - w * x), 1 - 2 * (x * x + y * y));
    }

    /**
     * After a small turn, by one step of Euler's method and brought back to length 1.
     *
     * @param spin the angular velocity in the world
     * @param seconds how long
     * @return {@code q + seconds (0, spin) q / 2}, scaled
     */
    public Attitude turned(Vec spin, double seconds) {
        Attitude rate = new Attitude(0, spin.x(), spin.y(), spin.z()).times(this);
        double half = 0.5 * seconds;
        double nextW = w + half * rate.w;
        double nextX = x + half * rate.x;
        double nextY = y + half * rate.y;
        double nextZ = z + half * rate.z;
        double perLength = 1 / Math.sqrt(nextW * nextW + nextX * nextX + nextY * nextY + nextZ * nextZ);
        return new Attitude(nextW * perLength, nextX * perLength, nextY * perLength, nextZ * perLength);
    }
}
