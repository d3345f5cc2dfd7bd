package dev.antipode.core.simd;

import java.util.function.IntSupplier;
import jdk.incubator.vector.VectorShape;

/** Tells the one vector shape that every kernel of this JVM uses. Found by name, so that nothing else links to it. */
public final class VectorShapeOfJvm implements IntSupplier {
    /** Rows are aligned to 64 bytes and lanes padded to 16, so wider vectors than this would leave tails. */
    private static final int WIDEST_BITS = 512;

    /** For {@code Class.forName}. */
    public VectorShapeOfJvm() {}

    /** {@return the size of the preferred shape in bits, at most 512} */
    @Override
    public int getAsInt() {
        return Math.min(VectorShape.preferredShape().vectorBitSize(), WIDEST_BITS);
    }
}
