package dev.antipode.sim.rigid;

import dev.antipode.core.kernel.Arithmetic;
import dev.antipode.core.memory.Precision;
import dev.antipode.sim.OpenLoop;
import dev.antipode.sim.PlantModel;
import java.util.Arrays;

/** A rigid plant stepped by its kernels in double precision, and what mechanics says of its state. */
final class Flight implements AutoCloseable {
    private final RigidSystem system;
    private final int bodies;
    private final OpenLoop loop;

    Flight(RigidPlant<?, ?> plant, int bodies, Body[] start, int touches, World world) {
        this.system = plant.system();
        this.bodies = bodies;
        PlantModel model = PlantModel.of("test", plant);
        loop = OpenLoop.of(model, null, plant.period(), Precision.F64, Arithmetic.FUSED);
        double[] state = new double[bodies * Body.SIZE + 6 * touches + 1];
        for (int i = 0; i < bodies; i++) {
            double[] numbers = numbers(start[i]);
            System.arraycopy(numbers, 0, state, i * Body.SIZE, Body.SIZE);
        }
        loop.start(state, new double[] {world.gravity(), world.friction(), world.softness()}, 1, 0);
    }

    private static double[] numbers(Body b) {
        return new double[] {
            b.position().x(),
            b.position().y(),
            b.position().z(),
            b.attitude().w(),
            b.attitude().x(),
            b.attitude().y(),
            b.attitude().z(),
            b.velocity().x(),
            b.velocity().y(),
            b.velocity().z(),
            b.spin().x(),
            b.spin().y(),
            b.spin().z()
        };
    }

    void step(double... commands) {
        loop.step(commands);
    }

    Body body(int i) {
        double[] n = new double[Body.SIZE];
        Arrays.setAll(n, k -> loop.state(i * Body.SIZE + k));
        return new Body(
                new Position(n[0], n[1], n[2]),
                new Attitude(n[3], n[4], n[5], n[6]),
                new Velocity(n[7], n[8], n[9]),
                new Spin(n[10], n[11], n[12]));
    }

    Vec momentum() {
        Vec sum = new Vec(0, 0, 0);
        for (int i = 0; i < bodies; i++) {
            sum = sum.plus(system.link(i).mass(), body(i).velocity().vec());
        }
        return sum;
    }

    /** About the origin of the world. */
    Vec angularMomentum() {
        Vec sum = new Vec(0, 0, 0);
        for (int i = 0; i < bodies; i++) {
            Body b = body(i);
            Vec orbital = b.position()
                    .vec()
                    .cross(b.velocity().vec())
                    .times(system.link(i).mass());
            sum = sum.plus(orbital).plus(system.link(i).inertia(), b.spin().vec());
        }
        return sum;
    }

    /** Of motion, height and the springs of the joints, their limits left out. */
    double energy(double gravity) {
        double sum = 0;
        for (int i = 0; i < bodies; i++) {
            Body b = body(i);
            Link link = system.link(i);
            sum += 0.5 * link.mass() * b.velocity().vec().dot(b.velocity().vec())
                    + 0.5 * link.inertia() * b.spin().vec().dot(b.spin().vec())
                    + link.mass() * gravity * b.position().z();
        }
        for (int i = 0; i < system.jointCount(); i++) {
            Joint joint = system.joint(i);
            Body first = body(joint.parent());
            Body second = body(joint.child());
            double cos =
                    first.attitude().rotate(joint.axis()).dot(second.attitude().rotate(joint.axis()));
            Vec gap = gap(i);
            sum += joint.springs().stiffness() * (0.5 * gap.dot(gap) + 1 - cos);
        }
        return sum;
    }

    /** From the parent's anchor to the child's. */
    Vec gap(int i) {
        Joint joint = system.joint(i);
        Body first = body(joint.parent());
        Body second = body(joint.child());
        return second.position()
                .vec()
                .plus(second.attitude().rotate(joint.anchorInChild()))
                .minus(first.position().vec().plus(first.attitude().rotate(joint.anchorInParent())));
    }

    @Override
    public void close() {
        loop.close();
    }
}
