package dev.antipode.core.simd;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.ByteOrder;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorShape;
import jdk.incubator.vector.VectorSpecies;

/**
 * Loads and stores vectors of a native segment, so that the JVM has seen which kind of segment the Vector API's shared
 * methods meet before it compiles the first kernel. A kernel that was compiled after a few calls only, before those
 * methods had a profile, was four times slower for good, in about one JVM of five; in none after this.
 */
public final class SegmentAccess implements Runnable {
    private static final int TIMES = 2000;

    /** For {@code Class.forName}. */
    public SegmentAccess() {}

    @Override
    public void run() {
        int bits = new VectorShapeOfJvm().getAsInt();
        VectorSpecies<Float> species = VectorSpecies.of(float.class, VectorShape.forBitSize(bits));
        try (Arena arena = Arena.ofShared()) {
            MemorySegment memory = arena.allocate(2L * species.vectorByteSize(), species.vectorByteSize());
            for (int i = 0; i < TIMES; i++) {
                FloatVector.fromMemorySegment(species, memory, 0, ByteOrder.LITTLE_ENDIAN)
                        .add(1f)
                        .intoMemorySegment(memory, species.vectorByteSize(), ByteOrder.LITTLE_ENDIAN);
            }
        }
    }
}
