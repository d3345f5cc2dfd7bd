package dev.antipode.controller.imitate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.antipode.core.testing.ForkedJvm;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** In a JVM of its own: once warm, 40 rounds in a row, each with episodes and updates, allocate not one byte. */
class ImitationAllocationTest {
    @ParameterizedTest
    @ValueSource(strings = {"linear", "gru:4"})
    void roundsAllocateNothing(String policy) {
        String output = ForkedJvm.train(ImitationAllocationMain.class, policy).output();
        assertThat(output).contains("quiet after round");
    }
}
