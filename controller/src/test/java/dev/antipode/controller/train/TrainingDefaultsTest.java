package dev.antipode.controller.train;

import static org.assertj.core.api.Assertions.assertThat;

import dev.antipode.controller.policy.PolicyDesign;
import dev.antipode.sim.Registry;
import org.junit.jupiter.api.Test;

class TrainingDefaultsTest {
    /** Whatever task is registered, its defaults name a policy that fits it, saved as it was named. */
    @Test
    void everyTaskHasDefaultsThatFitIt() {
        Registry registry = Registry.load(TrainingDefaultsTest.class.getClassLoader());
        assertThat(registry.taskNames()).isNotEmpty();
        for (String name : registry.taskNames()) {
            TrainingDefaults defaults = TrainingDefaults.of(name);
            assertThat(defaults.learning().seed()).isEqualTo(1);
            assertThat(PolicyDesign.parse(defaults.policy())
                            .forTask(registry.task(name))
                            .text())
                    .isEqualTo(defaults.policy());
        }
    }

    @Test
    void usersTasksGetTheGeneralDefaults() {
        assertThat(TrainingDefaults.of("org.example.MyTask").learning()).isEqualTo(LearningSettings.defaults());
    }
}
