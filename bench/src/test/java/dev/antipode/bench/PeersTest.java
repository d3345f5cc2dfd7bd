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
import java.util.Optional;
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
        assumeTrue(Compiler.missing().isEmpty(), "gcc for x86-64 is not on the PATH");
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
        assertThatIllegalArgumentException().isThrownBy(() -> Peer.of("matlab")).withMessageContaining("mujoco");
    }

    @Test
    void aPeerThatFailsKeepsItsRowsAndLeavesTheOthersTheirTurn() throws InterruptedException {
        PeerRow row = new PeerRow("dense layer", "a peer", "ns", 1, 2, 0.5, 0);
        ByteArrayOutputStream errors = new ByteArrayOutputStream();
        PrintStream err = new PrintStream(errors, true, StandardCharsets.UTF_8);
        PeerRun failed = PeerRun.of(new MeasuringJvm.End(
                "PeerFork", List.of("a library's words", row.line(), PeerFork.FAILED + "no such header"), 1, ""));
        PeerRun.Measuring measuring = peer -> peer == Peer.EJML ? failed : new PeerRun(List.of(row), Optional.empty());
        List<Peer> peers = List.of(Peer.EJML, Peer.HIPPARCHUS);
        assertThat(PeerTable.measure(empty, peers, true, out, err, measuring)).isFalse();
        assertThat(bytes.toString(StandardCharsets.UTF_8).lines())
                .hasSize(4)
                .filteredOn(row.cells()::equals)
                .hasSize(2);
        assertThat(errors.toString(StandardCharsets.UTF_8))
                .startsWith("bench/compare: ejml")
                .endsWith("failed: no such header\n");
        assertThat(PeerTable.measure(empty, List.of(Peer.HIPPARCHUS), true, out, err, measuring))
                .isTrue();
    }

    @Test
    void aMissingPeerMattersWhereItWasNamed() throws InterruptedException {
        PeerRow row = new PeerRow("dense layer", "a peer", "ns", 1, 2, 0.5, 0);
        PeerRun.Measuring measuring = _ -> new PeerRun(List.of(row), Optional.empty());
        List<Peer> peers = List.of(Peer.MUJOCO, Peer.EJML);
        assertThat(PeerTable.measure(empty, peers, true, out, out, measuring)).isFalse();
        assertThat(PeerTable.measure(empty, peers, false, out, out, measuring)).isTrue();
    }

    @Test
    void aMeasuringJvmThatDiesWithoutAWordIsToldByItsCode() {
        assertThat(PeerRun.of(new MeasuringJvm.End("PeerFork", List.of(), 134, ""))
                        .failure())
                .hasValue("the measuring JVM of PeerFork ended with exit code 134");
        assertThat(PeerFork.sentence(new IllegalStateException())).isEqualTo("IllegalStateException");
        assertThat(PeerFork.sentence(new IllegalStateException("one\n  two\n"))).isEqualTo("one two");
    }
}
