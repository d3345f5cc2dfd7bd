package dev.antipode.profiles;

import com.sun.management.HotSpotDiagnosticMXBean;
import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.util.Optional;

/**
 * What the running JVM says of the host. Empty where this JVM does not tell.
 *
 * @param architecture instruction set
 * @param processors CPUs that this process may use, container limits counted
 * @param memoryBytes memory that this process may use, container limits counted
 * @param vectorBits widest vector of any type of number that the compiler of this JVM emits, command-line options counted
 * @param fma whether the compiler emits fused multiply-add instructions
 */
record JvmFacts(
        Architecture architecture,
        int processors,
        long memoryBytes,
        Optional<Integer> vectorBits,
        Optional<Boolean> fma) {

    static JvmFacts ofThisJvm() {
        long memory = ManagementFactory.getOperatingSystemMXBean() instanceof OperatingSystemMXBean system
                ? system.getTotalMemorySize()
                : Runtime.getRuntime().maxMemory();
        return new JvmFacts(
                Architecture.ofPlatformName(System.getProperty("os.arch")),
                Runtime.getRuntime().availableProcessors(),
                memory,
                option("MaxVectorSize")
                        .map(bytes -> Integer.parseInt(bytes) * Byte.SIZE)
                        .map(JvmFacts::ofIntegersToo),
                option("UseFMA").map(Boolean::valueOf));
    }

    /** With AVX alone the compiler has 256 bits for floating-point numbers and 128 for integers. */
    private static int ofIntegersToo(int bits) {
        boolean avx2 = option("UseAVX").map(Integer::parseInt).orElse(2) >= 2;
        return avx2 ? bits : Math.min(bits, 128);
    }

    private static Optional<String> option(String name) {
        try {
            return Optional.ofNullable(ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class))
                    .map(hotspot -> hotspot.getVMOption(name).getValue());
        } catch (IllegalArgumentException e) {
            return Optional.empty(); // this JVM has no such option
        }
    }
}
