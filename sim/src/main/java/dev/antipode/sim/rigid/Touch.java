package dev.antipode.sim.rigid;

import dev.antipode.sim.Range;
import dev.antipode.sim.Unit;

/**
 * What the ground did to a body since the last control step began: the sum of the changes of its velocity and of its spin.
 *
 * @param x change of the velocity to the front
 * @param y change of the velocity to the left
 * @param z change of the velocity up
 * @param spinX change of the spin about the axis to the front
 * @param spinY change of the spin about the axis to the left
 * @param spinZ change of the spin about the axis up
 */
public record Touch(
        @Unit("m/s") @Range(min = -1, max = 1) double x,
        @Unit("m/s") @Range(min = -1, max = 1) double y,
        @Unit("m/s") @Range(min = -1, max = 1) double z,
        @Unit("rad/s") @Range(min = -1, max = 1) double spinX,
        @Unit("rad/s") @Range(min = -1, max = 1) double spinY,
        @Unit("rad/s") @Range(min = -1, max = 1) double spinZ) {
    /** The sum with another change; from 0 again where a control step begins. */
    Touch plus(boolean begins, Vec velocity, Vec spin) {
        return new Touch(
                (begins ? 0 : x) + velocity.x(),
                (begins ? 0 : y) + velocity.y(),
                (begins ? 0 : z) + velocity.z(),
                (begins ? 0 : spinX) + spin.x(),
                (begins ? 0 : spinY) + spin.y(),
                (begins ? 0 : spinZ) + spin.z());
    }

    /**
     * Each number between -1 and 1.
     *
     * @return what is observed and charged
     */
    public Touch clipped() {
        return new Touch(
                Math.clamp(x, -1.0, 1.0),
                Math.clamp(y, -1.0, 1.0),
                Math.clamp(z, -1.0, 1.0),
                Math.clamp(spinX, -1.0, 1.0),
                Math.clamp(spinY, -1.0, 1.0),
                Math.clamp(spinZ, -1.0, 1.0));
    }

    /**
     * The sum of the squares.
     *
     * @return at least 0
     */
    public double square() {
        return x * x + y * y + z * z + spinX * spinX + spinY * spinY + spinZ * spinZ;
    }
}
