package dev.antipode.sim.rigid;

/**
 * What a body is made of. Its inertia is the same about every axis, so that it has no gyroscopic torque.
 *
 * @param name for messages
 * @param mass in kilograms
 * @param inertia in kilogram square metres
 * @param tips spheres that touch the ground: the ends of its capsules; may be empty
 */
public record Link(String name, double mass, double inertia, Tip... tips) {
    /** Checks the values. */
    public Link {
        if (!(mass > 0) || !(inertia > 0)) {
            throw new IllegalArgumentException("link '" + name + "' has mass " + mass + " kg and inertia " + inertia
                    + " kg m^2; both must be above 0");
        }
    }

    /**
     * A sphere that is fixed to a body.
     *
     * @param centre in the body's axes, from its centre, in metres
     * @param radius in metres
     */
    public record Tip(Vec centre, double radius) {}
}
