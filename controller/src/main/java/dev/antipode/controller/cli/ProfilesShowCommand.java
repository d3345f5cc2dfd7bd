package dev.antipode.controller.cli;

import dev.antipode.profiles.DeviceProfile;
import dev.antipode.profiles.ProfileWriter;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code antipode profiles show}. */
@Command(
        name = "show",
        mixinStandardHelpOptions = true,
        description = "A device profile with the sources of its facts, and what it decides.")
final class ProfilesShowCommand implements Callable<Integer> {
    private final Console console;

    @Spec
    private CommandSpec command;

    @Mixin
    private CommonOptions common;

    @Parameters(index = "0", paramLabel = "NAME", description = "A shipped profile, or a .yaml file.")
    private String name;

    ProfilesShowCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        IdleOptions.refuseBecause(command, "'profiles show' shows the profile behind it, " + name, "--profile");
        DeviceProfile profile = Host.named(name);
        if (common.json) {
            console.json(ProfileFacts.whole(profile));
            return ExitCode.DONE;
        }
        console.out().print(ProfileWriter.yaml(profile));
        console.out().println("# It decides:");
        ProfileFacts.decisions(profile).forEach((key, value) -> {
            if (value instanceof List<?> options) {
                options.forEach(option -> console.out().println("#   " + option));
            } else {
                console.out().println("#   " + key + ": " + value);
            }
        });
        return ExitCode.DONE;
    }
}
