package dev.antipode.controller.hil.train;

import dev.antipode.controller.hil.Link;
import dev.antipode.controller.loop.WaitStrategy;
import dev.antipode.controller.policy.PolicyDesign;
import dev.antipode.controller.policy.TrainablePolicy;
import dev.antipode.controller.train.ExecutionSettings;
import dev.antipode.controller.train.LearningSettings;
import dev.antipode.controller.train.TrainingDefaults;
import dev.antipode.core.kernel.KernelMode;
import dev.antipode.sim.TaskModel;
import java.util.Optional;
import java.util.function.LongSupplier;

/** What tests of training on a plant have in common. */
final class Bench {
    private Bench() {}

    static LearningSettings learning(TaskModel task) {
        return HardwareDefaults.over(TrainingDefaults.of(task.name()).learning());
    }

    static HardwareSettings settings(TaskModel task) {
        return HardwareSettings.of(
                Bands.none(task.observations()),
                new double[task.plant().inputs().size()]);
    }

    static HardwareTrainer trainer(
            TaskModel task,
            String policy,
            LearningSettings learning,
            HardwareSettings settings,
            Link link,
            LongSupplier nanos) {
        TrainablePolicy made = PolicyDesign.parse(policy).forTask(task);
        return new HardwareTrainer(
                task,
                made,
                learning,
                ExecutionSettings.defaults().withKernels(KernelMode.SCALAR),
                Optional.empty(),
                settings,
                new PlantUnderTraining(
                        link, new ToldCost(task.failureCost()), Optional.empty(), WaitStrategy.PARK.clock(), nanos));
    }
}
