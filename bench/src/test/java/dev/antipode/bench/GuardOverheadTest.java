package dev.antipode.bench;

import static org.assertj.core.api.Assertions.assertThat;

import dev.antipode.core.kernel.KernelMode;
import org.junit.jupiter.api.Test;

/** Guarded and unguarded updates do the same steps, or nothing is timed. */
class GuardOverheadTest {
    @Test
    void measures() throws InterruptedException {
        double[] found = GuardOverheadFork.measure(2, 1, KernelMode.SCALAR);
        assertThat(found).hasSize(4).doesNotContain(0);
        assertThat(found[3]).isGreaterThanOrEqualTo(16);
        assertThat(GuardOverheadFork.parse("0.1 0.2 0.3 16")).containsExactly(0.1, 0.2, 0.3, 16);
    }
}
