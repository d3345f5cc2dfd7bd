package dev.antipode.sim;

import static org.assertj.core.api.Assertions.assertThat;

import dev.antipode.core.kernel.Arithmetic;
import dev.antipode.core.kernel.KernelMode;
import dev.antipode.core.memory.Precision;
import dev.antipode.core.program.Engine;
import dev.antipode.core.testing.BitHash;
import dev.antipode.core.testing.GoldenBits;
import dev.antipode.core.testing.SimdShare;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Lyapunov spectra, on scalar kernels and on warm ones: the golden bits, chaotic though the plants are. */
@Tag("portable")
class PortableSpectrumTest {
    private static final Registry REGISTRY = Registry.load(PortableSpectrumTest.class.getClassLoader());
    private static final double[][] BOX = {{-5, 5}, {-5, 5}, {20, 30}};

    @ParameterizedTest
    @CsvSource({"F32,FUSED", "F64,UNFUSED"})
    void lorenzFlow(Precision precision, Arithmetic arithmetic) {
        String scalar = hash(precision, arithmetic, KernelMode.SCALAR);
        assertThat(hash(precision, arithmetic, KernelMode.AUTO)).isEqualTo(scalar);
        GoldenBits.check(getClass(), "lorenz " + precision + " " + arithmetic, scalar);
    }

    private static String hash(Precision precision, Arithmetic arithmetic, KernelMode mode) {
        try (Engine engine = new Engine(precision, arithmetic, mode)) {
            engine.startWarmUp();
            Spectrum spectrum = Spectrum.of(
                    REGISTRY.plant("lorenz"),
                    Map.of(),
                    Integrator.RK4,
                    0.01,
                    16 * 8,
                    BOX,
                    engine,
                    () -> assertThat(engine.awaitWarmUp(Duration.ofMinutes(4))).isTrue());
            if (mode == KernelMode.AUTO) {
                SimdShare.print(engine.report());
            }
            return new BitHash()
                    .add(spectrum.exponents())
                    .add(spectrum.errors())
                    .toString();
        }
    }
}
