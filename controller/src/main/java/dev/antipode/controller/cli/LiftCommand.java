package dev.antipode.controller.cli;

import dev.antipode.core.graph.Graph;
import dev.antipode.sim.PlantModel;
import dev.antipode.sim.Registry;
import dev.antipode.sim.TaskModel;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code antipode lift}. */
@Command(
        name = "lift",
        mixinStandardHelpOptions = true,
        description = "Prints what a plant or task was lifted to, or why it cannot be lifted.")
final class LiftCommand implements Callable<Integer> {
    private final Console console;

    @Mixin
    private CommonOptions common;

    @Parameters(index = "0", paramLabel = "NAME", description = "A plant or task, by name or class.")
    private String name;

    @Parameters(
            index = "1",
            arity = "0..1",
            paramLabel = "METHOD",
            description = "One graph alone: derivative or step of the plant, or a method of the task.")
    private String method;

    LiftCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        Map<String, String> listings = listings();
        if (method != null) {
            if (!listings.containsKey(method)) {
                throw new RequestException(
                        "'" + name + "' has no graph '" + method + "'; it has " + String.join(", ", listings.keySet()));
            }
            listings.keySet().retainAll(java.util.Set.of(method));
        }
        if (common.json) {
            Map<String, Object> all = new LinkedHashMap<>();
            all.put("name", name);
            all.put("graphs", listings);
            console.json(all);
            return ExitCode.DONE;
        }
        String separator = "";
        for (Map.Entry<String, String> listing : listings.entrySet()) {
            console.out().print(separator + "# " + listing.getKey() + "\n" + listing.getValue());
            separator = "\n";
        }
        return ExitCode.DONE;
    }

    private Map<String, String> listings() {
        Registry registry = Registry.load(UserJars.loader(common.classpath));
        Map<String, String> listings = new LinkedHashMap<>();
        if (registry.isTask(name)) {
            TaskModel task = registry.task(name);
            plant(task.plant(), listings);
            task.methods().forEach(each -> listings.put(each, task.listing(each)));
        } else {
            plant(registry.plant(name), listings);
        }
        return listings;
    }

    private static void plant(PlantModel plant, Map<String, String> listings) {
        plant.derivative().map(Graph::toString).ifPresent(text -> listings.put("derivative", text));
        listings.put("step", plant.step().toString());
    }
}
