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
        for (int bits : new int[] {512, 256, 128}) {
            String option = "-XX:MaxVectorSize=" + bits / 8;
            ForkedJvm.Result simd = ForkedJvm.run(
                    ProgramDerivativesMain.class,
                    List.of(ForkedJvm.VECTOR_API, "-XX:+UseSerialGC", "-XX:CompilationMode=high-only", option),
                    "AUTO");
            // On x86 the JVM cannot compare two lanes, so that some F64 kernels stay scalar there.
            assertThat(simd.value("scalar"))
                    .as(option)
                    .satisfiesAnyOf(
                            none -> assertThat(none).isEqualTo("[]"),
                            narrow -> assertThat(narrow).contains("two lanes").doesNotContain("F32"));
            assertThat(simd.value("hash")).as(option).isEqualTo(scalar.value("hash"));
            assertThat(simd.value("allocated")).as(option).isEqualTo("0");
        }
    }
}
