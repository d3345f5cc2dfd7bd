package dev.antipode.profiles;

import java.util.ArrayList;
import java.util.List;

/**
 * The options that {@code java} is started with: the same for all devices but for the heap, which follows from the memory.
 * A profile's own options come last, and one of the same kind takes the place of a derived one.
 */
final class JvmOptions {
    /**
     * The compiler's first tier gives up on large vector methods for good, so kernels are compiled by the second alone;
     * generated methods are known to be hot, so they are compiled early, and those of vectors at once. What only writes kernels, and what
     * they inline, is compiled by itself later than usual: it would keep the compilers from them. Two compilers are there from the
     * beginning: by itself the JVM starts the second one late or, on two processors, never. What they took, up to 80 MB for a quadrotor,
     * goes back to the system once a second.
     */
    private static final List<String> COMMON = List.of(
            "--add-modules=jdk.incubator.vector",
            "-XX:CompilationMode=high-only",
            "-XX:CICompilerCount=2",
            "-XX:-UseDynamicNumberOfCompilerThreads",
            "-XX:CompileCommand=quiet",
            "-XX:CompileCommand=CompileThresholdScaling,dev.antipode.core.kernel.GeneratedScalar*::*,0.1",
            "-XX:CompileCommand=CompileThresholdScaling,dev.antipode.core.kernel.GeneratedSimd*::*,0.02",
            "-XX:CompileCommand=CompileThresholdScaling,dev.antipode.core.simd.GeneratedSimd*::*,0.02",
            "-XX:CompileCommand=CompileThresholdScaling,jdk.incubator.vector.*::*,2.0",
            "-XX:CompileCommand=CompileThresholdScaling,jdk.internal.vm.vector.*::*,3.0",
            "-XX:CompileCommand=CompileThresholdScaling,jdk.internal.classfile.impl.*::*,10.0",
            "-XX:CompileCommand=BackgroundCompilation,dev.antipode.core.kernel.GeneratedSimd*::*,false",
            "-XX:CompileCommand=BackgroundCompilation,dev.antipode.core.simd.GeneratedSimd*::*,false",
            "-XX:+UseSerialGC",
            "-XX:TrimNativeHeapInterval=1000",
            "-XX:-UsePerfData");

    private JvmOptions() {}

    static List<String> of(DeviceProfile profile) {
        List<String> options = new ArrayList<>(COMMON);
        options.add("-Xms32m");
        options.add("-Xmx" + heapBytes(profile.system().ramBytes()) / Check.MIB + "m");
        for (String own : profile.ownJvmOptions()) {
            options.removeIf(derived -> kind(derived).equals(kind(own)));
            options.add(own);
        }
        return List.copyOf(options);
    }

    /** The most that the heap may grow to: a quarter of the memory, from 96 MiB, which a run needs, to 256 MiB. */
    static long heapBytes(long ramBytes) {
        return Math.clamp(ramBytes / 4, 96 * Check.MIB, 256 * Check.MIB) / Check.MIB * Check.MIB;
    }

    static void check(List<String> options) {
        for (String option : options) {
            if (!option.matches("-\\S+")) {
                throw new InvalidFact(
                        "jvmOptions",
                        "holds \"" + option
                                + "\" but each must start with - and hold no white space (write --key=value)");
            }
        }
    }

    /** What an option sets; two of one kind exclude each other. Compile commands add up. */
    private static String kind(String option) {
        if (option.startsWith("-XX:CompileCommand")) {
            return option;
        }
        if (option.startsWith("-XX:")) {
            String name = option.replaceFirst("-XX:[+-]?", "").replaceFirst("=.*", "");
            return name.matches("Use\\w*GC") ? "collector" : name;
        }
        return option.replaceFirst("(?<=^-(Xmx|Xms|Xss|Xmn))\\d.*", "");
    }
}
