package dev.antipode.controller.cli;

import dev.antipode.controller.store.AtomicFile;
import dev.antipode.profiles.DeviceProfile;
import dev.antipode.profiles.HostDetection;
import dev.antipode.profiles.JvmOptionFile;
import dev.antipode.profiles.NearestProfile;
import dev.antipode.profiles.ProfileWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code antipode profiles detect}. */
@Command(
        name = "detect",
        mixinStandardHelpOptions = true,
        description = {
            "A profile of this machine, from /proc, /sys and the JVM, and how it differs from the nearest shipped one.",
            "Every command uses it unless --profile names another."
        })
final class ProfilesDetectCommand implements Callable<Integer> {
    private final Console console;

    @Mixin
    private CommonOptions common;

    @Option(
            names = "--out",
            paramLabel = "FILE",
            description = "Write it to this .yaml file, and its JVM options beside it, for --profile FILE.")
    private Path out;

    ProfilesDetectCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws IOException {
        if (common.profile != null) {
            throw new RequestException(
                    "'profiles detect' looks at this machine, so it takes no --profile; 'profiles show NAME' shows a profile");
        }
        DeviceProfile profile = HostDetection.detect();
        if (out != null) {
            profile = profile.withId(id(out));
            write(out, ProfileWriter.yaml(profile));
            write(JvmOptionFile.beside(out), JvmOptionFile.text(profile));
        }
        Optional<NearestProfile> nearest = NearestProfile.of(profile);
        if (common.json) {
            console.json(object(profile, nearest));
            return ExitCode.DONE;
        }
        if (out == null) {
            console.out().print(ProfileWriter.yaml(profile));
        } else {
            console.out().println("wrote " + out + " and " + JvmOptionFile.beside(out));
        }
        nearest.ifPresent(this::compare);
        return ExitCode.DONE;
    }

    private static void write(Path file, String text) throws IOException {
        AtomicFile.write(file, text.getBytes(StandardCharsets.UTF_8));
    }

    private void compare(NearestProfile nearest) {
        console.say(
                common, "The nearest shipped profile is " + nearest.profile().id() + ". This machine differs:");
        nearest.differences()
                .forEach((fact, values) -> console.say(
                        common,
                        "  " + fact + ": " + orNone(values.getFirst()) + ", there " + orNone(values.getLast())));
    }

    private static String orNone(String value) {
        return value.isEmpty() ? "none" : value;
    }

    private static Map<String, Object> object(DeviceProfile profile, Optional<NearestProfile> nearest) {
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("profile", ProfileFacts.whole(profile));
        if (nearest.isPresent()) {
            all.put("nearest", nearest.get().profile().id());
            List<Object> differences = new ArrayList<>();
            nearest.get().differences().forEach((fact, values) -> {
                Map<String, Object> difference = new LinkedHashMap<>();
                difference.put("fact", fact);
                difference.put("host", values.getFirst());
                difference.put("shipped", values.getLast());
                differences.add(difference);
            });
            all.put("differences", differences);
        }
        return all;
    }

    /** A profile is called as its file is. */
    private static String id(Path file) {
        String name = file.getFileName().toString();
        if (!name.matches("[a-z0-9][a-z0-9._-]*\\.yaml")) {
            throw new RequestException("--out " + file + ": a profile's file is named by lower-case letters, digits and"
                    + " . _ - and ends in .yaml, such as my-robot.yaml");
        }
        return name.substring(0, name.length() - ".yaml".length());
    }
}
