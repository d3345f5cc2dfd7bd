package dev.antipode.controller.cli;

import dev.antipode.controller.store.DistributionFile;
import dev.antipode.sim.NearestName;
import dev.antipode.sim.ParameterDistribution;
import dev.antipode.sim.Registry;
import dev.antipode.sim.Signal;
import dev.antipode.sim.TaskModel;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Option;

/** What is known of a task's plant beyond what the task says. */
final class ParameterOptions {
    @Option(
            names = "--parameters",
            paramLabel = "FILE",
            description = {
                "The distribution that the plant's parameters are drawn from in each episode, and the delay of its inputs: the "
                        + "distribution.yaml of identify, or one by hand with the keys kind: parameter-distribution, version: 1, "
                        + "plant, delaySeconds (may be left out) and parameters, a list of name, unit, value (the mean), deviation "
                        + "and correlations (may be left out; with parameters before it, by name).",
                "Draws are normal, clipped to the declared ranges, and where one has not both ends to a quarter of a positive value. "
                        + "What the file does not name stays as the task has it."
            })
    private Path file;

    @Option(
            names = "--parameter",
            paramLabel = "NAME=VALUE",
            description = "The value of a parameter of the plant in every episode; may be repeated.")
    private Map<String, Double> held = new LinkedHashMap<>();

    boolean any() {
        return file != null || !held.isEmpty();
    }

    /** Empty where nothing was given. */
    Optional<ParameterDistribution> distribution(Registry registry, TaskModel task) throws IOException {
        if (!any()) {
            return Optional.empty();
        }
        ParameterDistribution known = ParameterDistribution.of(task.name());
        if (file != null) {
            known = DistributionFile.read(file);
            if (!registry.isOn(task.name(), known.plant())) {
                throw new RequestException(file + " is of plant '" + known.plant() + "', which task '" + task.name()
                        + "' is not on; identify the task's own plant");
            }
        }
        for (Map.Entry<String, Double> one : held.entrySet()) {
            known = known.holding(parameter(task, one.getKey()), one.getValue());
        }
        return Optional.of(known);
    }

    private static Signal parameter(TaskModel task, String name) {
        List<Signal> all = task.plant().parameters();
        return all.stream()
                .filter(signal -> signal.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new RequestException("plant '" + task.plant().name() + "' has no parameter '" + name
                        + "'; "
                        + NearestName.listing(
                                name, all.stream().map(Signal::name).toList())));
    }
}
