package dev.antipode.controller.train;

import static org.assertj.core.api.Assertions.assertThat;

import dev.antipode.core.testing.ForkedJvm;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Ten generations in JVMs of their own, with vectors of 128, 256 and 512 bits and with none: the same bits. */
class TrainingBitsTest {
    private static final String HIGH_ONLY = "-XX:CompilationMode=high-only";

    @Test
    void vectorWidthsAndThreadsDoNotChangeABit() {
        // Without the incubator module: scalar kernels, every policy, precision and number of threads.
        String scalar =
                ForkedJvm.run(TrainingHashMain.class, List.of(HIGH_ONLY), "all").output();
        Set<String> expected = hashes(scalar);
        assertThat(scalar.lines().filter(line -> line.startsWith("hash"))).hasSize(3 * 2 * 3);
        assertThat(expected).as(scalar).hasSize(3 * 2);
        for (int bytes : new int[] {16, 32, 64}) {
            String simd = ForkedJvm.run(
                            TrainingHashMain.class,
                            List.of(HIGH_ONLY, ForkedJvm.VECTOR_API, "-XX:MaxVectorSize=" + bytes),
                            "some")
                    .output();
            assertThat(hashes(simd)).as(simd + scalar).hasSize(3).isSubsetOf(expected);
            assertThat(simd).contains("warm true");
        }
    }

    private static Set<String> hashes(String output) {
        return output.lines().filter(line -> line.startsWith("hash")).collect(Collectors.toCollection(TreeSet::new));
    }
}
