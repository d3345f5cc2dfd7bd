package dev.antipode.sim.tasks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.antipode.sim.IntegratedPlant;
import dev.antipode.sim.Plant;
import dev.antipode.sim.PlantProvider;
import dev.antipode.sim.Task;
import dev.antipode.sim.TaskProvider;
import java.util.ServiceLoader;
import java.util.Set;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** What every task must keep, whichever it is. */
class BuiltInTasksTest {
    @TestFactory
    java.util.stream.Stream<DynamicTest> everyTaskKeepsItsPromises() {
        return new BuiltInTasks()
                .tasks().entrySet().stream()
                        .map(e -> DynamicTest.dynamicTest(
                                e.getKey(), () -> check(e.getValue().get())));
    }

    private static <X extends Record, U extends Record, P extends Record, R extends Record, O extends Record>
            void check(Task<X, U, P, R, O> task) {
        @SuppressWarnings("unchecked")
        Class<X> states = (Class<X>) Records.arguments(task.getClass(), Task.class)[0];
        @SuppressWarnings("unchecked")
        Class<U> inputs = (Class<U>) Records.arguments(task.getClass(), Task.class)[1];
        double horizon = task.timing().periodSeconds() * task.timing().horizonSteps();
        assertThat(task.holdSeconds()).isBetween(0.0, horizon);
        Plant<X, U, P> plant = task.plant();
        SeededDraw draw = new SeededDraw(99);
        int live = 0;
        for (int i = 0; i < 3000; i++) {
            P p = Episode.parameters(task, i);
            X start = task.initial(new SeededDraw(i));
            R r = Episode.reference(task, draw.uniform(0, horizon), i);
            U u = Records.random(inputs, draw, 1);
            U before = Records.random(inputs, draw, 1);
            assertThat(task.failed(start, r, p))
                    .as("lost at the start in %s", start)
                    .isFalse();
            O seen = task.observe(start, r, before, p, draw);
            assertThat(Records.numbers(seen)).allSatisfy(v -> assertThat(v).isFinite());
            assertThat(task.cost(start, r, u, before, p)).isBetween(0.0, task.failureCost());

            X anywhere = constrained(plant, Records.random(states, draw, i % 2 == 0 ? 1 : 3), u, p);
            if (!task.failed(anywhere, r, p)) {
                live++;
                assertThat(task.cost(anywhere, r, u, before, p))
                        .as("cost of the live state %s", anywhere)
                        .isBetween(0.0, task.failureCost());
            }
            if (task.atGoal(anywhere, r, p)) {
                assertThat(task.failed(anywhere, r, p))
                        .as("goal and lost at once: %s", anywhere)
                        .isFalse();
            }
        }
        assertThat(live).isGreaterThan(30);
    }

    /** A state that the plant can be in after a step. */
    private static <X extends Record, U extends Record, P extends Record> X constrained(
            Plant<X, U, P> plant, X state, U u, P p) {
        return plant instanceof IntegratedPlant<X, U, P> integrated
                ? integrated.dynamics().constrain(state, p)
                : plant.next(state, u, p);
    }

    @Test
    void providersAreFoundAsServices() {
        Set<String> plants = new java.util.TreeSet<>();
        ServiceLoader.load(PlantProvider.class)
                .forEach(p -> plants.addAll(p.plants().keySet()));
        assertThat(plants)
                .contains(
                        "acrobot",
                        "cart-pole",
                        "cart-pole-swing-up",
                        "dc-motor",
                        "double-pendulum",
                        "double-pendulum-cart",
                        "henon",
                        "influence-balancing",
                        "logistic",
                        "lorenz",
                        "lorenz-pair",
                        "mountain-car",
                        "pendulum",
                        "quadrotor",
                        "quadrotor-2d",
                        "rossler",
                        "thermal");
        Set<String> tasks = new java.util.TreeSet<>();
        ServiceLoader.load(TaskProvider.class)
                .forEach(p -> tasks.addAll(p.tasks().keySet()));
        assertThat(tasks)
                .contains(
                        "acrobot",
                        "cart-pole",
                        "cart-pole-swing-up",
                        "dc-motor",
                        "double-pendulum",
                        "double-pendulum-cart",
                        "influence-balancing",
                        "lorenz-fit",
                        "mountain-car",
                        "pendulum",
                        "quadrotor",
                        "quadrotor-2d",
                        "quadrotor-hover",
                        "thermal");
    }
}
