package dev.antipode.sim.rigid;

/**
 * What happens to one body in a sub-step: it moves, then what acts on it changes its motion, then the ground does. Symplectic Euler,
 * the position first.
 *
 * @param link what it is made of
 * @param seconds the sub-step
 * @param spinKept what air resistance leaves of the spin
 * @param planar whether it stays in its plane of x and z
 */
record BodyStages(Link link, double seconds, double spinKept, boolean planar) {
    /** Where it is, and nothing acting on it yet. */
    record Moved(Position position, Attitude attitude, Load load) {}

    /** How it moves. */
    record Motion(Velocity velocity, Spin spin) {}

    /** How it moves, and what the ground did to it. */
    record Touched(Velocity velocity, Spin spin, Touch touch) {}

    Moved move(Body body) {
        return new Moved(
                Position.of(body.position().vec().plus(seconds, body.velocity().vec())),
                body.attitude().turned(body.spin().vec(), seconds),
                Load.NONE);
    }

    Motion push(Body body, Load load, World world) {
        return motion(velocity(body, load, world), spin(body, load));
    }

    Touched touch(Body body, Load load, World world, Touch sum, double phase) {
        Vec velocity = velocity(body, load, world);
        Vec spin = spin(body, load);
        Vec push = new Vec(0, 0, 0);
        Vec turn = new Vec(0, 0, 0);
        double touching = 0;
        for (int i = 0; i < link.tips().length; i++) {
            Ground.Hit hit = Ground.hit(body, velocity, spin, link, link.tips()[i], world);
            push = push.plus(hit.velocity());
            turn = turn.plus(hit.spin());
            touching += hit.touches();
        }
        if (link.tips().length > 1) {
            double share = 1 / Math.max(touching, 1);
            push = push.times(share);
            turn = turn.times(share);
        }
        Motion motion = motion(velocity.plus(push), spin.plus(turn));
        return new Touched(motion.velocity(), motion.spin(), sum.plus(phase < 0.5, push, turn));
    }

    private Vec velocity(Body body, Load load, World world) {
        Vec pushed = body.velocity().vec().plus(seconds / link.mass(), load.force());
        return pushed.minus(new Vec(0, 0, seconds * world.gravity()));
    }

    private Vec spin(Body body, Load load) {
        return body.spin().vec().times(spinKept).plus(seconds / link.inertia(), load.torque());
    }

    private Motion motion(Vec velocity, Vec spin) {
        return planar
                ? new Motion(new Velocity(velocity.x(), 0, velocity.z()), new Spin(0, spin.y(), 0))
                : new Motion(Velocity.of(velocity), Spin.of(spin));
    }
}
