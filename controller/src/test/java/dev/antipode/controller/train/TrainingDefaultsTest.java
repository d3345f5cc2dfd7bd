package dev.antipode.controller.train;

import static org.assertj.core.api.Assertions.assertThat;

import dev.antipode.controller.Antipode;
import dev.antipode.controller.TrainingOptions;
import dev.antipode.controller.TrainingResult;
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

    /** A network of rectified units ends, with this seed, with its torque saturated and a gradient of zero. */
    @Test
    void acrobotIsNotCaughtByAConstantTorque() {
        Registry registry = Registry.load(TrainingDefaultsTest.class.getClassLoader());
        TrainingOptions options = TrainingOptions.of(registry.task("acrobot"))
                .withSeed(8)
                .withLearning(settings -> settings.withGenerations(10).withValidation(64, 5));
        TrainingResult result = Antipode.train(options, ProgressListener.silent());
        assertThat(result.evaluate(200).success()).isGreaterThan(0.9);
    }

    @Test
    void usersTasksGetTheGeneralDefaults() {
        assertThat(TrainingDefaults.of("org.example.MyTask").learning()).isEqualTo(LearningSettings.defaults());
    }
}
