package org.example.tank;

import dev.antipode.sim.Integrator;
import dev.antipode.sim.Plant;
import dev.antipode.sim.PlantProvider;
import dev.antipode.sim.Task;
import dev.antipode.sim.TaskProvider;
import java.util.Map;
import java.util.function.Supplier;

/** Gives the plant and the task their names on the command line. */
public final class Provider implements PlantProvider, TaskProvider {
    @Override
    public Map<String, Supplier<Plant<?, ?, ?>>> plants() {
        return Map.of("water-tank", () -> Integrator.RK4.plant(new WaterTank(), 0.5));
    }

    @Override
    public Map<String, Supplier<Task<?, ?, ?, ?, ?>>> tasks() {
        return Map.of("water-tank-level", HoldLevel::new);
    }
}
