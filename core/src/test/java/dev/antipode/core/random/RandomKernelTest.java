package dev.antipode.core.random;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.antipode.core.memory.Precision;
import dev.antipode.core.memory.Tile;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class RandomKernelTest {
    private static final long SEED = 0xfedcba9876543210L;

    @ParameterizedTest
    @EnumSource
    void everyDrawIsTheDocumentedFunctionOfKeyAndCounter(Precision precision) {
        int lanes = 16;
        try (Arena arena = Arena.ofConfined()) {
            Rows rows = new Rows(arena, precision, lanes, 7);
            for (int lane = 0; lane < lanes; lane++) {
                rows.counters.set(rows.block, lane, lane, 2 * lane, 3 * lane, 5 * lane);
            }
            RandomKernel.scalar(precision)
                    .uniform(
                            rows.block,
                            rows.first,
                            rows.stride,
                            lanes,
                            7,
                            0,
                            SEED,
                            Purpose.EXCITATION,
                            9,
                            12,
                            100,
                            1000,
                            10000);
            int[] words = new int[4];
            for (int lane = 0; lane < lanes; lane++) {
                for (int row = 0; row < 7; row++) {
                    int block = (12 + row) / 4 + lane;
                    Threefry.block(
                            block,
                            100 + 2 * lane,
                            1000 + 3 * lane,
                            10000 + 5 * lane,
                            0x76543210,
                            0xfedcba98,
                            Purpose.EXCITATION.id(),
                            9,
                            words);
                    double word = Integer.toUnsignedLong(words[row % 4]);
                    double expected = precision == Precision.F64
                            ? (word + 0.5) / 4294967296.0
                            : (Math.floor(word / 512) + 0.5) / 8388608.0;
                    assertThat(rows.get(row, lane)).isEqualTo(expected);
                }
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void simdGivesTheBitsOfScalarForEveryLaneAndRowCount(Precision precision) {
        RandomKernel simd = RandomKernel.simd(precision).orElseThrow();
        for (int lanes : new int[] {16, 32, 48, 80, 256}) {
            for (int count = 0; count <= 9; count++) {
                try (Arena arena = Arena.ofShared()) {
                    Rows one = new Rows(arena, precision, lanes, 10);
                    Rows other = new Rows(arena, precision, lanes, 10);
                    fill(RandomKernel.scalar(precision), one, lanes, count);
                    fill(simd, other, lanes, count);
                    assertThat(one.block.mismatch(other.block))
                            .as(lanes + " lanes, " + count + " rows")
                            .isEqualTo(-1);
                    // Rows that were not asked for are left alone.
                    assertThat(other.get(count, 0)).isEqualTo(0);
                }
            }
        }
    }

    private static void fill(RandomKernel kernel, Rows rows, int lanes, int count) {
        rows.counters.setEpisodes(rows.block, 40, 5);
        kernel.uniform(rows.block, rows.first, rows.stride, lanes, count, 0, SEED, Purpose.EXCITATION, -3, 4, 1, 2, 3);
    }

    @Test
    void bothPrecisionsSeeNearlyTheSameDraws() {
        try (Arena arena = Arena.ofConfined()) {
            Rows single = new Rows(arena, Precision.F32, 64, 64);
            Rows twice = new Rows(arena, Precision.F64, 64, 64);
            fill(RandomKernel.scalar(Precision.F32), single, 64, 64);
            fill(RandomKernel.scalar(Precision.F64), twice, 64, 64);
            for (int row = 0; row < 64; row++) {
                for (int lane = 0; lane < 64; lane++) {
                    assertThat(single.get(row, lane)).isCloseTo(twice.get(row, lane), within(0x1p-24));
                }
            }
        }
    }

    @Test
    void lanesOfTheSameEpisodeAreTheSameAndOthersAreNot() {
        try (Arena arena = Arena.ofConfined()) {
            Rows rows = new Rows(arena, Precision.F64, 16, 4);
            rows.counters.setEpisodes(rows.block, 3, 4);
            RandomKernel.scalar(Precision.F64)
                    .uniform(rows.block, rows.first, rows.stride, 16, 4, 0, 1, Purpose.EXCITATION, 0, 0, 0, 0, 0);
            for (int lane = 0; lane < 16; lane++) {
                for (int other = 0; other < lane; other++) {
                    assertThat(rows.get(0, lane) == rows.get(0, other)).isEqualTo(lane % 4 == other % 4);
                }
            }
        }
    }

    /** A parameter vector's perturbation is the same, whether coordinates lie along the rows or along the lanes. */
    @Test
    void coordinatesMayLieAlongLanes() {
        try (Arena arena = Arena.ofConfined()) {
            Rows along = new Rows(arena, Precision.F32, 16, 4);
            Rows down = new Rows(arena, Precision.F32, 16, 64);
            RandomKernel kernel = RandomKernel.scalar(Precision.F32);
            along.counters.setCoordinates(along.block);
            kernel.uniform(along.block, along.first, along.stride, 16, 4, 0, 1, Purpose.PERTURBATION, 5, 8, 77, 0, 0);
            kernel.uniform(down.block, down.first, down.stride, 16, 64, 0, 1, Purpose.PERTURBATION, 5, 8, 77, 0, 0);
            for (int coordinate = 0; coordinate < 64; coordinate++) {
                assertThat(along.get(coordinate % 4, coordinate / 4)).isEqualTo(down.get(coordinate, 3));
            }
        }
    }

    @Test
    void refusesCountersThatDoNotFitATile() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new LaneCounters(8, 16))
                .withMessageContaining("8");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new LaneCounters(0, 20))
                .withMessageContaining("20");
    }

    /** Lane counters at 0 and zeroed rows after them. */
    private static final class Rows {
        final MemorySegment block;
        final LaneCounters counters;
        final long first;
        final long stride;
        private final Precision precision;

        Rows(Arena arena, Precision precision, int lanes, int rows) {
            this.precision = precision;
            counters = new LaneCounters(0, lanes);
            first = LaneCounters.bytes(lanes);
            stride = Tile.rowStrideBytes(lanes, precision);
            block = arena.allocate(first + rows * stride, Tile.ALIGNMENT_BYTES);
        }

        double get(int row, int lane) {
            return precision.get(block, first + row * stride + (long) lane * precision.bytes());
        }
    }
}
