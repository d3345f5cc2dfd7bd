package dev.antipode.sim.rigid;

import dev.antipode.sim.ComposedPlant;
import dev.antipode.sim.Stages;

/**
 * A plant made of rigid bodies: a {@link RigidSystem}, and records that name its state and input.
 *
 * @param <X> the state, with the components that the system asks for
 * @param <U> the input, one number a joint
 */
public abstract class RigidPlant<X extends Record, U extends Record> implements ComposedPlant<X, U, World> {
    private final RigidSystem system;

    /**
     * Makes the plant.
     *
     * @param system its bodies and joints
     */
    protected RigidPlant(RigidSystem system) {
        this.system = system;
    }

    /**
     * The bodies and joints.
     *
     * @return the system
     */
    public final RigidSystem system() {
        return system;
    }

    @Override
    public final void compose(Stages stages) {
        system.compose(stages);
    }

    @Override
    public final double period() {
        return system.seconds();
    }
}
