package dev.antipode.core.jacobian;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.antipode.core.linear.Vectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class RandomDirectionsTest {
    private static final int SAMPLES = 60_000;

    private static Sampling sampling(DirectionKind kind, int samples, int length, long seed) {
        return kind == DirectionKind.ORTHOGONAL
                ? Sampling.orthogonal(samples / length, length, seed)
                : new Sampling(kind, samples, 1, seed);
    }

    /** The mean of v v^T is the unit matrix, within five standard deviations of each entry. */
    @ParameterizedTest
    @EnumSource
    void everyKindIsIsotropic(DirectionKind kind) {
        int n = 5;
        Directions directions = new Directions(n, sampling(kind, SAMPLES, n, 3));
        double[] sum = new double[n * n];
        double[] mean = new double[n];
        double[] v = new double[n];
        for (int sample = 0; sample < SAMPLES; sample++) {
            directions.fill(sample, v, 0);
            for (int i = 0; i < n; i++) {
                mean[i] += v[i] / SAMPLES;
                for (int j = 0; j < n; j++) {
                    sum[i * n + j] += v[i] * v[j] / SAMPLES;
                }
            }
        }
        // The variance of v_i v_j is at most 2, that of normal directions on the diagonal.
        double error = 5 * Math.sqrt(2.0 / SAMPLES);
        for (int i = 0; i < n; i++) {
            assertThat(mean[i]).isCloseTo(0, within(error));
            for (int j = 0; j < n; j++) {
                assertThat(sum[i * n + j]).as(i + " " + j).isCloseTo(i == j ? 1 : 0, within(error));
            }
        }
    }

    /**
     * The second moment of a forward gradient (g . v) v is n |g|^2 for random signs and (n + 2) |g|^2 for normals (paper
     * notes, section 5.10), whatever g is.
     */
    @Test
    void secondMomentsOfForwardGradients() {
        int n = 10;
        double[] g = {1, -2, 0.5, 3, -0.1, 0.7, 2, -1.5, 0.3, 1.1};
        double square = Vectors.dot(g, 0, g, 0, n);
        assertThat(secondMoment(DirectionKind.RADEMACHER, g) / square).isCloseTo(n, within(0.02 * n));
        assertThat(secondMoment(DirectionKind.GAUSSIAN, g) / square).isCloseTo(n + 2, within(0.02 * (n + 2)));
        assertThat(secondMoment(DirectionKind.ORTHOGONAL, g) / square).isCloseTo(n, within(0.02 * n));
    }

    private static double secondMoment(DirectionKind kind, double[] g) {
        int n = g.length;
        Directions directions = new Directions(n, sampling(kind, SAMPLES, n, 1));
        double[] v = new double[n];
        double sum = 0;
        for (int sample = 0; sample < SAMPLES; sample++) {
            directions.fill(sample, v, 0);
            double along = Vectors.dot(g, 0, v, 0, n);
            sum += along * along * Vectors.dot(v, 0, v, 0, n) / SAMPLES;
        }
        return sum;
    }

    @Test
    void orthogonalBlocksAreOrthogonal() {
        int n = 7;
        Directions directions = new Directions(n, Sampling.orthogonal(3, 4, 1));
        double[] v = new double[4 * n];
        for (int block = 0; block < 3; block++) {
            for (int i = 0; i < 4; i++) {
                directions.fill(4 * block + i, v, i * n);
            }
            for (int i = 0; i < 4; i++) {
                for (int j = 0; j <= i; j++) {
                    assertThat(Vectors.dot(v, i * n, v, j * n, n)).isCloseTo(i == j ? n : 0, within(1e-13));
                }
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void aDirectionIsAFunctionOfSeedAndNumber(DirectionKind kind) {
        int n = 300;
        int block = kind == DirectionKind.ORTHOGONAL ? 3 : 1;
        double[] first = new double[n];
        double[] again = new double[n + 2];
        double[] other = new double[n];
        Directions directions = new Directions(n, new Sampling(kind, 9, block, 5));
        directions.fill(4, first, 0);
        directions.fill(7, other, 0);
        assertThat(other).isNotEqualTo(first);
        directions.fill(4, again, 1);
        for (int i = 0; i < n; i++) {
            assertThat(again[i + 1]).isEqualTo(first[i]);
        }
        assertThat(again[0]).isZero();
        assertThat(again[n + 1]).isZero();
        new Directions(n, new Sampling(kind, 9, block, 6)).fill(4, other, 0);
        assertThat(other).isNotEqualTo(first);
    }

    /** Normals by the polar method: P(|n| > 3) = 0.0026998, and a fourth moment of 3. */
    @Test
    void normalsAreNormal() {
        int n = 101;
        Directions directions = new Directions(n, Sampling.gaussian(SAMPLES, 2));
        double[] v = new double[n];
        double fourth = 0;
        long beyond = 0;
        int samples = 4000;
        for (int sample = 0; sample < samples; sample++) {
            directions.fill(sample, v, 0);
            for (double x : v) {
                fourth += x * x * x * x;
                beyond += Math.abs(x) > 3 ? 1 : 0;
            }
        }
        double count = (double) samples * n;
        assertThat(fourth / count).isCloseTo(3, within(5 * Math.sqrt(96 / count)));
        assertThat(beyond / count).isCloseTo(0.0026998, within(5 * Math.sqrt(0.0027 / count)));
    }

    @Test
    void samplingsThatMakeNoSenseAreRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Sampling.rademacher(0, 1))
                .withMessageContaining("0 blocks");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Sampling(DirectionKind.GAUSSIAN, 4, 2, 1))
                .withMessageContaining("GAUSSIAN");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Sampling.orthogonal(1 << 20, 1 << 20, 1))
                .withMessageContaining("fewer");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Directions(3, Sampling.orthogonal(1, 4, 1)))
                .withMessageContaining("from 1 to 3");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Directions(0, Sampling.gaussian(1, 1)))
                .withMessageContaining("length 0");
    }
}
