package dev.antipode.controller.cli;

import dev.antipode.controller.train.ExecutionSettings;
import dev.antipode.core.kernel.Arithmetic;
import dev.antipode.core.kernel.KernelMode;
import dev.antipode.core.memory.MemoryPlan;
import dev.antipode.core.memory.Precision;
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

    /** For a closed loop of typical size. */
    ExecutionSettings settings(DeviceProfile profile, Arithmetic arithmetic) {
        return settings(profile, arithmetic, (long) DeviceProfile.TYPICAL_ROWS * Precision.F32.bytes());
    }

    /** For a closed loop whose lanes take so many bytes each: its tile is to stay in the first-level cache. */
    ExecutionSettings settings(DeviceProfile profile, Arithmetic arithmetic, long laneBytes) {
        if (budget != null && budget > profile.system().ramBytes()) {
            throw new RequestException("--budget " + MemoryPlan.readable(budget) + " is more than the "
                    + MemoryPlan.readable(profile.system().ramBytes()) + " of memory of " + profile.name()
                    + "; without --budget a run may take " + MemoryPlan.readable(profile.trainingBudgetBytes()));
        }
        return new ExecutionSettings(
                profile.workerThreads(),
                profile.lanesPerTile(laneBytes),
                arithmetic,
                kernels,
                budget == null ? profile.trainingBudgetBytes() : budget,
                Optional.empty(),
                0,
                Tape.FULL);
    }
}
