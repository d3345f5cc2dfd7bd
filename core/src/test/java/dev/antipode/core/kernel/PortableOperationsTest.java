package dev.antipode.core.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.antipode.core.graph.Op;
import dev.antipode.core.memory.Precision;
import dev.antipode.core.testing.GoldenBits;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every operation, interpreted, compiled and on vectors: the golden bits. */
@Tag("portable")
class PortableOperationsTest {
    /** The launcher's options have generated code compiled after some 100 calls. */
    private static final int CALLS = 300;

    @ParameterizedTest
    @CsvSource({"F32,FUSED", "F32,UNFUSED", "F64,FUSED", "F64,UNFUSED"})
    void everyOperationOverHardNumbers(Precision precision, Arithmetic arithmetic) {
        try (EveryOperation all = new EveryOperation(precision, arithmetic)) {
            Kernel scalar = all.scalar();
            Map<Op, String> interpreted = all.hashes(scalar);
            all.exercise(scalar, CALLS);
            assertThat(all.hashes(scalar)).isEqualTo(interpreted);
            SimdSupport support = SimdSupport.of(JvmFlags.ofThisJvm());
            if (all.possible(support)) {
                Kernel simd = all.simd(support.vectorBits());
                AllocationMeter meter = AllocationMeter.ofThisJvm();
                long before = meter.bytes();
                all.exercise(simd, 1);
                long atFirst = meter.bytes() - before;
                all.exercise(simd, CALLS);
                before = meter.bytes();
                all.exercise(simd, 1);
                // Interpreted vectors are objects; compiled ones are registers, all but a few on a busy machine.
                assertThat(meter.bytes() - before).isLessThan(atFirst / 10);
                assertThat(all.hashes(simd)).isEqualTo(interpreted);
            }
            interpreted.forEach(
                    (op, hash) -> GoldenBits.check(getClass(), precision + " " + arithmetic + " " + op, hash));
        }
    }
}
