package dev.antipode.controller.hil.fault;

import dev.antipode.controller.hil.LinkStatus;
import dev.antipode.controller.hil.TestablePlant;

/** A parameter of the plant is another one for a while: it wears, heats up, carries a load. */
final class ParameterChange implements InjectedFault {
    private final int index;
    private final double factor;
    private double before;
    private long injected;

    ParameterChange(int index, double factor) {
        this.index = index;
        this.factor = factor;
    }

    @Override
    public void begin(FaultyPlant plant) {
        TestablePlant changed = plant.plant().orElse(null);
        if (changed != null) {
            before = changed.plantParameter(index);
            changed.setPlantParameter(index, factor * before);
        }
    }

    @Override
    public void end(FaultyPlant plant) {
        TestablePlant changed = plant.plant().orElse(null);
        if (changed != null) {
            changed.setPlantParameter(index, before);
        }
    }

    @Override
    public LinkStatus measurement(LinkStatus status, Packet packet, boolean active, FaultStream random) {
        injected += active ? 1 : 0;
        return status;
    }

    @Override
    public long injected() {
        return injected;
    }
}
