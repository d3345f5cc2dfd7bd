package dev.antipode.controller.cli;

import dev.antipode.sim.PlantModel;
import dev.antipode.sim.Signal;
import dev.antipode.sim.TaskModel;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Plants and tasks as JSON objects and as lines for people. */
final class Described {
    private Described() {}

    static Map<String, Object> plant(PlantModel plant) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("name", plant.name());
        map.put("states", signals(plant.states(), false));
        map.put("inputs", signals(plant.inputs(), false));
        map.put("parameters", signals(plant.parameters(), true));
        map.put("integrator", plant.integrator().map(i -> i.label()).orElse(null));
        map.put("periodSeconds", plant.period());
        return map;
    }

    static Map<String, Object> task(TaskModel task) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("name", task.name());
        map.put("states", signals(task.plant().states(), false));
        map.put("inputs", signals(task.plant().inputs(), false));
        map.put("parameters", signals(task.plant().parameters(), true));
        map.put("observations", signals(task.observations(), false));
        map.put("references", signals(task.references(), false));
        map.put("periodSeconds", task.timing().periodSeconds());
        map.put("substeps", task.timing().substeps());
        map.put("latencySeconds", task.timing().latencySeconds());
        map.put("horizonSteps", task.timing().horizonSteps());
        map.put("holdSeconds", task.holdSeconds());
        return map;
    }

    private static List<Object> signals(List<Signal> signals, boolean defaults) {
        List<Object> list = new ArrayList<>();
        for (Signal signal : signals) {
            Map<String, Object> map = new LinkedHashMap<>();
            map.put("name", signal.name());
            map.put("unit", signal.unit());
            if (defaults) {
                map.put("default", signal.defaultValue());
            }
            if (!Double.isInfinite(signal.min())) {
                map.put("min", signal.min());
            }
            if (!Double.isInfinite(signal.max())) {
                map.put("max", signal.max());
            }
            if (signal.stepped()) {
                map.put("levels", signal.levels());
            }
            list.add(map);
        }
        return list;
    }

    /** One line: names with units, and the range or default where there is one. */
    static String line(List<Signal> signals, boolean defaults) {
        return signals.isEmpty()
                ? "none"
                : signals.stream()
                        .map(signal -> signal.name()
                                + unit(signal)
                                + (defaults ? " = " + signal.defaultValue() : range(signal)))
                        .collect(Collectors.joining(", "));
    }

    private static String unit(Signal signal) {
        return signal.unit().equals("1") ? "" : " [" + signal.unit() + "]";
    }

    private static String range(Signal signal) {
        if (signal.stepped()) {
            return " one of " + signal.levelsText().replace(", ", " | ");
        }
        return signal.bounded() ? " " + signal.min() + ".." + signal.max() : "";
    }
}
