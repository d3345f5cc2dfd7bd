package dev.antipode.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is timed computes the same in C, by an instance and by a link: it says so itself, or times nothing. */
class FmuOverheadTest {
    @Test
    void measures(@TempDir Path folder) throws Throwable {
        assumeTrue(Compiler.missing().isEmpty(), "gcc for x86-64 is not on the PATH");
        assertThat(FmuOverheadFork.measure(1, FmuOverheadFork.fmu(folder)))
                .hasSize(3)
                .doesNotContain(0);
        assertThat(FmuOverheadFork.parse("1.5 2 3")).containsExactly(1.5, 2, 3);
    }
}
