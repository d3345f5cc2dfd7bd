package dev.antipode.core.jacobian;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.ByteOrder;
import java.util.concurrent.TimeUnit;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;

/**
 * {@link JacobiansMain} where the JVM has compiled the method that all loads share before it met a vector of another type: every
 * kernel that inlines it takes over its traps.
 */
final class LateTypesMain {
    private static final int COMPILED_AFTER = 16_000;
    private static final int TRAPPED_AFTER = 400;

    private LateTypesMain() {}

    /** @param arguments those of {@link JacobiansMain} */
    public static void main(String... arguments) throws InterruptedException {
        int lanes = 0;
        try (Arena arena = Arena.ofShared()) {
            MemorySegment memory = arena.allocate(FloatVector.SPECIES_PREFERRED.vectorByteSize());
            for (int i = 0; i < COMPILED_AFTER; i++) {
                lanes += FloatVector.fromMemorySegment(
                                FloatVector.SPECIES_PREFERRED, memory, 0, ByteOrder.nativeOrder())
                        .length();
            }
            TimeUnit.SECONDS.sleep(2);
            for (int i = 0; i < TRAPPED_AFTER; i++) {
                lanes += IntVector.fromMemorySegment(IntVector.SPECIES_PREFERRED, memory, 0, ByteOrder.nativeOrder())
                        .length();
            }
        }
        System.out.println("loaded=" + lanes);
        JacobiansMain.main(arguments);
    }
}
