package dev.antipode.sim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class TasksOnPlantsTest {
    private static final Registry REGISTRY = Registry.load(TasksOnPlantsTest.class.getClassLoader());

    @Test
    void tasksAreFoundByTheirPlant() {
        assertThat(REGISTRY.tasksOn("pendulum")).containsExactly("pendulum");
        assertThat(REGISTRY.tasksOn("quadrotor")).containsExactly("quadrotor", "quadrotor-hover");
        assertThat(REGISTRY.tasksOn("lorenz")).isEmpty();
        assertThat(REGISTRY.tasksOn("dev.antipode.sim.plants.DcMotor")).containsExactly("dc-motor");
        assertThatThrownBy(() -> REGISTRY.tasksOn("pendlum")).hasMessageContaining("did you mean 'pendulum'?");
    }

    /** Every task is on some plant that is registered too. */
    @Test
    void noTaskIsForgotten() {
        assertThat(REGISTRY.plantNames().stream().flatMap(plant -> REGISTRY.tasksOn(plant).stream()))
                .containsAll(REGISTRY.taskNames());
    }
}
