package dev.antipode.profiles;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

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
     *
     * <p>C2 stops trusting profiles in a method after 100 traps or 200 compilations anew, its callees' among them, each as often as it
     * inlines them: one callee that once met a second type is enough for a kernel that inlines it sixty times, which then
     * allocates for good. So both limits are higher; for each place in a callee there is another one, of four traps.
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
            "-XX:PerMethodTrapLimit=1000",
            "-XX:PerMethodRecompilationCutoff=4000",
            "-XX:+UseSerialGC",
            "-XX:TrimNativeHeapInterval=1000",
            "-XX:-UsePerfData");

    /** The java command, without what makes it print something and end, or run another program. */
    private static final Pattern SETTING =
            Pattern.compile("-X(?!internalversion)\\S+|-D\\S+|-(ea|da|esa|dsa|enableassertions|disableassertions)\\S*"
                    + "|-(agentlib|agentpath|javaagent):\\S+|--enable-preview"
                    + "|--(add-(modules|exports|opens|reads)|enable-(native-access|final-field-mutation)|finalization"
                    + "|illegal-\\S+|limit-modules|sun-misc-unsafe-memory-access)=\\S+");

    private static final Pattern HEAP =
            Pattern.compile("(?:-Xm[sxn]|-XX:(?:MaxHeapSize|InitialHeapSize|MinHeapSize)=)(\\d{1,18})([kKmMgGtT]?)");

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

    /** Whether each is an option that sets something, and whether the heap that they ask for fits. */
    static void check(List<String> options, long ramBytes) {
        for (String option : options) {
            if (!option.matches("-\\S+")) {
                throw new InvalidFact(
                        "jvmOptions",
                        "holds \"" + option
                                + "\" but each must start with - and hold no white space (write --key=value)");
            }
            if (!SETTING.matcher(option).matches()) {
                throw new InvalidFact(
                        "jvmOptions",
                        "holds \"" + option
                                + "\", which sets nothing of the JVM; give options such as -XX:..., -Xmx..., -D... and"
                                + " --add-modules=...");
            }
            Matcher heap = HEAP.matcher(option);
            if (heap.matches() && bytes(heap) > ramBytes) {
                throw new InvalidFact(
                        "jvmOptions",
                        "holds \"" + option + "\", more than the memory of " + Quantity.BYTES.text(ramBytes));
            }
        }
    }

    private static double bytes(Matcher heap) {
        int power = "kmgt".indexOf(heap.group(2).toLowerCase(Locale.ROOT)) + 1;
        return Double.parseDouble(heap.group(1)) * Math.pow(1024, heap.group(2).isEmpty() ? 0 : power);
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
