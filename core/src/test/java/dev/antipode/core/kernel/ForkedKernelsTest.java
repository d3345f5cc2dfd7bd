package dev.antipode.core.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.antipode.core.testing.ForkedJvm;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** JVMs of their own: the same bits for every vector width and without vectors, and no allocation once warm. */
class ForkedKernelsTest {
    @ParameterizedTest
    @ValueSource(ints = {128, 256, 512})
    void everyWidthGivesTheBitsOfScalarCode(int bits) {
        ForkedJvm.Result simd = ForkedJvm.launch(RandomKernelsMain.class, bits, "SIMD", "120");
        assumeTrue(
                simd.value("bits").equals("" + bits), () -> "not run: this host has no vectors of " + bits + " bits");
        // On x86 the JVM cannot compare two lanes, so that F64 stays scalar there; everything else must be SIMD code.
        assertThat(simd.value("scalar"))
                .satisfiesAnyOf(
                        none -> assertThat(none).isEqualTo("[]"),
                        wide -> assertThat(wide)
                                .doesNotContain("F32")
                                .contains("two lanes")
                                .matches(x -> bits == 128));
        ForkedJvm.Result scalar = ForkedJvm.run(RandomKernelsMain.class, List.of(), "SCALAR", "120");
        assertThat(simd.value("hash")).isEqualTo(scalar.value("hash"));
    }

    @Test
    void bothPrecisionsCoexistWithoutAllocation() {
        ForkedJvm.Result result = ForkedJvm.launch(RandomKernelsMain.class, "SIMD", "300");
        assertThat(result.value("scalar")).isEqualTo("[]");
        assertThat(result.value("allocated")).isEqualTo("0");
    }

    /** Of three compilers one is C1, which is for scalar code alone; nothing is said of an incubator module, which comes later. */
    @Test
    void trainingDividesTheCompilers() {
        ForkedJvm.Result result = ForkedJvm.train(RandomKernelsMain.class, "SIMD", "120");
        assertThat(result.value("scalar")).isEqualTo("[]");
        assertThat(result.value("allocated")).isEqualTo("0");
        assertThat(result.value("compilers")).isEqualTo("quickStart=true quickCompiler=false awaited=2");
        assertThat(result.errors()).isEmpty();
    }

    @Test
    void otherCommandsHaveTheOptimizingCompilerAlone() {
        ForkedJvm.Result result = ForkedJvm.launch(RandomKernelsMain.class, "SIMD", "20");
        assertThat(result.value("compilers")).isEqualTo("quickStart=false quickCompiler=false awaited=2");
        assertThat(result.errors()).isEmpty();
    }

    @Test
    void noVectorsAreAddedWhereThatIsAskedFor() {
        List<String> options = new ArrayList<>(ForkedJvm.AS_LAUNCHED);
        options.add("-D" + VectorModule.PROPERTY + "=none");
        ForkedJvm.Result result = ForkedJvm.run(RandomKernelsMain.class, options, "AUTO", "20");
        assertThat(result.value("bits")).isEqualTo("0");
        assertThat(result.value("allocated")).isEqualTo("0");
    }

    @Test
    void theDefaultsOfTheJvmDivideNothing() {
        ForkedJvm.Result result = ForkedJvm.run(RandomKernelsMain.class, List.of(ForkedJvm.VECTOR_API), "AUTO", "1");
        assertThat(result.value("compilers")).isEqualTo("quickStart=false quickCompiler=true awaited=0");
    }

    @Test
    void noOptionIsNeededForThat() {
        ForkedJvm.Result result = ForkedJvm.run(RandomKernelsMain.class, List.of(ForkedJvm.VECTOR_API), "SIMD", "100");
        assertThat(result.value("scalar")).isEqualTo("[]");
        assertThat(result.value("allocated")).isEqualTo("0");
    }

    @Test
    void withoutTheIncubatorModuleKernelsAreScalarAndSayWhy() {
        ForkedJvm.Result result = ForkedJvm.run(RandomKernelsMain.class, List.of(), "AUTO", "50");
        assertThat(result.value("bits")).isEqualTo("0");
        assertThat(result.value("allocated")).isEqualTo("0");
        assertThat(result.errors()).isEmpty();
    }
}
