package dev.antipode.controller.cli;

import dev.antipode.controller.store.AtomicFile;
import dev.antipode.profiles.DeviceProfile;
import dev.antipode.profiles.FactSource;
import dev.antipode.profiles.HostDetection;
import dev.antipode.profiles.HostFacts;
import dev.antipode.profiles.JvmOptionFile;
import dev.antipode.profiles.NearestProfile;
import dev.antipode.profiles.ProfileWriter;
import dev.antipode.profiles.Verified;
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
            "A profile of this machine, from /proc, /sys and the JVM, what else these tell of it, and how it differs from the nearest "
                    + "shipped one.",
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
        HostFacts facts = HostFacts.detect();
        if (out != null) {
            profile = profile.withId(id(out));
            write(out, text(profile, facts));
            write(JvmOptionFile.beside(out), JvmOptionFile.text(profile));
        }
        Optional<NearestProfile> nearest = NearestProfile.of(profile);
        if (common.json) {
            console.json(object(profile, facts, nearest));
            return ExitCode.DONE;
        }
        if (out == null) {
            console.out().print(text(profile, facts));
        } else {
            console.out().println("wrote " + out + " and " + JvmOptionFile.beside(out));
        }
        nearest.ifPresent(this::compare);
        return ExitCode.DONE;
    }

    /** The profile, and behind it, as comments, what is in none. */
    private static String text(DeviceProfile profile, HostFacts facts) {
        StringBuilder text = new StringBuilder(ProfileWriter.yaml(profile));
        text.append("# What this machine tells beyond a profile:\n");
        facts.told()
                .forEach((name, value) -> text.append("#   ")
                        .append(name)
                        .append(": ")
                        .append(value)
                        .append('\n'));
        List<String> notFound = notFound(profile, facts);
        if (!notFound.isEmpty()) {
            text.append("# What it does not tell: ")
                    .append(String.join(", ", notFound))
                    .append(".\n");
        }
        return text.toString();
    }

    /** What was looked for and not found: facts of the profile, which are assumed then, and others. */
    private static List<String> notFound(DeviceProfile profile, HostFacts facts) {
        List<String> names = new ArrayList<>();
        for (FactSource source : profile.sources()) {
            if (source.verified() == Verified.ASSUMED) {
                source.facts().stream().filter(fact -> fact.contains(".")).forEach(names::add);
            }
        }
        names.addAll(facts.notTold());
        return names;
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

    private static Map<String, Object> object(
            DeviceProfile profile, HostFacts facts, Optional<NearestProfile> nearest) {
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("profile", ProfileFacts.whole(profile));
        all.put("machine", facts.told());
        all.put("notFound", notFound(profile, facts));
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
