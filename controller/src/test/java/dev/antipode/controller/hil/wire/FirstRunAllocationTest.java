package dev.antipode.controller.hil.wire;

import static org.assertj.core.api.Assertions.assertThat;

import dev.antipode.core.testing.ForkedJvm;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * In a JVM of its own with the launcher's compiler: not only once warm, but from the first run on the loop allocates not one byte. What is
 * compiled in its course would: the JVM then makes the strings of the class.
 */
class FirstRunAllocationTest {
    @ParameterizedTest
    @CsvSource({"task, NANOSLEEP", "task, PARK", "udp, PARK"})
    void theFirstRunAllocatesNothing(String link, String wait) {
        String output = ForkedJvm.launch(FirstRunMain.class, link, wait).output();
        assertThat(output).endsWith("30000 ticks, 0 bytes\n");
    }
}
