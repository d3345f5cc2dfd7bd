package dev.antipode.controller.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.antipode.core.memory.Precision;
import dev.antipode.core.program.Frame;
import java.lang.foreign.MemorySegment;
import org.junit.jupiter.api.Test;

class PerturbationsTest {
    private static final int COUNT = 1000;

    private static double[] perturbed(
            Precision precision, long seed, int generation, int pair, double scale, double[] theta) {
        Perturbations perturbations = Runs.perturbations(precision, seed);
        MemorySegment block = Memory.segment(perturbations.stagingBytes() + 2L * theta.length * precision.bytes());
        long from = perturbations.stagingBytes();
        long to = from + (long) theta.length * precision.bytes();
        Frame staging = perturbations.staging(block, 0, theta.length);
        for (int i = 0; i < theta.length; i++) {
            precision.set(block, from + (long) i * precision.bytes(), theta[i]);
        }
        perturbations.perturb(staging, generation, pair, scale, from, to, theta.length);
        double[] result = new double[theta.length];
        for (int i = 0; i < result.length; i++) {
            result[i] = precision.get(block, to + (long) i * precision.bytes());
        }
        return result;
    }

    @Test
    void fewParametersHaveTheNumbersOfMany() {
        double[] many = perturbed(Precision.F32, 1, 3, 7, 0.1, new double[COUNT]);
        for (int count : new int[] {1, 16, 17, 63, 64, 65}) {
            assertThat(perturbed(Precision.F32, 1, 3, 7, 0.1, new double[count]))
                    .containsExactly(java.util.Arrays.copyOf(many, count));
        }
    }

    @Test
    void pairsAreAntitheticToTheBit() {
        double[] plus = perturbed(Precision.F32, 1, 3, 7, 0.1, new double[COUNT]);
        double[] minus = perturbed(Precision.F32, 1, 3, 7, -0.1, new double[COUNT]);
        for (int i = 0; i < COUNT; i++) {
            assertThat(minus[i]).isEqualTo(-plus[i]);
        }
    }

    @Test
    void perturbationsAreCentredOnTheParameters() {
        double[] theta = new double[COUNT];
        java.util.Arrays.setAll(theta, i -> i);
        double[] moved = perturbed(Precision.F64, 1, 0, 0, 0.5, theta);
        double[] noise = perturbed(Precision.F64, 1, 0, 0, 1, new double[COUNT]);
        for (int i = 0; i < COUNT; i++) {
            assertThat(moved[i]).isCloseTo(theta[i] + 0.5 * noise[i], within(1e-12));
        }
    }

    @Test
    void perturbationsAreStandardNormal() {
        double[] noise = perturbed(Precision.F32, 9, 0, 0, 1, new double[100_000]);
        double mean = 0;
        double square = 0;
        double fourth = 0;
        int beyondTwo = 0;
        for (double e : noise) {
            mean += e / noise.length;
            square += e * e / noise.length;
            fourth += e * e * e * e / noise.length;
            beyondTwo += Math.abs(e) > 2 ? 1 : 0;
        }
        double error = 1 / Math.sqrt(noise.length);
        assertThat(mean).isCloseTo(0, within(5 * error));
        assertThat(square).isCloseTo(1, within(5 * Math.sqrt(2) * error));
        assertThat(fourth).isCloseTo(3, within(5 * Math.sqrt(96) * error));
        assertThat((double) beyondTwo / noise.length).isCloseTo(0.0455, within(5 * 0.21 * error));
    }

    /** A coordinate's number depends on seed, generation, pair and its index, and on nothing else. */
    @Test
    void streamsAreNamed() {
        double[] few = perturbed(Precision.F32, 1, 2, 3, 1, new double[10]);
        double[] many = perturbed(Precision.F32, 1, 2, 3, 1, new double[COUNT]);
        assertThat(java.util.Arrays.copyOf(many, 10)).isEqualTo(few);
        assertThat(many).doesNotHaveDuplicates();
        for (double[] other : new double[][] {
            perturbed(Precision.F32, 2, 2, 3, 1, new double[COUNT]),
            perturbed(Precision.F32, 1, 3, 3, 1, new double[COUNT]),
            perturbed(Precision.F32, 1, 2, 4, 1, new double[COUNT])
        }) {
            double dot = 0;
            for (int i = 0; i < COUNT; i++) {
                dot += other[i] * many[i] / COUNT;
            }
            assertThat(dot).isCloseTo(0, within(5 / Math.sqrt(COUNT)));
        }
    }
}
