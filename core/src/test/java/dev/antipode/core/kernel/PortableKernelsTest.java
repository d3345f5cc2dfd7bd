package dev.antipode.core.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.HotSpotDiagnosticMXBean;
import dev.antipode.core.testing.PortableBits;
import java.lang.management.ManagementFactory;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Generated kernels as a run uses them, on the processor that this run is meant to cover: the bits of every other one. */
@Tag("portable")
class PortableKernelsTest {
    /** A prime number of bit patterns apart, so that all low digits occur. */
    private static final long STRIDE = 1_048_573;

    private static final int LANES = 1 << 12;
    private static final String ARCHITECTURE = System.getProperty("os.arch");

    /**
     * A run that means to cover one processor says so, and fails on another. SVE is told by the JVM's own flag, which is
     * 0 where it generates NEON, and which JVMs for x86 do not have.
     */
    @Test
    void theProcessorIsTheOneThatThisRunIsMeantToCover() {
        int bits = SimdSupport.of(JvmFlags.ofThisJvm()).vectorBits();
        assertThat(ARCHITECTURE).isEqualTo(System.getProperty("antipode.expectArchitecture", ARCHITECTURE));
        assertThat(bits).isEqualTo(Integer.getInteger("antipode.expectVectorBits", bits));
        String leg = ARCHITECTURE + " " + bits;
        if (ARCHITECTURE.equals("aarch64")) {
            String sve = ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class)
                    .getVMOption("UseSVE")
                    .getValue();
            assertThat(sve).isEqualTo(System.getProperty("antipode.expectSve", sve));
            leg += " SVE" + sve;
        }
        PortableBits.publish("leg", leg);
    }

    @Test
    void randomKernels() {
        List<CompiledKernel> kernels = RandomKernelsMain.warmKernels(KernelMode.AUTO, 60);
        PortableBits.publish("random kernels", Long.toHexString(RandomKernelsMain.hash(kernels)));
        assertThat(kernels.stream().filter(CompiledKernel::vectorized).count())
                .as("in F32 all, in F64 where vectors have more than two lanes or can compare them")
                .isGreaterThanOrEqualTo(2);
    }

    @ParameterizedTest
    @EnumSource
    void elementaryFunctions(ElementaryFunction function) {
        float[] points = new float[LANES];
        for (int i = 0; i < LANES; i++) {
            points[i] = Float.intBitsToFloat((int) (i * STRIDE));
        }
        for (Arithmetic arithmetic : Arithmetic.values()) {
            try (SweptKernel kernel = new SweptKernel(function, arithmetic, LANES)) {
                float[] results = kernel.run(points);
                double[] values = new double[LANES];
                for (int i = 0; i < LANES; i++) {
                    values[i] = results[i];
                    if (i % 16 == 0 && Math.abs(points[i]) < 80) {
                        assertThat(Ulps.f32(results[i], function.reference.of(points[i])))
                                .as("%s of %s", function, points[i])
                                .isLessThanOrEqualTo(function.ulps);
                    }
                }
                PortableBits.publish(function + " " + arithmetic, values);
            }
        }
    }
}
