package dev.antipode.controller.hil.wire;

import static org.assertj.core.api.Assertions.assertThat;

import dev.antipode.controller.hil.LinkSignature.Clock;
import dev.antipode.core.testing.ForkedJvm;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** In a JVM of its own: once warm, neither side of a link allocates a byte, whatever happens to the frames. */
class WireAllocationTest {
    @ParameterizedTest
    @EnumSource(Clock.class)
    void neitherSideAllocatesOverDatagrams(Clock clock) {
        requireQuiet(clock, "udp");
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void neitherSideAllocatesOverASerialLine() {
        requireQuiet(Clock.LOCKSTEP, "serial");
    }

    private static void requireQuiet(Clock clock, String transport) {
        String output = ForkedJvm.launch(WireAllocationMain.class, clock.name(), transport)
                .output();
        assertThat(output).endsWith("quiet\n");
    }
}
