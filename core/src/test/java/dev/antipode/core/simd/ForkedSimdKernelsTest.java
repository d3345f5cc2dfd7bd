package dev.antipode.core.simd;

import static org.assertj.core.api.Assertions.assertThat;

import dev.antipode.core.testing.ForkedJvm;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** JVMs of their own: one hash for every width and without vectors; nothing allocated once warm, with and without C1. */
class ForkedSimdKernelsTest {
    /** As the option files of devices have it, most of whose vectors are narrower than those of the machine at hand. */
    private static final List<String> DEVICE = List.of(
            "-XX:CompilationMode=high-only",
            "-XX:CompileCommand=quiet",
            "-XX:CompileCommand=CompileThresholdScaling,dev.antipode.core.simd.GeneratedSimd*::*,0.02",
            "-XX:CompileCommand=CompileThresholdScaling,jdk.incubator.vector.*::*,2.0",
            "-XX:CompileCommand=CompileThresholdScaling,jdk.internal.vm.vector.*::*,3.0",
            "-XX:CompileCommand=BackgroundCompilation,dev.antipode.core.kernel.GeneratedSimd*::*,false",
            "-XX:CompileCommand=BackgroundCompilation,dev.antipode.core.simd.GeneratedSimd*::*,false");

    @Test
    void everyWidthGivesTheBitsOfScalarCodeAndAllocatesNothing() {
        ForkedJvm.Result scalar = ForkedJvm.run(SimdKernelsMain.class, List.of("-XX:+UseSerialGC"), "SCALAR");
        assertThat(scalar.value("vectorized")).isEqualTo("false");
        assertThat(scalar.value("allocated")).isEqualTo("0");
        check(scalar, List.of("-XX:+TieredCompilation"));
        check(scalar, List.of("-XX:CompilationMode=high-only"));
        for (String width : List.of("-XX:MaxVectorSize=32", "-XX:MaxVectorSize=16")) {
            List<String> options = new ArrayList<>(DEVICE);
            options.add(width);
            check(scalar, options);
        }
    }

    private static void check(ForkedJvm.Result scalar, List<String> options) {
        List<String> all = new ArrayList<>(List.of(ForkedJvm.VECTOR_API, "-XX:+UseSerialGC"));
        all.addAll(options);
        ForkedJvm.Result simd = ForkedJvm.run(SimdKernelsMain.class, all, "AUTO");
        assertThat(simd.value("vectorized")).as(options + "\n" + simd.output()).isEqualTo("true");
        assertThat(simd.value("allocated")).as(options + "\n" + simd.output()).isEqualTo("0");
        assertThat(simd.value("hash")).as(options.toString()).isEqualTo(scalar.value("hash"));
    }
}
