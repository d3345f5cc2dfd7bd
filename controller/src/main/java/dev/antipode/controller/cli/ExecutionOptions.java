package dev.antipode.controller.cli;

import dev.antipode.controller.policy.TrainablePolicy;
import dev.antipode.controller.train.ExecutionSettings;
import dev.antipode.core.kernel.Arithmetic;
import dev.antipode.core.memory.Precision;
import dev.antipode.profiles.DeviceProfile;
import dev.antipode.sim.Rollout;
import dev.antipode.sim.TaskModel;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** How the device is used by many threads. Decides no result. */
final class ExecutionOptions {
    @Mixin
    private DeviceOptions device;

    @Option(names = "--threads", paramLabel = "N", description = "Worker threads. Default: those of the profile.")
    private Integer threads;

    ExecutionSettings settings(DeviceProfile profile, Arithmetic arithmetic, int checkpointInterval) {
        return threaded(device.settings(profile, arithmetic).withCheckpointInterval(checkpointInterval));
    }

    /** With as many lanes as suit the closed loop of a task and a policy. */
    ExecutionSettings settings(
            DeviceProfile profile,
            Arithmetic arithmetic,
            int checkpointInterval,
            TaskModel task,
            TrainablePolicy policy,
            Precision precision) {
        long laneBytes = (long) (Rollout.rows(task, policy) + policy.intermediateRows()) * precision.bytes();
        return threaded(device.settings(profile, arithmetic, laneBytes).withCheckpointInterval(checkpointInterval));
    }

    private ExecutionSettings threaded(ExecutionSettings settings) {
        return threads == null ? settings : settings.withThreads(threads);
    }
}
