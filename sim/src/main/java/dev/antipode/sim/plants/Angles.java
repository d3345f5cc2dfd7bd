package dev.antipode.sim.plants;

/** Arithmetic on angles that a plant or task may call from lifted code. */
public final class Angles {
    private static final double TURN = 2 * Math.PI;
    private static final double TURNS_PER_RADIAN = 1 / TURN;

    private Angles() {}

    /**
     * Brings an angle into one turn around zero.
     *
     * @param radians any finite angle
     * @return the same direction in [-pi, pi); an angle that is already there comes back unchanged
     */
    public static double wrap(double radians) {
        return radians - TURN * Math.floor((radians + Math.PI) * TURNS_PER_RADIAN);
    }
}
