package dev.antipode.controller.paper;

import static org.assertj.core.api.Assertions.assertThat;

import dev.antipode.core.testing.ForkedJvm;
import org.junit.jupiter.api.Test;

/** In a JVM of its own: once warm, updates of the networks allocate not one byte, and their memory is planned. */
class NetworkAllocationTest {
    @Test
    void updatesAllocateNothing() {
        String output = ForkedJvm.launch(NetworkAllocationMain.class).output();
        assertThat(output).contains("states of a sequence", "pictures", "scratch");
        assertThat(output.lines().filter(line -> line.contains("allocated=")))
                .hasSize(2 + EncoderGradient.values().length)
                .allSatisfy(line -> assertThat(line).endsWith(" allocated=0"));
    }
}
