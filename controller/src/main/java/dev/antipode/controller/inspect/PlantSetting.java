package dev.antipode.controller.inspect;

import dev.antipode.core.memory.Tile;
import dev.antipode.sim.Integrator;
import dev.antipode.sim.PlantModel;
import dev.antipode.sim.Signal;
import java.util.List;

/**
 * A plant that runs by itself with its inputs at their declared defaults. Immutable by convention: the arrays belong to it and
 * must not be modified.
 *
 * @param plant the plant
 * @param integrator how it is stepped; null for a plant in discrete time
 * @param stepSeconds the step
 * @param parameters one number a parameter of the plant
 * @param initial where trajectories start, at most 16; empty for the declared default state and points near it
 */
public record PlantSetting(
        PlantModel plant, Integrator integrator, double stepSeconds, double[] parameters, List<double[]> initial) {
    /** Checks the sizes. */
    public PlantSetting {
        initial = List.copyOf(initial);
        require(stepSeconds, initial);
        if (parameters.length != plant.parameters().size()) {
            throw new IllegalArgumentException("plant '" + plant.name() + "' has "
                    + plant.parameters().size() + " parameters, not " + parameters.length);
        }
        for (double[] state : initial) {
            if (state.length != plant.states().size()) {
                throw new IllegalArgumentException(
                        "plant '" + plant.name() + "' has " + plant.states().size() + " states, not " + state.length);
            }
        }
    }

    static void require(double stepSeconds, List<double[]> initial) {
        if (!(stepSeconds > 0) || Double.isInfinite(stepSeconds)) {
            throw new IllegalArgumentException(
                    "step " + stepSeconds + " s must be above 0; give seconds, such as 0.02");
        }
        if (initial.size() > Tile.LANE_MULTIPLE) {
            throw new IllegalArgumentException(initial.size() + " initial states were given; give at most "
                    + Tile.LANE_MULTIPLE + ", one a trajectory");
        }
    }

    /**
     * A plant as it is declared.
     *
     * @param plant the plant
     * @return with its own integrator, step and parameters, from its default state
     */
    public static PlantSetting of(PlantModel plant) {
        return new PlantSetting(
                plant,
                plant.integrator().orElse(null),
                plant.period(),
                plant.parameters().stream().mapToDouble(Signal::defaultValue).toArray(),
                List.of());
    }
}
