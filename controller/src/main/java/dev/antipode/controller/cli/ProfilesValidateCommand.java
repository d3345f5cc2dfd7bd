package dev.antipode.controller.cli;

import dev.antipode.profiles.DeviceProfile;
import dev.antipode.profiles.JvmOptionFile;
import dev.antipode.profiles.ProfileException;
import dev.antipode.profiles.Profiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code antipode profiles validate}. */
@Command(
        name = "validate",
        mixinStandardHelpOptions = true,
        description = {
            "Checks a profile file: its form, its units, and that its facts are possible together.",
            "Writes its JVM options beside it, for --profile FILE."
        })
final class ProfilesValidateCommand implements Callable<Integer> {
    private final Console console;

    @Spec
    private CommandSpec command;

    @Mixin
    private CommonOptions common;

    @Parameters(index = "0", paramLabel = "FILE", description = "A .yaml file.")
    private Path file;

    ProfilesValidateCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        IdleOptions.refuseBecause(command, "'profiles validate' checks the file behind it, " + file, "--profile");
        if (!Files.isRegularFile(file)) {
            throw new RequestException(
                    Files.exists(file)
                            ? file + " is a folder or a device; give a profile's file"
                            : "there is no profile file " + file);
        }
        try {
            DeviceProfile profile = Profiles.read(file);
            if (common.json) {
                console.json(Map.of("valid", true, "id", profile.id()));
            } else {
                console.out().println(file + ": a valid profile of " + profile.name());
            }
            writeOptions(profile);
            return ExitCode.DONE;
        } catch (ProfileException e) {
            // The file is what was asked about: a check that did not hold, not a wrong request.
            throw new IllegalStateException(e.getMessage(), e);
        }
    }

    /** One that is right already is left as it is, and a profile is valid even where nothing can be written. */
    private void writeOptions(DeviceProfile profile) {
        Path options = JvmOptionFile.beside(file);
        try {
            if (JvmOptionFile.write(profile, options)) {
                console.say(common, "wrote its JVM options to " + options);
            }
        } catch (IOException e) {
            console.say(common, options + ", its JVM options, cannot be written: " + Failures.sentence(e));
        }
    }
}
