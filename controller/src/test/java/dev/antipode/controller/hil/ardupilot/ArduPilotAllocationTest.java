package dev.antipode.controller.hil.ardupilot;

import static org.assertj.core.api.Assertions.assertThat;

import dev.antipode.core.testing.ForkedJvm;
import org.junit.jupiter.api.Test;

/** In a JVM of its own: once warm, the physics allocate nothing, whatever arrives. */
class ArduPilotAllocationTest {
    @Test
    void theServerAllocatesNothing() {
        String output = ForkedJvm.launch(ArduPilotAllocationMain.class).output();
        assertThat(output).endsWith("quiet\n");
    }
}
