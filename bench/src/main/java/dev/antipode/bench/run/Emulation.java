package dev.antipode.bench.run;

import dev.antipode.profiles.DeviceProfile;
import java.util.ArrayList;
import java.util.List;

/**
 * What of a device can be reproduced on this host, as options of the measuring JVMs, and what cannot.
 *
 * @param profile the device
 * @param emulated whether it is another one than the host
 * @param jvmOptions options of the measuring JVMs, in order
 * @param notes sentences on what was reproduced and what was not
 */
record Emulation(DeviceProfile profile, boolean emulated, List<String> jvmOptions, List<String> notes) {
    private static final List<String> NEEDED = List.of("--enable-native-access=ALL-UNNAMED");

    /** The host as it is where the profile has the host's facts, whatever either is called; else an imitation. */
    static Emulation of(DeviceProfile profile, DeviceProfile host) {
        List<String> options = new ArrayList<>(profile.jvmOptions());
        if (named(profile, host).equals(host)) {
            options.addAll(NEEDED);
            options.addAll(settings(profile, host.workerThreads()));
            return new Emulation(profile, false, options, List.of());
        }
        if (profile.vectorBits() > host.vectorBits()) {
            throw new RequestException("profile '" + profile.id() + "' has vectors of " + profile.vectorBits()
                    + " bits, but this machine has " + host.vectorBits()
                    + "; take a profile with narrower vectors, or run on such a device");
        }
        if (profile.fma() && !host.fma()) {
            throw new RequestException("profile '" + profile.id()
                    + "' has fused multiply-add, but this machine has none; run on such a device");
        }
        List<String> reproduced = new ArrayList<>();
        // Options of another architecture are no reason to fail.
        options.addFirst("-XX:+IgnoreUnrecognizedVMOptions");
        options.addAll(NEEDED);
        options.add("-XX:MaxVectorSize=" + profile.vectorBits() / Byte.SIZE);
        reproduced.add("vectors of " + profile.vectorBits() + " bits");
        if (!profile.fma()) {
            options.add("-XX:-UseFMA");
            reproduced.add("multiply-then-add arithmetic");
        }
        int cores = Math.min(profile.cores(), host.workerThreads());
        options.add("-XX:ActiveProcessorCount=" + cores);
        reproduced.add(cores + " of its " + profile.cores() + " cores");
        reproduced.add("its heap, JVM options and memory budget");
        options.addAll(settings(profile, cores));
        List<String> notes = new ArrayList<>();
        notes.add("Reproduced: " + String.join(", ", reproduced) + ".");
        notes.add("Not reproduced: clock, caches and memory bandwidth"
                + (profile.architecture() == host.architecture()
                        ? "."
                        : ", and the instruction set: " + profile.architecture() + " is stood in for by "
                                + host.architecture() + "."));
        return new Emulation(profile, true, List.copyOf(options), notes);
    }

    /**
     * With the user's own options behind the others, where the last one of a kind wins.
     *
     * @param words options, with white space between them
     */
    Emulation with(String words) {
        if (words.isBlank()) {
            return this;
        }
        List<String> options = new ArrayList<>(jvmOptions);
        options.addAll(List.of(words.strip().split("\\s+")));
        List<String> said = new ArrayList<>(notes);
        if (emulated) {
            said.add("Options of the user's own may undo that: " + words.strip() + ".");
        }
        return new Emulation(profile, emulated, List.copyOf(options), List.copyOf(said));
    }

    /** The profile by the host's name and sources, so that only facts differ. */
    private static DeviceProfile named(DeviceProfile profile, DeviceProfile host) {
        return new DeviceProfile(
                profile.schema(),
                host.id(),
                host.name(),
                host.vendor(),
                host.kind(),
                profile.cpu(),
                profile.system(),
                profile.training(),
                profile.control(),
                profile.ownJvmOptions(),
                host.sources());
    }

    /** Read by {@code dev.antipode.bench.BenchSetting}. */
    private static List<String> settings(DeviceProfile profile, int cores) {
        return List.of(
                "-Dantipode.bench.arithmetic=" + (profile.fma() ? "fused" : "unfused"),
                "-Dantipode.bench.budgetBytes=" + profile.trainingBudgetBytes(),
                "-Dantipode.bench.threads=" + Math.min(profile.workerThreads(), cores),
                "-Dantipode.bench.lanesPerTile=" + profile.lanesPerTile());
    }
}
