package dev.antipode.core.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.HotSpotDiagnosticMXBean;
import java.lang.management.ManagementFactory;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Says on which processor the portable tests of this JVM ran, and fails where that is not the one that the run is meant
 * to cover: a run under an emulator must not pass natively, nor one of SVE on NEON.
 */
@Tag("portable")
class PortableLegTest {
    @Test
    void theProcessorIsTheOneThatThisRunIsMeantToCover() {
        String architecture = System.getProperty("os.arch");
        int bits = SimdSupport.of(JvmFlags.ofThisJvm()).vectorBits();
        String leg = architecture + " " + bits + " " + instructions(architecture, bits);
        System.out.println("leg: " + leg);
        assertThat(leg).isEqualTo(System.getProperty("antipode.expectLeg", leg));
    }

    /** Which instructions the JVM's compiler generates, by its own flags, which exist for their architecture alone. */
    private static String instructions(String architecture, int bits) {
        if (bits == 0) {
            return "scalar";
        }
        if (architecture.equals("aarch64")) {
            return flag("UseSVE") > 0 ? "SVE" : "NEON";
        }
        return flag("UseAVX") > 0 ? "AVX" : "SSE";
    }

    private static int flag(String name) {
        return Integer.parseInt(ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class)
                .getVMOption(name)
                .getValue());
    }
}
