package dev.antipode.controller.loop;

import static org.assertj.core.api.Assertions.assertThat;

import dev.antipode.core.testing.ForkedJvm;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** In a JVM of its own: once warm, the loop with recorder, excitation, guard, fallback and new parameters allocates not one byte. */
class LoopAllocationTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = ' ',
            value = {"mlp:64,64 SPIN", "gru:8 PARK", "linear NANOSLEEP"})
    void theLoopAllocatesNothing(String policy, String wait) {
        String output = ForkedJvm.launch(LoopAllocationMain.class, policy, wait).output();
        assertThat(output).endsWith("quiet\n");
    }
}
