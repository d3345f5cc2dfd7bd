package dev.antipode.controller.hil.train;

import static org.assertj.core.api.Assertions.assertThat;

import dev.antipode.core.testing.ForkedJvm;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** In a JVM of its own: once warm, an episode on the plant allocates nothing, whoever begins it and whatever ends it. */
class EpisodeAllocationTest {
    @ParameterizedTest
    @ValueSource(strings = {"asked", "awaited"})
    void anEpisodeAllocatesNothing(String beginning) {
        String output = ForkedJvm.train(EpisodeAllocationMain.class, beginning).output();
        assertThat(output).endsWith("quiet\n");
    }
}
