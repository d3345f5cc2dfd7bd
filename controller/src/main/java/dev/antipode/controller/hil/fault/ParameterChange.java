package dev.antipode.controller.hil.fault;

import dev.antipode.controller.hil.TestablePlant;

/** A parameter of the plant is another one for a while: it wears, heats up, carries a load. */
final class ParameterChange extends TickFault {
    private final int index;
    private final double factor;
    private double before;

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
}
