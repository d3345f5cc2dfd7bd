package dev.antipode.controller.hil.fault;

import dev.antipode.controller.hil.TestablePlant;
import dev.antipode.sim.Signal;
import java.util.List;
import java.util.Optional;

/** A parameter of the plant is another one for a while: it wears, heats up, carries a load. */
final class ParameterChange extends TickFault {
    private final String name;
    private final double factor;

    ParameterChange(String name, double factor) {
        this.name = name;
        this.factor = factor;
    }

    @Override
    public String obstacle(Optional<TestablePlant> plant) {
        if (plant.isEmpty()) {
            return "the plant behind this link cannot be changed from here";
        }
        List<Signal> known = plant.get().plantParameters();
        if (place(known) >= 0) {
            return "";
        }
        return known.isEmpty()
                ? "the plant behind this link does not let its parameters be changed; a newer Antipode there may"
                : "the plant behind this link has no parameter '" + name + "'; it has "
                        + known.stream().map(Signal::name).toList();
    }

    /** Of the parameter among those of the plant, whose order need not be that of the controller's task; -1 for none. */
    private int place(List<Signal> known) {
        for (int i = 0; i < known.size(); i++) {
            if (known.get(i).name().equals(name)) {
                return i;
            }
        }
        return -1;
    }

    @Override
    public void begin(FaultyPlant plant) {
        scale(plant, factor);
    }

    @Override
    public void end(FaultyPlant plant) {
        scale(plant, 1);
    }

    private void scale(FaultyPlant plant, double by) {
        TestablePlant changed = plant.plant().orElse(null);
        int place = changed == null ? -1 : place(changed.plantParameters());
        if (place >= 0) {
            changed.scalePlantParameter(place, by);
        }
    }
}
