package dev.antipode.core.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.antipode.core.graph.Op;
import dev.antipode.core.memory.Precision;
import dev.antipode.core.testing.GoldenBits;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every operation, interpreted, compiled and on vectors: the golden bits. */
@Tag("portable")
class PortableOperationsTest {
    @ParameterizedTest
    @CsvSource({"F32,FUSED", "F32,UNFUSED", "F64,FUSED", "F64,UNFUSED"})
    void everyOperationOverHardNumbers(Precision precision, Arithmetic arithmetic) {
        try (KernelCompiler compiler =
                        new KernelCompiler(KernelOptions.forThisJvm(precision, arithmetic, KernelMode.AUTO));
                EveryOperation all = new EveryOperation(compiler)) {
            Map<Op, String> first = all.hashes(all.kernel().scalar());
            compiler.startWarmUp();
            assertThat(compiler.awaitWarmUp(Duration.ofMinutes(4))).isTrue();
            assertThat(all.hashes(all.kernel()))
                    .as(compiler.report().toString())
                    .isEqualTo(first);
            assertThat(all.hashes(all.kernel().scalar())).isEqualTo(first);
            SimdSupport support = SimdSupport.of(JvmFlags.ofThisJvm());
            assertThat(all.kernel().vectorized())
                    .as(compiler.report().toString())
                    .isEqualTo(support.possible()
                            && support.reasonAgainst(precision, all.kernel().facts()).isEmpty());
            first.forEach((op, hash) ->
                    GoldenBits.check(getClass(), precision + " " + arithmetic + " " + op, hash));
        }
    }
}
