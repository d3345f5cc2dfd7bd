package dev.antipode.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.antipode.core.kernel.KernelMode;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Peers give our answers before they are timed; who is not here is said, with the way to get it. */
class PeersTest {
    private static final int ROUNDS = 1;

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final PrintStream out = new PrintStream(bytes, true, StandardCharsets.UTF_8);

    @TempDir
    Path empty;

    private List<PeerRow> rows() {
        return bytes.toString(StandardCharsets.UTF_8)
                .lines()
                .map(PeerRow::parse)
                .toList();
    }

    @Test
    void cComputesWhatWeCompute() throws Exception {
        assumeTrue(CLibrary.compilerPresent(), "gcc for x86-64 is not on the PATH");
        CPeer.measure(ROUNDS, KernelMode.SCALAR, out);
        assertThat(rows()).hasSize(20).allSatisfy(row -> {
            assertThat(PeerRow.parse(row.line())).isEqualTo(row);
            assertThat(row.ours()).isPositive();
            assertThat(row.theirs()).isPositive();
            assertThat(row.cells()).startsWith("| ").endsWith(" |");
        });
        // The peak of the processor, beside each of the two layers, has no answer to compare.
        assertThat(rows().stream().filter(row -> Double.isNaN(row.difference())))
                .hasSize(2)
                .allSatisfy(row -> assertThat(row.peer()).contains("multiply-adds"));
        assertThat(rows().stream().filter(row -> !Double.isNaN(row.difference())))
                .allSatisfy(row -> assertThat(row.difference()).isLessThan(1e-5));
    }

    @Test
    void ejmlComputesWhatWeCompute() {
        EjmlPeer.measure(ROUNDS, KernelMode.SCALAR, out);
        assertThat(rows())
                .hasSize(4)
                .allSatisfy(row -> assertThat(row.difference()).isLessThan(1e-5));
    }

    @Test
    void whoIsNotHereIsSaidWithARemedy() {
        assertThat(PeerTable.check(empty, List.of(Peer.DJL, Peer.MUJOCO), out)).isFalse();
        assertThat(bytes.toString(StandardCharsets.UTF_8).lines())
                .hasSize(2)
                .allMatch(line -> line.contains("missing") && line.contains("bench/compare fetch"));
        assertThat(CLibrary.MISSING).contains("apt-get install gcc");
        assertThatIllegalArgumentException().isThrownBy(() -> Peer.of("matlab")).withMessageContaining("mujoco");
    }
}
