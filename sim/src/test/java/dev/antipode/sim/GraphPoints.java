package dev.antipode.sim;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/** Random values for the inputs of a plant's or task's graphs, told by their names. */
final class GraphPoints {
    /** Beyond the declared ranges too, so that limits are met. */
    private static final double WIDENING = 1.2;

    private final Map<String, Signal> ranges = new HashMap<>();
    private final Map<String, Signal> parameters = new HashMap<>();
    private final double dt;
    private final SplittableRandom random;

    GraphPoints(PlantModel plant, double dt, long seed) {
        this.dt = dt;
        this.random = new SplittableRandom(seed);
        put(ranges, plant.states(), "state.", "next.");
        put(ranges, plant.inputs(), "input.", "applied.", "previous.", "command.");
        put(parameters, plant.parameters(), "parameter.");
    }

    GraphPoints(TaskModel task, long seed) {
        this(task.plant(), task.timing().stepSeconds(), seed);
        put(ranges, task.references(), "reference.");
    }

    private static void put(Map<String, Signal> map, List<Signal> signals, String... prefixes) {
        for (String prefix : prefixes) {
            signals.forEach(signal -> map.put(prefix + signal.name(), signal));
        }
    }

    double[] next(List<String> names) {
        return names.stream().mapToDouble(this::value).toArray();
    }

    private double value(String name) {
        if (parameters.containsKey(name)) {
            // Where the default is 0, as of friction, some of it: its slope at 0 is one-sided.
            double usual = parameters.get(name).defaultValue();
            return usual == 0 ? random.nextDouble(0.05, 0.2) : usual * random.nextDouble(0.8, 1.2);
        }
        Signal range = ranges.get(name);
        if (range != null) {
            return range.middle() + WIDENING * range.halfWidth() * random.nextDouble(-1, 1);
        }
        return switch (name) {
            case "dt" -> dt;
            // Live above 0.
            case "alive" -> random.nextDouble(-1, 1);
            case "time", "step" -> random.nextDouble(0, 20);
            default -> random.nextDouble(0.01, 0.99);
        };
    }

    SplittableRandom random() {
        return random;
    }
}
