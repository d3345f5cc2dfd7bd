package dev.antipode.core.jacobian;

import static org.assertj.core.api.Assertions.assertThat;

import dev.antipode.core.testing.ForkedJvm;
import java.util.List;
import org.junit.jupiter.api.Test;

/** JVMs of their own: computations on fixed memory allocate nothing, and give the same bits however they are compiled. */
class JacobianAllocationTest {
    private static final String SERIAL = "-XX:+UseSerialGC";

    @Test
    void nothingIsAllocatedAndEveryCompilerGivesTheSameBits() {
        ForkedJvm.Result interpreted = ForkedJvm.run(JacobianMain.class, List.of(SERIAL, "-Xint"), "2");
        assertThat(interpreted.value("allocated")).isEqualTo("0");
        for (String option : List.of("-XX:CompilationMode=high-only", "-XX:TieredStopAtLevel=1")) {
            ForkedJvm.Result compiled = ForkedJvm.run(JacobianMain.class, List.of(SERIAL, option), "12");
            assertThat(compiled.value("allocated"))
                    .as(option + "\n" + compiled.output())
                    .isEqualTo("0");
            assertThat(compiled.value("hash")).as(option).isEqualTo(interpreted.value("hash"));
        }
    }

    /** What an object says that it needs is what its construction takes, but for headers of a few dozen arrays. */
    @Test
    void sizesAreKnownBeforehand() {
        ForkedJvm.Result run = ForkedJvm.run(JacobianMain.class, List.of(SERIAL), "0");
        List<String[]> sizes = run.output()
                .lines()
                .filter(line -> line.startsWith("size="))
                .map(line -> line.substring("size=".length()).split(" "))
                .toList();
        assertThat(sizes).hasSize(10);
        for (String[] size : sizes) {
            long allocated = Long.parseLong(size[1]);
            long said = Long.parseLong(size[2]);
            assertThat(allocated).as(String.join(" ", size)).isBetween(said, said + 4096);
        }
    }
}
