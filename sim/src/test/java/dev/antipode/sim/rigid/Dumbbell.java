package dev.antipode.sim.rigid;

import dev.antipode.sim.Length;
import dev.antipode.sim.Range;
import dev.antipode.sim.Unit;
import java.util.List;

/** Two bodies and a hinge about a slanted axis, without any damping. */
final class Dumbbell extends RigidPlant<Dumbbell.State, Dumbbell.Input> {
    record State(@Length(2) Body[] body, double phase) {}

    record Input(@Unit("1") @Range(min = -1, max = 1) double motor) {}

    /** Its limits are beyond half a turn and never reached. */
    static final Joint HINGE = new Joint(
            0, 1, new Vec(0.3, 0, 0.1), new Vec(-0.4, 0.1, 0), new Vec(0, 0.6, 0.8), -4, 4, new Springs(500, 0, 0), 5);

    Dumbbell(double seconds) {
        super(new RigidSystem(
                List.of(new Link("first", 2, 0.7), new Link("second", 1, 0.4)), List.of(HINGE), seconds, 1, 0, false));
    }

    /** High up and turning, the springs a little stretched. */
    Body[] start() {
        Body root = new Body(
                new Position(0.2, -0.1, 50),
                Attitude.about(new Vec(0.6, 0, 0.8), 0.7),
                new Velocity(0.5, -0.3, 0.2),
                new Spin(0.4, 0.8, -0.5));
        Body[] bodies = system().assemble(root, new double[] {0.4}, new double[] {1.1});
        Body b = bodies[1];
        bodies[1] = new Body(
                Position.of(b.position().vec().plus(new Vec(0.01, 0.02, -0.01))), b.attitude(), b.velocity(), b.spin());
        return bodies;
    }
}
