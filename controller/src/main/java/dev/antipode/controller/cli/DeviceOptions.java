package dev.antipode.controller.cli;

import dev.antipode.controller.train.ExecutionSettings;
import dev.antipode.core.kernel.Arithmetic;
import dev.antipode.core.kernel.KernelMode;
import dev.antipode.profiles.DeviceProfile;
import dev.antipode.sim.Tape;
import java.util.Optional;
import picocli.CommandLine.Option;

/** Memory and kernels: by the device's profile, and by what the command line says otherwise. Decides no result. */
final class DeviceOptions {
    @Option(
            names = "--budget",
            paramLabel = "BYTES",
            converter = ByteSize.class,
            description =
                    "The most memory that a run may take off the heap, such as 64MiB. Default: that of the profile.")
    private Long budget;

    @Option(
            names = "--kernels",
            defaultValue = "AUTO",
            description =
                    "${COMPLETION-CANDIDATES}. Default: ${DEFAULT-VALUE}: SIMD where it can be had and is checked.")
    private KernelMode kernels;

    ExecutionSettings settings(DeviceProfile profile, Arithmetic arithmetic) {
        return new ExecutionSettings(
                profile.workerThreads(),
                profile.lanesPerTile(),
                arithmetic,
                kernels,
                budget == null ? profile.trainingBudgetBytes() : budget,
                Optional.empty(),
                0,
                Tape.FULL);
    }
}
