package dev.antipode.controller.cli;

import dev.antipode.sim.PlantModel;
import dev.antipode.sim.Registry;
import dev.antipode.sim.TaskModel;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code antipode tasks}. */
@Command(
        name = "tasks",
        mixinStandardHelpOptions = true,
        description = "Lists tasks and plants with their states, inputs, parameters and units.")
final class TasksCommand implements Callable<Integer> {
    private final Console console;

    @Mixin
    private CommonOptions common;

    TasksCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        Registry registry = Registry.load(UserJars.loader(common.classpath));
        List<TaskModel> tasks =
                registry.taskNames().stream().map(registry::task).toList();
        List<PlantModel> plants =
                registry.plantNames().stream().map(registry::plant).toList();
        if (common.json) {
            Map<String, Object> all = new LinkedHashMap<>();
            all.put("tasks", tasks.stream().map(Described::task).toList());
            all.put("plants", plants.stream().map(Described::plant).toList());
            console.json(all);
            return ExitCode.DONE;
        }
        console.out().println("Tasks");
        for (TaskModel task : tasks) {
            double seconds = task.timing().periodSeconds() * task.timing().horizonSteps();
            console.out()
                    .printf(
                            "%n  %s: every %s s for %.4g s, goal held for %s s%n",
                            task.name(), task.timing().periodSeconds(), seconds, task.holdSeconds());
            signals(task.plant());
            console.out().println("    observations  " + Described.line(task.observations(), false));
            console.out().println("    references    " + Described.line(task.references(), false));
        }
        console.out().printf("%nPlants%n");
        for (PlantModel plant : plants) {
            console.out()
                    .printf(
                            "%n  %s: %s, step %s s%n",
                            plant.name(),
                            plant.integrator()
                                    .map(i -> "continuous time, " + i.label())
                                    .orElse("discrete time"),
                            plant.period());
            signals(plant);
        }
        return ExitCode.DONE;
    }

    private void signals(PlantModel plant) {
        console.out().println("    states        " + Described.line(plant.states(), false));
        console.out().println("    inputs        " + Described.line(plant.inputs(), false));
        console.out().println("    parameters    " + Described.line(plant.parameters(), true));
    }
}
