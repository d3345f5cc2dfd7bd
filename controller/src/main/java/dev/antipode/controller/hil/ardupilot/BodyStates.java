package dev.antipode.controller.hil.ardupilot;

import dev.antipode.sim.NearestName;
import dev.antipode.sim.OpenLoop;
import dev.antipode.sim.PlantModel;
import dev.antipode.sim.SiUnit;
import dev.antipode.sim.Signal;
import dev.antipode.sim.UnitDefinition;
import java.util.List;

/**
 * Where the motion of a flying body is among the states of a plant, by their names, and what their units are in SI. The axes are those of
 * our plants: the world's x to the front at the start, y to the left, z up; the body's in the same way; the attitude turns the body's
 * axes to the world's.
 */
final class BodyStates {
    private static final double STANDARD_GRAVITY = 9.80665;

    private final PlantModel plant;
    final Triple position;
    final Triple velocity;
    final Triple rate;
    final Triple attitudeVector;
    final int attitudeScalar;
    /** In m/s^2: that of the plant where it has one. */
    final double gravity;

    /** Three numbers of the state: their places, and what one of their unit is in SI. */
    record Triple(int x, int y, int z, double factor) {
        void read(OpenLoop loop, double[] values) {
            values[0] = factor * loop.state(x);
            values[1] = factor * loop.state(y);
            values[2] = factor * loop.state(z);
        }

        void write(double[] state, double a, double b, double c) {
            state[x] = a / factor;
            state[y] = b / factor;
            state[z] = c / factor;
        }
    }

    /**
     * Finds them.
     *
     * @throws IllegalArgumentException if one is missing, or is in a unit of another kind, with the remedy
     */
    BodyStates(PlantModel plant) {
        this.plant = plant;
        this.position = triple("position", "m");
        this.velocity = triple("velocity", "m/s");
        this.rate = triple("rate", "rad/s");
        this.attitudeVector = triple("attitude", "1");
        this.attitudeScalar = place("attitude.w");
        this.gravity = gravity(plant);
    }

    private Triple triple(String name, String unit) {
        int[] places = {place(name + ".x"), place(name + ".y"), place(name + ".z")};
        double factor = factor(plant.states().get(places[0]), unit);
        for (int i : places) {
            if (factor(plant.states().get(i), unit) != factor) {
                throw new IllegalArgumentException("the states '" + name + "' of plant '" + plant.name()
                        + "' are in different units; give all three the same");
            }
        }
        return new Triple(places[0], places[1], places[2], factor);
    }

    private int place(String name) {
        List<String> names = plant.states().stream().map(Signal::name).toList();
        int place = names.indexOf(name);
        if (place < 0) {
            throw new IllegalArgumentException("plant '" + plant.name() + "' has no state '" + name
                    + "', without which it is no body that flies in space; " + NearestName.hint(name, names)
                    + "serve one such as 'quadrotor'");
        }
        return place;
    }

    private double factor(Signal signal, String unit) {
        UnitDefinition wanted = SiUnit.parse(unit).orElseThrow();
        return SiUnit.parse(signal.unit())
                .filter(wanted::fits)
                .map(UnitDefinition::factor)
                .orElseThrow(() ->
                        new IllegalArgumentException("'" + signal.name() + "' of plant '" + plant.name() + "' is in "
                                + signal.unit() + ", which does not convert to " + unit + "; give it such a unit"));
    }

    private double gravity(PlantModel of) {
        return of.parameters().stream()
                .filter(parameter -> parameter.name().equals("gravity"))
                .findFirst()
                .map(parameter -> parameter.defaultValue() * factor(parameter, "m/s^2"))
                .orElse(STANDARD_GRAVITY);
    }
}
