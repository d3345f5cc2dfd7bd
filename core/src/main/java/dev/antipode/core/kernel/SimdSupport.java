package dev.antipode.core.kernel;

import dev.antipode.core.memory.Precision;
import java.util.function.IntSupplier;

/**
 * Whether SIMD kernels are possible in this JVM.
 *
 * @param vectorBits the one vector shape of this JVM, or 0 where there is none
 * @param reason one sentence why not; empty where possible
 */
record SimdSupport(int vectorBits, String reason) {
    private static final String MODULE = "jdk.incubator.vector";
    private static final String SHAPE = "dev.antipode.core.simd.VectorShapeOfJvm";

    static SimdSupport of(JvmFlags flags) {
        var module = ModuleLayer.boot().findModule(MODULE);
        if (module.isEmpty()) {
            return no("The JVM was started without " + MODULE + "; add --add-modules " + MODULE + ".");
        }
        if (!flags.optimizingCompiler()) {
            return no(
                    "The JVM runs without its optimizing compiler C2; remove -Xint, -XX:TieredStopAtLevel and the like.");
        }
        KernelCompiler.class.getModule().addReads(module.get());
        try {
            int bits =
                    ((IntSupplier) Class.forName(SHAPE).getDeclaredConstructor().newInstance()).getAsInt();
            return bits >= 64 ? new SimdSupport(bits, "") : no("The processor's vectors have " + bits + " bits only.");
        } catch (ReflectiveOperationException | LinkageError e) {
            return no("The Vector API of this JVM cannot be used: " + e + ".");
        }
    }

    boolean possible() {
        return vectorBits > 0;
    }

    /** Why a kernel cannot have SIMD code though others can, or empty. */
    String reasonAgainst(Precision precision, KernelFacts facts) {
        boolean twoLanes = vectorBits == 2 * 8 * precision.bytes();
        if (twoLanes && SimdProvider.x86() && facts.masks()) {
            // C2 has no instruction for a mask of two lanes there: every comparison would allocate.
            return "The JVM cannot compare vectors of two lanes on this processor.";
        }
        return "";
    }

    private static SimdSupport no(String reason) {
        return new SimdSupport(0, reason);
    }
}
