package dev.antipode.controller.inspect;

import dev.antipode.sim.ExternalDynamics;
import java.util.List;

/**
 * A plant that runs by itself and is asked for its equations, such as an FMU, by the classical method of Runge and Kutta.
 *
 * @param name of the plant
 * @param dynamics its equations
 * @param stepSeconds the step
 * @param initial where trajectories start, at most 16; empty for the declared default state and points near it
 */
public record ExternalSetting(String name, ExternalDynamics dynamics, double stepSeconds, List<double[]> initial) {
    /** Checks the sizes. */
    public ExternalSetting {
        initial = List.copyOf(initial);
        PlantSetting.require(stepSeconds, initial);
    }
}
