package dev.antipode.core.random;

import static org.assertj.core.api.Assertions.assertThat;

import dev.antipode.core.kernel.Arithmetic;
import dev.antipode.core.kernel.CompiledKernel;
import dev.antipode.core.kernel.KernelCompiler;
import dev.antipode.core.kernel.KernelMode;
import dev.antipode.core.kernel.KernelOptions;
import dev.antipode.core.memory.Precision;
import dev.antipode.core.memory.Tile;
import dev.antipode.core.testing.BitHash;
import dev.antipode.core.testing.GoldenBits;
import dev.antipode.core.testing.SimdShare;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Random lanes, uniform and normal, from scalar code and from vectors: the golden bits. */
@Tag("portable")
class PortableRandomTest {
    private static final int LANES = 64;
    private static final int ROWS = 8;

    @ParameterizedTest
    @CsvSource({"F32,FUSED", "F64,UNFUSED"})
    void uniformAndNormalLanes(Precision precision, Arithmetic arithmetic) {
        int[] rows = {0, 1, 2, 3, 4, 5, 6, 7};
        StartingRandom uniform = RandomKernel.starting(precision);
        try (KernelCompiler compiler =
                new KernelCompiler(KernelOptions.forThisJvm(precision, arithmetic, KernelMode.AUTO))) {
            compiler.warm(uniform);
            CompiledKernel normal = compiler.compile("normal", Gaussian.graph(ROWS / 2), rows, rows);
            String scalar = hash(uniform, normal, precision);
            compiler.startWarmUp();
            assertThat(compiler.awaitWarmUp(Duration.ofMinutes(4))).isTrue();
            SimdShare.print(compiler.report());
            assertThat(hash(uniform, normal, precision))
                    .as(compiler.report().toString())
                    .isEqualTo(scalar);
            GoldenBits.check(getClass(), precision + " " + arithmetic, scalar);
        }
    }

    private static String hash(RandomKernel uniform, CompiledKernel normal, Precision precision) {
        BitHash hash = new BitHash();
        try (Arena arena = Arena.ofShared()) {
            LaneCounters counters = new LaneCounters(0, LANES);
            Tile tile = new Tile(LaneCounters.bytes(LANES), ROWS, LANES, precision);
            long first = LaneCounters.bytes(LANES);
            long end = first + tile.bytes();
            MemorySegment block = arena.allocate(end + normal.scratchBytes(), Tile.ALIGNMENT_BYTES);
            counters.setEpisodes(block, 40, 5);
            for (int step = 0; step < 60; step++) {
                uniform.uniform(
                        block,
                        first,
                        tile.rowStrideBytes(),
                        LANES,
                        ROWS,
                        0,
                        0xfedcba9876543210L,
                        Purpose.EXCITATION,
                        3,
                        4,
                        1,
                        2,
                        step);
                add(hash, block, first, end, precision);
                normal.run(block, first, tile.rowStrideBytes(), LANES, end);
                add(hash, block, first, end, precision);
            }
        }
        return hash.toString();
    }

    private static void add(BitHash hash, MemorySegment block, long first, long end, Precision precision) {
        for (long offset = first; offset < end; offset += precision.bytes()) {
            hash.add(precision.get(block, offset));
        }
    }
}
