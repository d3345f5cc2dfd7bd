package dev.antipode.core.simd;

import static org.assertj.core.api.Assertions.assertThat;

import dev.antipode.core.kernel.Arithmetic;
import dev.antipode.core.kernel.KernelCompiler;
import dev.antipode.core.kernel.KernelMode;
import dev.antipode.core.kernel.KernelOptions;
import dev.antipode.core.memory.Precision;
import dev.antipode.core.testing.BitHash;
import dev.antipode.core.testing.GoldenBits;
import dev.antipode.core.testing.SimdShare;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Dense layers, batched and single, from scalar code and from vectors: the golden bits. */
@Tag("portable")
class PortableDenseTest {
    private static final int STEPS = 6;

    @ParameterizedTest
    @CsvSource({"F32,FUSED", "F32,UNFUSED", "F64,FUSED"})
    void denseLayers(Precision precision, Arithmetic arithmetic) {
        RandomLayers scalar = new RandomLayers(precision, arithmetic);
        RandomLayers warm = new RandomLayers(precision, arithmetic);
        try (KernelCompiler compiler =
                new KernelCompiler(KernelOptions.forThisJvm(precision, arithmetic, KernelMode.AUTO))) {
            compiler.warm(warm.dense);
            compiler.warm(warm.random);
            compiler.startWarmUp();
            assertThat(compiler.awaitWarmUp(Duration.ofMinutes(4))).isTrue();
            SimdShare.print(compiler.report());
            String expected = hash(scalar);
            assertThat(hash(warm)).as(compiler.report().toString()).isEqualTo(expected);
            GoldenBits.check(getClass(), precision + " " + arithmetic, expected);
        }
    }

    private static String hash(RandomLayers layers) {
        BitHash hash = new BitHash();
        for (int step = 0; step < STEPS; step++) {
            layers.step();
        }
        for (int bits : layers.bits()) {
            hash.add((long) bits);
        }
        return hash.toString();
    }
}
