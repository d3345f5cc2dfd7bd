package dev.antipode.core.random;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.antipode.core.kernel.Arithmetic;
import dev.antipode.core.kernel.CompiledKernel;
import dev.antipode.core.kernel.KernelCompiler;
import dev.antipode.core.kernel.KernelMode;
import dev.antipode.core.kernel.KernelOptions;
import dev.antipode.core.memory.Precision;
import dev.antipode.core.memory.Tile;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Moments and frequencies, each within five standard deviations of its estimator: one false alarm in a million. */
class RandomStatisticsTest {
    private static final int LANES = 256;
    private static final int COORDINATES = 64;
    private static final int STEPS = 40;
    private static final int SAMPLES = LANES * COORDINATES * STEPS;

    @ParameterizedTest
    @EnumSource
    void uniformsAreUniform(Precision precision) {
        double[] u = samples(precision, false);
        double[] deviations = Arrays.stream(u).map(x -> x - 0.5).toArray();
        assertThat(Arrays.stream(u).min().orElseThrow()).isPositive();
        assertThat(Arrays.stream(u).max().orElseThrow()).isLessThan(1);
        assertThat(moment(deviations, 1)).isCloseTo(0, within(5 * Math.sqrt(1 / 12.0 / SAMPLES)));
        // Var[d^2] = 1/80 - 1/144, Var[d^4] = 1/2304 - 1/6400.
        assertThat(moment(deviations, 2)).isCloseTo(1 / 12.0, within(5 * Math.sqrt(1 / 180.0 / SAMPLES)));
        assertThat(moment(deviations, 4))
                .isCloseTo(1 / 80.0, within(5 * Math.sqrt((1 / 2304.0 - 1 / 6400.0) / SAMPLES)));
        assertThat(chiSquare(u)).isCloseTo(1023, within(5 * Math.sqrt(2 * 1023)));
    }

    @ParameterizedTest
    @EnumSource
    void normalsAreNormal(Precision precision) {
        double[] n = samples(precision, true);
        assertThat(moment(n, 1)).isCloseTo(0, within(5 * Math.sqrt(1.0 / SAMPLES)));
        assertThat(moment(n, 2)).isCloseTo(1, within(5 * Math.sqrt(2.0 / SAMPLES)));
        assertThat(moment(n, 3)).isCloseTo(0, within(5 * Math.sqrt(15.0 / SAMPLES)));
        // E[n^4] = 3, E[n^8] = 105.
        assertThat(moment(n, 4)).isCloseTo(3, within(5 * Math.sqrt(96.0 / SAMPLES)));
        // P(|n| > 3) = 0.0026998, a tail that a wrong logarithm would show.
        double beyond = (double) Arrays.stream(n).filter(x -> Math.abs(x) > 3).count() / SAMPLES;
        assertThat(beyond).isCloseTo(0.0026998, within(5 * Math.sqrt(0.0027 / SAMPLES)));
    }

    /** Neighbouring coordinates, lanes and steps, and the two normals of one pair, are not correlated. */
    @ParameterizedTest
    @EnumSource
    void neighboursAreNotCorrelated(Precision precision) {
        double[] n = samples(precision, true);
        for (int distance : new int[] {1, 2, LANES, 2 * LANES, LANES * COORDINATES}) {
            double sum = 0;
            double squares = 0;
            int pairs = SAMPLES - distance;
            for (int i = 0; i < pairs; i++) {
                sum += n[i] * n[i + distance];
                squares += n[i] * n[i] * n[i + distance] * n[i + distance];
            }
            assertThat(sum / pairs).as("distance " + distance).isCloseTo(0, within(5 / Math.sqrt(pairs)));
            assertThat(squares / pairs).as("distance " + distance).isCloseTo(1, within(5 * Math.sqrt(8.0 / pairs)));
        }
    }

    @Test
    void gaussianGraphIsBoxAndMullersFormula() {
        double[] u = {0.25, 0.125, 1e-6, 0.6};
        double[] n = Gaussian.graph(2).evaluate(u);
        for (int i = 0; i < 4; i += 2) {
            double radius = Math.sqrt(-2 * Math.log(u[i]));
            assertThat(n[i]).isCloseTo(radius * Math.cos(2 * Math.PI * u[i + 1]), within(1e-14));
            assertThat(n[i + 1]).isCloseTo(radius * Math.sin(2 * Math.PI * u[i + 1]), within(1e-14));
        }
    }

    /** In memory order: lane within coordinate within step. */
    private static double[] samples(Precision precision, boolean normal) {
        long stride = Tile.rowStrideBytes(LANES, precision);
        long first = LaneCounters.bytes(LANES);
        double[] samples = new double[SAMPLES];
        int[] rows = IntStream.range(0, COORDINATES).toArray();
        var options = KernelOptions.forThisJvm(precision, Arithmetic.FUSED, KernelMode.SCALAR);
        try (Arena arena = Arena.ofConfined();
                KernelCompiler compiler = new KernelCompiler(options)) {
            CompiledKernel gauss = compiler.compile("gauss", Gaussian.graph(COORDINATES / 2), rows, rows);
            long scratch = first + COORDINATES * stride;
            MemorySegment block = arena.allocate(scratch + gauss.scratchBytes(), Tile.ALIGNMENT_BYTES);
            new LaneCounters(0, LANES).setEpisodes(block, 0, LANES);
            int i = 0;
            for (int step = 0; step < STEPS; step++) {
                RandomKernel.scalar(precision)
                        .uniform(block, first, stride, LANES, COORDINATES, 0, 1, Purpose.SELF_CHECK, 0, 0, 0, 0, step);
                if (normal) {
                    gauss.run(block, first, stride, LANES, scratch);
                }
                for (int row = 0; row < COORDINATES; row++) {
                    for (int lane = 0; lane < LANES; lane++) {
                        samples[i++] = precision.get(block, first + row * stride + (long) lane * precision.bytes());
                    }
                }
            }
        }
        return samples;
    }

    private static double moment(double[] samples, int order) {
        double sum = 0;
        for (double x : samples) {
            double power = x;
            for (int i = 1; i < order; i++) {
                power *= x;
            }
            sum += power;
        }
        return sum / samples.length;
    }

    private static double chiSquare(double[] uniforms) {
        long[] counts = new long[1024];
        for (double u : uniforms) {
            counts[(int) (u * counts.length)]++;
        }
        double expected = (double) uniforms.length / counts.length;
        double sum = 0;
        for (long count : counts) {
            sum += (count - expected) * (count - expected) / expected;
        }
        return sum;
    }
}
