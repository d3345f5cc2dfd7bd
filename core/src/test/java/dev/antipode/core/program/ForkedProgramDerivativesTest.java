package dev.antipode.core.program;

import static org.assertj.core.api.Assertions.assertThat;

import dev.antipode.core.testing.ForkedJvm;
import java.util.List;
import org.junit.jupiter.api.Test;

/** JVMs of their own: derivatives of programs and spectra have one hash for every width and without vectors, and allocate nothing. */
class ForkedProgramDerivativesTest {
    @Test
    void everyWidthGivesTheBitsOfScalarCodeAndAllocatesNothing() {
        ForkedJvm.Result scalar = ForkedJvm.run(ProgramDerivativesMain.class, List.of("-XX:+UseSerialGC"), "SCALAR");
        assertThat(scalar.value("allocated")).isEqualTo("0");
        assertThat(scalar.value("vectorized")).isEqualTo("0");
        for (int bits : new int[] {512, 256, 128}) {
            ForkedJvm.Result simd = ForkedJvm.launch(ProgramDerivativesMain.class, bits, "AUTO");
            // Not every kernel is compiled well in every JVM, and F64 cannot be at 128 bits on x86; but most in F32
            // are.
            int most = Integer.parseInt(simd.value("kernels"));
            assertThat(Integer.parseInt(simd.value("vectorized")))
                    .as(simd.output())
                    .isBetween(most / 2, most);
            assertThat(simd.value("hash")).as("%d bits", bits).isEqualTo(scalar.value("hash"));
            assertThat(simd.value("allocated")).as("%d bits", bits).isEqualTo("0");
        }
    }

    /** With C1 for scalar code, and C2 compiling what calls dense layers after their tiles: these must not be taken in. */
    @Test
    void trainingAllocatesNothingEither() {
        ForkedJvm.Result result = ForkedJvm.train(ProgramDerivativesMain.class, "AUTO");
        assertThat(result.value("scalar")).isEqualTo("[]");
        assertThat(result.value("allocated")).isEqualTo("0");
    }

    /** With C1 as well, which calls the methods of the Vector API that all kernels share from profiled code. */
    @Test
    void noOptionIsNeededForThat() {
        ForkedJvm.Result result = ForkedJvm.run(ProgramDerivativesMain.class, List.of(ForkedJvm.VECTOR_API), "AUTO");
        assertThat(result.value("scalar")).isEqualTo("[]");
        assertThat(result.value("allocated")).isEqualTo("0");
    }
}
