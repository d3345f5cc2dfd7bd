package dev.antipode.sim.tasks;

import dev.antipode.sim.IntegratedPlant;
import dev.antipode.sim.Plant;
import dev.antipode.sim.Task;
import dev.antipode.sim.plants.BuiltInPlants;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Every built-in plant and task lifts, and its graphs and kernels compute what its Java computes. */
class LiftingTest {
    @TestFactory
    Stream<DynamicTest> plants() {
        Map<String, Supplier<Plant<?, ?, ?>>> plants = new BuiltInPlants().plants();
        return plants.entrySet().stream()
                .map(e -> DynamicTest.dynamicTest(
                        e.getKey(), () -> comparePlant(e.getValue().get())));
    }

    private static void comparePlant(Plant<?, ?, ?> plant) {
        Object equations = plant instanceof IntegratedPlant<?, ?, ?> integrated ? integrated.dynamics() : plant;
        for (String method : List.of("derivative", "constrain", "next")) {
            if (LiftedMethod.declares(equations, method)) {
                new LiftedMethod(equations, method).compare();
            }
        }
    }

    @TestFactory
    Stream<DynamicTest> tasks() {
        Map<String, Supplier<Task<?, ?, ?, ?, ?>>> tasks = new BuiltInTasks().tasks();
        return tasks.entrySet().stream()
                .map(e -> DynamicTest.dynamicTest(
                        e.getKey(), () -> compareTask(e.getValue().get())));
    }

    private static void compareTask(Task<?, ?, ?, ?, ?> task) {
        comparePlant(task.plant());
        for (String method :
                List.of("initial", "parameters", "reference", "observe", "cost", "terminalCost", "failed", "atGoal")) {
            if (LiftedMethod.declares(task, method)) {
                new LiftedMethod(task, method).compare();
            }
        }
    }
}
