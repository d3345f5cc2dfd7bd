package dev.antipode.controller.cli;

import dev.antipode.controller.loop.Affinity;
import dev.antipode.core.kernel.Arithmetic;
import dev.antipode.profiles.DeviceProfile;
import dev.antipode.profiles.HostDetection;
import dev.antipode.profiles.ProfileException;
import dev.antipode.profiles.Profiles;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.Set;

/** The device profile that a command goes by. */
final class Host {
    private Host() {}

    /** What a look at this machine found, or why it failed. */
    private record Look(DeviceProfile profile, RuntimeException failure) {
        private static final Look DONE = look();

        private static Look look() {
            try {
                return new Look(HostDetection.detect(), null);
            } catch (RuntimeException e) {
                return new Look(null, e);
            }
        }
    }

    /** This machine's own, looked at once, when it is first asked for. */
    static DeviceProfile here() {
        if (Look.DONE.failure != null) {
            throw Look.DONE.failure;
        }
        return Look.DONE.profile;
    }

    /** This machine's own, or the one that was named; in which that differs from this machine is said. */
    static DeviceProfile profile(CommonOptions common, Console console) {
        if (common.profile == null) {
            return here();
        }
        DeviceProfile profile = named(common.profile);
        ProfileFit.vectors(profile, here()).ifPresent(line -> console.say(common, line));
        if (isFile(common.profile)) {
            ProfileFit.options(
                            Path.of(common.profile),
                            profile,
                            ManagementFactory.getRuntimeMXBean().getInputArguments())
                    .ifPresent(line -> console.say(common, line));
        }
        return profile;
    }

    /** That of a command which trains; CPUs of its training that this process may not use are said. */
    static DeviceProfile trainingProfile(CommonOptions common, Console console) {
        DeviceProfile profile = profile(common, console);
        ProfileFit.cpus(profile, here().cores(), ThisProcess.allowedCpus())
                .ifPresent(line -> console.say(common, line));
        return profile;
    }

    /** Keeps the calling thread, and those that it starts, to the CPUs of a profile's training, where the process may use them all. */
    static Affinity trainingCpus(DeviceProfile profile) {
        Set<Integer> asked = Set.copyOf(profile.training().cpus());
        return Affinity.to(ThisProcess.allowedCpus().containsAll(asked) ? asked : Set.of());
    }

    /** A shipped profile by its name, or a file. */
    static DeviceProfile named(String name) {
        try {
            return isFile(name) ? Profiles.read(Path.of(name)) : Profiles.shipped(name);
        } catch (ProfileException e) {
            throw new RequestException(e.getMessage());
        }
    }

    private static boolean isFile(String name) {
        return name.contains("/") || name.endsWith(".yaml");
    }

    /** Width of the vectors that kernels work with here, whatever profile they go by. */
    static int vectorBits() {
        return here().vectorBits();
    }

    /** The arithmetic of new work, by the profile; refused where this machine cannot do it in useful time. */
    static Arithmetic arithmetic(DeviceProfile profile) {
        ProfileFit.requireArithmetic(profile, here());
        return profile.fma() ? Arithmetic.FUSED : Arithmetic.UNFUSED;
    }

    /** Says it where what was trained elsewhere has an arithmetic that is slow here. */
    static void tell(CommonOptions common, Console console, Arithmetic arithmetic) {
        if (arithmetic == Arithmetic.FUSED && !here().fma()) {
            console.say(
                    common,
                    "It computes with fused multiply-add, for which this JVM has no instruction: each takes about 1000 times"
                            + " as long here.");
        }
    }
}
