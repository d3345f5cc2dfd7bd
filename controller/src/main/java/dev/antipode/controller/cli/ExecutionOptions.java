package dev.antipode.controller.cli;

import dev.antipode.controller.train.ExecutionSettings;
import dev.antipode.core.kernel.Arithmetic;
import dev.antipode.profiles.DeviceProfile;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** How the device is used by many threads. Decides no result. */
final class ExecutionOptions {
    @Mixin
    private DeviceOptions device;

    @Option(names = "--threads", paramLabel = "N", description = "Worker threads. Default: those of the profile.")
    private Integer threads;

    ExecutionSettings settings(DeviceProfile profile, Arithmetic arithmetic, int checkpointInterval) {
        ExecutionSettings settings = device.settings(profile, arithmetic).withCheckpointInterval(checkpointInterval);
        return threads == null ? settings : settings.withThreads(threads);
    }
}
