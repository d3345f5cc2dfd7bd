package dev.antipode.core.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.antipode.core.graph.Graph;
import dev.antipode.core.memory.Precision;
import dev.antipode.core.memory.Tile;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A kernel that reads some inputs from a second tile gives what it gives with all of them in one. */
class SharedRowsTest {
    private static final int INPUTS = 8;
    private static final int OUTPUTS = 6;
    private static final int LANES = 48;

    @ParameterizedTest
    @CsvSource({"F32,false", "F32,true", "F64,false", "F64,true"})
    void secondTileIsReadLikeTheFirst(Precision precision, boolean broadcast) {
        for (int seed = 0; seed < 20; seed++) {
            Graph graph = RandomGraphs.make(seed, INPUTS, OUTPUTS, 40 + 20 * seed, RandomGraphs.EXACT::contains);
            int own = seed % INPUTS;
            check(graph, precision, broadcast, own, 400 + 300 * (seed % 5));
        }
    }

    private static void check(Graph graph, Precision precision, boolean broadcast, int own, int chunkBytecodes) {
        long stride = Tile.rowStrideBytes(LANES, precision);
        // The rows of the second tile in reverse, and of another stride where that is allowed.
        int[] sharedRows =
                IntStream.range(0, INPUTS - own).map(i -> INPUTS - own - 1 - i).toArray();
        SharedRows shared = new SharedRows(sharedRows, broadcast ? 64 : stride, broadcast);
        LoweredGraph lowered = Lowering.lower(graph, precision, Arithmetic.FUSED);
        int[] outputRows = IntStream.range(INPUTS, INPUTS + OUTPUTS).toArray();
        ChunkedProgram plain =
                ChunkedProgram.of("plain", lowered, IntStream.range(0, INPUTS).toArray(), outputRows, chunkBytecodes);
        ChunkedProgram sharing = ChunkedProgram.of(
                "sharing", lowered, IntStream.range(0, own).toArray(), outputRows, shared, chunkBytecodes);
        Kernel expected = KernelLoader.load("Scalar", new ScalarEmitter(precision), plain);
        Kernel scalar = KernelLoader.load("Scalar", new ScalarEmitter(precision), sharing);
        int bits = SimdSupport.of(JvmFlags.ofThisJvm()).vectorBits();
        Kernel simd = KernelLoader.load("Simd", new VectorEmitter(precision, bits, stride), sharing);

        try (Arena arena = Arena.ofShared()) {
            long tile = (INPUTS + OUTPUTS) * stride;
            long second = 3 * tile;
            long scratch = second + INPUTS * Math.max(stride, 64);
            MemorySegment block = arena.allocate(scratch + 64L * Math.max(plain.slots(), sharing.slots()) + 64, 64);
            SplittableRandom random = new SplittableRandom(1);
            for (int input = 0; input < INPUTS; input++) {
                for (int lane = 0; lane < LANES; lane++) {
                    double value = random.nextDouble(-2, 2);
                    if (input >= own) {
                        long row = second + sharedRows[input - own] * shared.rowStrideBytes();
                        if (!broadcast || lane == 0) {
                            precision.set(block, row + (broadcast ? 0 : (long) lane * precision.bytes()), value);
                        } else {
                            value = precision.get(block, row);
                        }
                    }
                    for (int copy = 0; copy < 3; copy++) {
                        precision.set(block, copy * tile + input * stride + (long) lane * precision.bytes(), value);
                    }
                }
            }
            expected.run(block, 0, stride, LANES, scratch);
            scalar.run(block, tile, stride, LANES, scratch, second);
            simd.run(block, 2 * tile, stride, LANES, scratch, second);
            for (long offset = INPUTS * stride; offset < tile; offset += precision.bytes()) {
                long wanted = bits(precision, block, offset);
                assertThat(bits(precision, block, tile + offset)).as("scalar").isEqualTo(wanted);
                assertThat(bits(precision, block, 2 * tile + offset)).as("simd").isEqualTo(wanted);
            }
        }
    }

    /** All NaNs are one. */
    private static long bits(Precision precision, MemorySegment block, long offset) {
        return Double.doubleToLongBits(precision.get(block, offset));
    }

    @Test
    void listingTellsTheTilesApart() {
        Graph graph = RandomGraphs.make(1, 2, 2, 10, RandomGraphs.EXACT::contains);
        try (KernelCompiler compiler =
                new KernelCompiler(KernelOptions.forThisJvm(Precision.F32, Arithmetic.FUSED, KernelMode.SCALAR))) {
            CompiledKernel kernel = compiler.compile(
                    "two tiles", graph, new int[] {0}, new int[] {1, 2}, 0, new SharedRows(new int[] {5}, 64, true));
            assertThat(kernel.source()).contains("row[0]").contains("shared[5]");
            assertThatThrownBy(() -> compiler.compile(
                            "too many",
                            graph,
                            new int[] {0},
                            new int[] {1, 2},
                            0,
                            new SharedRows(new int[3], 64, true)))
                    .hasMessageContaining("too many");
        }
        assertThatThrownBy(() -> new SharedRows(new int[0], 48, false)).hasMessageContaining("48 bytes");
        assertThatThrownBy(() -> new SharedRows(new int[] {-1}, 64, false)).hasMessageContaining("negative");
    }
}
