package dev.antipode.sim;

import static org.assertj.core.api.Assertions.assertThat;

import dev.antipode.core.testing.ForkedJvm;
import java.util.List;
import org.junit.jupiter.api.Test;

/** In a JVM of its own: steps of rigid bodies and of disks, their derivatives and the response of packings allocate nothing. */
class EnginesAllocationTest {
    @Test
    void stepsAllocateNothing() {
        assertThat(ForkedJvm.run(EnginesMain.class, List.of("-XX:+UseSerialGC"), "60")
                        .value("allocated"))
                .isEqualTo("0");
    }
}
