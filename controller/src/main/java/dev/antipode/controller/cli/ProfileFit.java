package dev.antipode.controller.cli;

import dev.antipode.core.kernel.SimdProvider;
import dev.antipode.profiles.DeviceProfile;
import dev.antipode.profiles.JvmOptionFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** What a profile asks for and this process does not have, each in a sentence. */
final class ProfileFit {
    private static final String VECTOR_API = "--add-modules=jdk.incubator.vector";
    private static final int MOST_NAMED = 3;

    private ProfileFit() {}

    /** Vectors that are wider than this machine's: the width decides no result. */
    static Optional<String> vectors(DeviceProfile profile, DeviceProfile host) {
        return profile.vectorBits() <= host.vectorBits()
                ? Optional.empty()
                : Optional.of("The profile " + profile.id() + " has vectors of " + profile.vectorBits()
                        + " bits; this machine works with " + host.vectorBits()
                        + " bits, and the results are the same bit for bit.");
    }

    /** Refuses a fused multiply-add that the JVM would compute in software. */
    static void requireArithmetic(DeviceProfile profile, DeviceProfile host) {
        if (profile.fma() && !host.fma()) {
            throw new RequestException("the profile " + profile.id()
                    + " computes with fused multiply-add, for which this JVM has no instruction: it would take about 1000 times"
                    + " as long here; leave --profile out or name one with 'fma: false', whose results differ in the last"
                    + " bits, or go to such a device");
        }
    }

    /**
     * Options of the profile that the JVM was started without, the last ones by name, as the profile's own are last; further
     * ones are the user's wish, and the Vector API may be added after the start.
     *
     * @param file of the profile
     * @param started the options that it was started with
     */
    static Optional<String> options(Path file, DeviceProfile profile, List<String> started) {
        List<String> missing = profile.jvmOptions().stream()
                .filter(option -> !started.contains(option) && !(option.equals(VECTOR_API) && SimdProvider.available()))
                .toList();
        Path options = JvmOptionFile.beside(file);
        boolean written = holds(options, JvmOptionFile.text(profile));
        if (missing.isEmpty()) {
            return written || Files.notExists(options)
                    ? Optional.empty()
                    : Optional.of("The options in " + options + " are not those of the profile " + file
                            + ": './antipode profiles validate " + file + "' writes them anew.");
        }
        String more = missing.size() > MOST_NAMED ? " and " + (missing.size() - MOST_NAMED) + " more" : "";
        return Optional.of("The profile " + file + " gives java the options "
                + missing.stream()
                        .skip(Math.max(0, missing.size() - MOST_NAMED))
                        .collect(Collectors.joining(" ")) + more
                + ", which this JVM was started without: "
                + (written
                        ? "start it by './antipode', which reads " + options + "."
                        : "'./antipode profiles validate " + file + "' writes them to " + options
                                + ", which './antipode' reads; a released image takes them by ANTIPODE_JVM_OPTIONS."));
    }

    private static boolean holds(Path file, String text) {
        try {
            return Files.readString(file).equals(text);
        } catch (IOException e) {
            return false; // There is none, or none that the launcher could read.
        }
    }

    /**
     * CPUs that training is to keep to, where the process may not use all of them.
     *
     * @param cores CPUs of this machine
     * @param allowed those that the process may run on; empty where the system does not tell
     */
    static Optional<String> cpus(DeviceProfile profile, int cores, Set<Integer> allowed) {
        Set<Integer> asked = new TreeSet<>(profile.training().cpus());
        if (allowed.isEmpty() || allowed.containsAll(asked)) {
            return Optional.empty();
        }
        boolean possible = asked.stream().allMatch(cpu -> cpu < cores);
        return Optional.of("The profile " + profile.id() + " keeps training to " + text(asked)
                + ", but this process may run on " + text(allowed) + ": "
                + (possible ? "start it by 'taskset -c' with those" : "this machine has 0 to " + (cores - 1)) + ".");
    }

    /** A loop that is faster than what the device is asked to hold: it may do so all the same. */
    static Optional<String> rate(DeviceProfile profile, double hertz) {
        double most = profile.controlRateHz();
        return hertz <= most * (1 + 1e-9)
                ? Optional.empty()
                : Optional.of(String.format(
                        Locale.ROOT,
                        "The profile %s asks its device for %.6g Hz at most, and this loop runs at %.6g Hz: go by the deadlines"
                                + " missed, or train with a longer control period.",
                        profile.id(),
                        most,
                        hertz));
    }

    /**
     * CPUs that training beside a loop keeps to: those that a named profile has for training where the process may run on all of
     * them, else those that it may run on, in either case without the loop's.
     *
     * @param named the profile's, or none
     * @param allowed those that the process may run on; empty where the system does not tell
     * @param loopCpu that the loop is bound to; -1 for none
     * @return empty where nothing is to be changed, as where no CPU would be left
     */
    static Set<Integer> besideTheLoop(List<Integer> named, Set<Integer> allowed, int loopCpu) {
        boolean ofProfile = !named.isEmpty() && allowed.containsAll(named);
        if (!ofProfile && loopCpu < 0) {
            return Set.of();
        }
        Set<Integer> cpus = new TreeSet<>(ofProfile ? named : allowed);
        cpus.remove(loopCpu);
        return cpus;
    }

    static String text(Set<Integer> cpus) {
        String numbers = cpus.stream().map(String::valueOf).collect(Collectors.joining(", "));
        return (cpus.size() == 1 ? "CPU " : "CPUs ") + numbers;
    }
}
