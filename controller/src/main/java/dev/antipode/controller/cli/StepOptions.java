package dev.antipode.controller.cli;

import dev.antipode.sim.Integrator;
import dev.antipode.sim.PlantModel;
import dev.antipode.sim.TaskModel;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import picocli.CommandLine.Option;

/** How a plant is stepped, and with which parameters. */
final class StepOptions {
    @Option(
            names = "--dt",
            paramLabel = "SECONDS",
            description = "The step of a plant in continuous time. Default: the plant's own, or its task's.")
    Double dt;

    @Option(
            names = "--integrator",
            paramLabel = "NAME",
            description = "euler, semi-implicit-euler, midpoint or rk4. Default: the plant's own.")
    String integrator;

    @Option(
            names = "--parameter",
            paramLabel = "NAME=VALUE",
            description = "Overrides a parameter of the plant; may be repeated.")
    Map<String, Double> parameters = new LinkedHashMap<>();

    /** The names of the options that were given. */
    List<String> given() {
        Map<String, Boolean> all = new LinkedHashMap<>();
        all.put("--dt", dt != null);
        all.put("--integrator", integrator != null);
        all.put("--parameter", !parameters.isEmpty());
        return all.entrySet().stream()
                .filter(Map.Entry::getValue)
                .map(Map.Entry::getKey)
                .toList();
    }

    /** The step in seconds; the task may be null. */
    double seconds(PlantModel plant, TaskModel task) {
        if (dt == null) {
            return task == null ? plant.period() : task.timing().stepSeconds();
        }
        requireContinuous(plant, "--dt");
        return dt;
    }

    /** How the plant is stepped; null for one in discrete time. */
    Integrator integrator(PlantModel plant) {
        if (integrator == null) {
            return plant.integrator().orElse(null);
        }
        requireContinuous(plant, "--integrator");
        for (Integrator each : Integrator.values()) {
            if (each.label().equals(integrator)) {
                return each;
            }
        }
        throw new RequestException("there is no integrator '" + integrator + "'; known are "
                + Arrays.stream(Integrator.values()).map(Integrator::label).collect(Collectors.joining(", ")));
    }

    private static void requireContinuous(PlantModel plant, String option) {
        if (plant.integrator().isEmpty()) {
            throw new RequestException("plant '" + plant.name() + "' is written in discrete time with a period of "
                    + plant.period() + " s and takes no " + option + "; leave it out");
        }
    }
}
