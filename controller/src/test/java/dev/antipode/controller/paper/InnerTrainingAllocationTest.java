package dev.antipode.controller.paper;

import static org.assertj.core.api.Assertions.assertThat;

import dev.antipode.core.testing.ForkedJvm;
import org.junit.jupiter.api.Test;

/** In a JVM of its own: once warm, inner steps of a learned optimizer allocate not one byte, and their memory is planned. */
class InnerTrainingAllocationTest {
    @Test
    void stepsAllocateNothing() {
        String output = ForkedJvm.launch(InnerTrainingAllocationMain.class).output();
        assertThat(output).contains("inner task", "optimizer", "scratch").containsPattern("allocated=0\\b");
    }
}
