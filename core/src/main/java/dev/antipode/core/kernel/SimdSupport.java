package dev.antipode.core.kernel;

import dev.antipode.core.memory.Precision;
import java.util.function.IntSupplier;

/**
 * Whether SIMD kernels are possible in this JVM. The width of vectors is asked of the Vector API, whose classes take longer to load
 * than a run takes to begin, and so only when SIMD code is to be made.
 */
final class SimdSupport {
    private static final String SHAPE = "dev.antipode.core.simd.VectorShapeOfJvm";
    private static final int NARROWEST_BITS = 64;

    private String reason;
    private boolean asked;
    private int vectorBits;

    private SimdSupport(String reason) {
        this.reason = reason;
    }

    static SimdSupport none(String reason) {
        return new SimdSupport(reason);
    }

    static SimdSupport of(JvmFlags flags) {
        if (!VectorModule.available()) {
            return none("The JVM was started without " + VectorModule.NAME + "; add --add-modules " + VectorModule.NAME
                    + ".");
        }
        if (!flags.optimizingCompiler()) {
            return none(
                    "The JVM runs without its optimizing compiler C2; remove -Xint, -XX:TieredStopAtLevel and the like.");
        }
        return new SimdSupport("");
    }

    /** Whether there is a Vector API and what compiles it; whether vectors are wide enough only {@link #vectorBits} tells. */
    synchronized boolean possible() {
        return reason.isEmpty();
    }

    /** One sentence why not; empty where possible. */
    synchronized String reason() {
        return reason;
    }

    /** The one vector shape of this JVM, or 0 where there is none; then it is no longer {@link #possible}. */
    synchronized int vectorBits() {
        if (possible() && !asked) {
            asked = true;
            vectorBits = ask();
        }
        return vectorBits;
    }

    private int ask() {
        try {
            Module module = VectorModule.get().orElseThrow(() -> new ClassNotFoundException(VectorModule.NAME));
            SimdSupport.class.getModule().addReads(module);
            int bits =
                    ((IntSupplier) Class.forName(SHAPE).getDeclaredConstructor().newInstance()).getAsInt();
            if (bits >= NARROWEST_BITS) {
                return bits;
            }
            reason = "The processor's vectors have " + bits + " bits only.";
        } catch (ReflectiveOperationException | LinkageError e) {
            reason = "The Vector API of this JVM cannot be used: " + e + ".";
        }
        return 0;
    }

    /** Why a kernel cannot have SIMD code though others can, or empty. */
    String reasonAgainst(Precision precision, KernelFacts facts) {
        if (facts.masks() && SimdProvider.x86() && precision == Precision.F64 && twoLanes(precision)) {
            // C2 has no instruction for a mask of two lanes there: every comparison would allocate.
            return "The JVM cannot compare vectors of two lanes on this processor.";
        }
        return "";
    }

    private boolean twoLanes(Precision precision) {
        return vectorBits() == 2 * Byte.SIZE * precision.bytes();
    }
}
