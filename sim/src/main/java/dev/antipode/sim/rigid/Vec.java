package dev.antipode.sim.rigid;

/**
 * Three numbers in space.
 *
 * @param x first coordinate
 * @param y second coordinate
 * @param z third coordinate
 */
public record Vec(double x, double y, double z) {
    /**
     * The sum.
     *
     * @param o another vector
     * @return {@code this + o}
     */
    public Vec plus(Vec o) {
        return new Vec(x + o.x, y + o.y, z + o.z);
    }

    /**
     * The difference.
     *
     * @param o another vector
     * @return {@code this - o}
     */
    public Vec minus(Vec o) {
        return new Vec(x - o.x, y - o.y, z - o.z);
    }

    /**
     * A multiple.
     *
     * @param factor a number
     * @return {@code factor * this}
     */
    public Vec times(double factor) {
        return new Vec(factor * x, factor * y, factor * z);
    }

    /**
     * This and a multiple of another.
     *
     * @param factor a number
     * @param o another vector
     * @return {@code this + factor * o}
     */
    public Vec plus(double factor, Vec o) {
        return new Vec(x + factor * o.x, y + factor * o.y, z + factor * o.z);
    }

    /**
     * The scalar product.
     *
     * @param o another vector
     * @return {@code this . o}
     */
    public double dot(Vec o) {
        return x * o.x + y * o.y + z * o.z;
    }

    /**
     * The vector product.
     *
     * @param o another vector
     * @return {@code this x o}
     */
    public Vec cross(Vec o) {
        return new Vec(y * o.z - z * o.y, z * o.x - x * o.z, x * o.y - y * o.x);
    }
}
