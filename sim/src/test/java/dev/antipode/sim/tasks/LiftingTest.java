package dev.antipode.sim.tasks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.antipode.sim.ComposedPlant;
import dev.antipode.sim.IntegratedPlant;
import dev.antipode.sim.Plant;
import dev.antipode.sim.PlantModel;
import dev.antipode.sim.Reflected;
import dev.antipode.sim.Task;
import dev.antipode.sim.plants.BuiltInPlants;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Every built-in plant and task lifts, and its graphs and kernels compute what its Java computes. */
class LiftingTest {
    private static final int POINTS = 16;

    @TestFactory
    Stream<DynamicTest> plants() {
        Map<String, Supplier<Plant<?, ?, ?>>> plants = new BuiltInPlants().plants();
        return plants.entrySet().stream()
                .map(e -> DynamicTest.dynamicTest(
                        e.getKey(), () -> comparePlant(e.getValue().get())));
    }

    private static void comparePlant(Plant<?, ?, ?> plant) {
        if (plant instanceof ComposedPlant<?, ?, ?> composed) {
            compareStages(composed);
            return;
        }
        Object equations = plant instanceof IntegratedPlant<?, ?, ?> integrated ? integrated.dynamics() : plant;
        List<String> methods = Stream.of("derivative", "constrain", "next")
                .filter(method -> LiftedMethod.declares(equations, method))
                .toList();
        assertThat(methods).isNotEmpty();
        methods.forEach(method -> new LiftedMethod(equations, method).compare());
    }

    /** Its stages called one by one in plain Java, against the graph of its whole step. */
    private static <X extends Record, U extends Record, P extends Record> void compareStages(
            ComposedPlant<X, U, P> plant) {
        List<Class<? extends Record>> types = Reflected.recordTypes(plant.getClass(), Plant.class);
        PlantModel model = PlantModel.of("composed", plant);
        SeededDraw random = new SeededDraw(5);
        for (int point = 0; point < POINTS; point++) {
            @SuppressWarnings("unchecked")
            X x = (X) Records.random(types.get(0), random, 1);
            @SuppressWarnings("unchecked")
            U u = (U) Records.random(types.get(1), random, 1);
            @SuppressWarnings("unchecked")
            P p = (P) Records.random(types.get(2), random, 1);
            double[] expected = numbers(plant.next(x, u, p));
            double[] step = {plant.period()};
            double[] evaluated = model.step()
                    .evaluate(Stream.of(numbers(x), numbers(u), numbers(p), step)
                            .flatMapToDouble(Arrays::stream)
                            .toArray());
            assertThat(evaluated).hasSameSizeAs(expected).isNotEqualTo(numbers(x));
            double largest = Arrays.stream(expected).map(Math::abs).max().orElseThrow();
            for (int i = 0; i < expected.length; i++) {
                assertThat(evaluated[i])
                        .as(model.states().get(i).name())
                        .isCloseTo(expected[i], within(1e-12 * Math.max(1, largest)));
            }
        }
    }

    private static double[] numbers(Record record) {
        return Reflected.shape(record.getClass()).flatten(record);
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
