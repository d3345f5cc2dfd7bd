package dev.antipode.core.simd;

import static org.assertj.core.api.Assertions.assertThat;

import dev.antipode.core.testing.ForkedJvm;
import java.util.List;
import org.junit.jupiter.api.Test;

/** JVMs of their own: one hash for every width and without vectors; nothing allocated once warm, with and without C1. */
class ForkedSimdKernelsTest {
    @Test
    void everyWidthGivesTheBitsOfScalarCodeAndAllocatesNothing() {
        ForkedJvm.Result scalar = ForkedJvm.run(SimdKernelsMain.class, List.of("-XX:+UseSerialGC"), "SCALAR");
        assertThat(scalar.value("vectorized")).isEqualTo("false");
        assertThat(scalar.value("allocated")).isEqualTo("0");
        for (String option : List.of(
                "-XX:+TieredCompilation",
                "-XX:CompilationMode=high-only",
                "-XX:MaxVectorSize=32",
                "-XX:MaxVectorSize=16")) {
            ForkedJvm.Result simd = ForkedJvm.run(
                    SimdKernelsMain.class, List.of(ForkedJvm.VECTOR_API, "-XX:+UseSerialGC", option), "AUTO");
            assertThat(simd.value("vectorized"))
                    .as(option + "\n" + simd.output())
                    .isEqualTo("true");
            assertThat(simd.value("allocated"))
                    .as(option + "\n" + simd.output())
                    .isEqualTo("0");
            assertThat(simd.value("hash")).as(option).isEqualTo(scalar.value("hash"));
        }
    }
}
