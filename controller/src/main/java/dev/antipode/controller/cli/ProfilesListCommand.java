package dev.antipode.controller.cli;

import dev.antipode.core.memory.MemoryPlan;
import dev.antipode.profiles.DeviceProfile;
import dev.antipode.profiles.Profiles;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code antipode profiles list}. */
@Command(name = "list", mixinStandardHelpOptions = true, description = "The shipped device profiles.")
final class ProfilesListCommand implements Callable<Integer> {
    private final Console console;

    @Spec
    private CommandSpec command;

    @Mixin
    private CommonOptions common;

    ProfilesListCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        IdleOptions.refuseBecause(
                command, "'profiles list' names every profile; 'profiles show NAME' shows one", "--profile");
        List<DeviceProfile> profiles =
                Profiles.ids().stream().map(Profiles::shipped).toList();
        if (common.json) {
            console.json(Map.of(
                    "profiles", profiles.stream().map(ProfileFacts::summary).toList()));
            return ExitCode.DONE;
        }
        for (DeviceProfile profile : profiles) {
            console.out()
                    .printf(
                            Locale.ROOT,
                            "%-22s %-8s %-7s %3d bits  %-7s %3d CPUs  %9s  %s%n",
                            profile.id(),
                            profile.architecture(),
                            profile.cpu().vectors(),
                            profile.vectorBits(),
                            profile.fma() ? "fused" : "unfused",
                            profile.cores(),
                            MemoryPlan.readable(profile.system().ramBytes()),
                            profile.name());
        }
        return ExitCode.DONE;
    }
}
