package dev.antipode.core.jacobian;

import static org.assertj.core.api.Assertions.assertThat;

import dev.antipode.core.testing.ForkedJvm;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** JVMs of their own: the same bits for every vector width and without vectors, and nothing allocated. */
class ForkedJacobiansTest {
    private static final String SIZE = "80";

    @ParameterizedTest
    @ValueSource(ints = {128, 256, 512})
    void everyWidthGivesTheBitsOfScalarCodeAndAllocatesNothing(int bits) {
        ForkedJvm.Result simd = ForkedJvm.launch(JacobiansMain.class, bits, "SIMD", SIZE);
        // On x86 the JVM cannot compare two lanes, so that F64 stays scalar there; everything else must be SIMD code.
        assertThat(simd.value("scalar"))
                .satisfiesAnyOf(
                        none -> assertThat(none).isEqualTo("[]"),
                        wide -> assertThat(wide)
                                .doesNotContain("F32")
                                .contains("two lanes")
                                .matches(x -> bits == 128));
        assertThat(simd.value("allocated")).isEqualTo("0");
        ForkedJvm.Result scalar = ForkedJvm.run(JacobiansMain.class, List.of(), "SCALAR", SIZE);
        assertThat(scalar.value("allocated")).isEqualTo("0");
        assertThat(simd.value("hash")).isEqualTo(scalar.value("hash"));
    }

    /** By the limits in the options of profiles; by the JVM's own, three kernels stayed scalar in such a JVM. */
    @Test
    void trapsInWhatKernelsCallAreNotHeldAgainstKernels() {
        List<String> options = new ArrayList<>(ForkedJvm.AS_LAUNCHED);
        options.addAll(List.of(ForkedJvm.VECTOR_API, "-XX:MaxVectorSize=32"));
        ForkedJvm.Result result = ForkedJvm.run(LateTypesMain.class, options, "SIMD", SIZE);
        assertThat(result.value("scalar")).isEqualTo("[]");
        assertThat(result.value("allocated")).isEqualTo("0");
    }

    /** With C1 in the way the methods are small, and those that read a number for all lanes smaller still. */
    @Test
    void noOptionIsNeededForThat() {
        ForkedJvm.Result result = ForkedJvm.run(JacobiansMain.class, List.of(ForkedJvm.VECTOR_API), "SIMD", "50");
        assertThat(result.value("scalar")).isEqualTo("[]");
        assertThat(result.value("allocated")).isEqualTo("0");
    }
}
