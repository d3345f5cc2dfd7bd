package dev.antipode.sim.rigid;

/**
 * The ground, a plane at height 0, and what it does to spheres that are fixed to bodies.
 *
 * <p>Source: the contacts of Brax 0.0.7. With penetration d, approaching speed v (at the lowest point of the sphere, an arm r from
 * the body's centre) and effective mass {@code 1 / (1/m + |r x n|^2 / I)}, the normal impulse is {@code (v + 20 d)} effective masses
 * while the sphere penetrates and approaches; 20 per second is 0.1 of the penetration per sub-step of 5 ms. The tangential impulse
 * stops the slip or is as great as friction allows, and acts only on a slip of more than 1 cm/s. The impulses of several spheres of a
 * body are averaged over those that touch.
 *
 * <p>With a softness above 0, the impulse comes to its full strength over that depth, and over the approaching speed that the recovery
 * of that depth has: what switches at the surface becomes continuous. The remedy of section 4.1.2 of "Gradients are not all you need".
 */
final class Ground {
    private static final double RECOVERY_PER_SECOND = 20;
    private static final double LEAST_SLIP = 0.01;

    /** A softness that is none: less than the resolution of a position in single precision. */
    private static final double HARD = 1e-9;

    private Ground() {}

    /** The change of a body's motion by one sphere, and whether it touches (1 or 0). */
    record Hit(Vec velocity, Vec spin, double touches) {}

    static Hit hit(Body body, Vec velocity, Vec spin, Link link, Link.Tip tip, World world) {
        Vec arm = body.attitude().rotate(tip.centre()).minus(new Vec(0, 0, tip.radius()));
        double depth = -(body.position().z() + arm.z());
        Vec slip = velocity.plus(spin.cross(arm));
        double perMass = 1 / link.mass();
        double perInertia = 1 / link.inertia();
        double sideways = arm.x() * arm.x() + arm.y() * arm.y();
        double push = (RECOVERY_PER_SECOND * depth - slip.z()) / (perMass + sideways * perInertia);
        boolean touches = depth > 0 && slip.z() < 0;
        double perDepth = 1 / Math.max(world.softness(), HARD);
        double strength = ramp(depth * perDepth) * ramp(-slip.z() * (perDepth / RECOVERY_PER_SECOND));
        double normal = touches ? push * strength : 0;

        double slipSquare = slip.x() * slip.x() + slip.y() * slip.y();
        boolean slides = slipSquare > LEAST_SLIP * LEAST_SLIP;
        double perSlip = 1 / Math.sqrt(slides ? slipSquare : 1);
        double alongX = slip.x() * perSlip;
        double alongY = slip.y() * perSlip;
        double along = arm.x() * alongX + arm.y() * alongY;
        double square = sideways + arm.z() * arm.z() - along * along;
        double stops = slipSquare * perSlip / (perMass + square * perInertia);
        double tangential = slides ? Math.min(stops, world.friction() * normal) : 0;

        Vec impulse = new Vec(-tangential * alongX, -tangential * alongY, normal);
        return new Hit(impulse.times(perMass), arm.cross(impulse).times(perInertia), touches ? 1 : 0);
    }

    /** From 0 to 1 without a kink at 0 or 1. */
    private static double ramp(double x) {
        double t = Math.min(Math.max(x, 0), 1);
        return t * t * (3 - 2 * t);
    }
}
