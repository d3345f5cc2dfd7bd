package dev.antipode.controller.paper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.antipode.controller.inspect.NormalStream;
import dev.antipode.core.random.Purpose;
import org.junit.jupiter.api.Test;

/** Slopes of growth against a process whose exponents are known, and moments beyond the range of a double. */
class GrowthSlopesTest {
    private static final double MEAN = 0.1;
    private static final double DEVIATION = 0.3;

    /**
     * ln |p| is a sum of normal numbers of mean m and variance s^2: its square grows typically by 2 m, and in the mean by
     * 2 m + 2 s^2.
     */
    @Test
    void exponentsOfProductsOfLognormalNumbers() {
        int steps = 20;
        int samples = 4000;
        NormalStream normal = new NormalStream(3, Purpose.INSPECTION);
        double[][] squares = new double[steps][samples];
        for (int s = 0; s < samples; s++) {
            double sum = 0;
            for (int t = 0; t < steps; t++) {
                sum += MEAN + DEVIATION * normal.get(s, t);
                squares[t][s] = 2 * sum;
            }
        }
        GrowthSlopes slopes = GrowthSlopes.of(Numbers.evenly(1, steps, steps), squares, squares);
        assertThat(slopes.exponential()).isTrue();
        assertThat(slopes.lyapunov().value())
                .isCloseTo(2 * MEAN, within(4 * slopes.lyapunov().error()));
        assertThat(slopes.lyapunov().error()).isBetween(1e-4, 0.01);
        assertThat(slopes.median().value())
                .isCloseTo(2 * MEAN, within(4 * slopes.median().error()));
        assertThat(slopes.secondMoment().value()).isCloseTo(2 * MEAN + 2 * DEVIATION * DEVIATION, within(0.05));
        assertThat(slopes.typical("here").agrees()).isTrue();
        assertThat(slopes.rare("here").agrees()).isTrue();
    }

    @Test
    void gradientsThatGrowOtherwiseDoNotAgree() {
        double[][] slow = new double[10][32];
        double[][] fast = new double[10][32];
        NormalStream normal = new NormalStream(3, Purpose.INSPECTION);
        for (int t = 0; t < 10; t++) {
            for (int s = 0; s < 32; s++) {
                slow[t][s] = 0.1 * t + 0.01 * normal.get(s, t);
                fast[t][s] = 0.5 * t + 0.01 * normal.get(s, 16 + t);
            }
        }
        GrowthSlopes slopes = GrowthSlopes.of(Numbers.evenly(1, 10, 10), slow, fast);
        assertThat(slopes.typical("here").agrees()).isFalse();
        assertThat(slopes.rare("here").agrees()).isFalse();
    }

    /** Of 1e200 and -1e200, whose squares are no doubles, and of small ones against the definition. */
    @Test
    void variancesKeepTheirExponent() {
        double log = 200 * StrictMath.log(10);
        assertThat(LogMoments.logVariance(new double[] {1, -1}, new double[] {log, log}))
                .isCloseTo(2 * log + StrictMath.log(2), within(1e-9));
        double[] values = {1, -2, 4, 0.5};
        double[] signs = {1, -1, 1, 1};
        double[] logs = {0, StrictMath.log(2), StrictMath.log(4), StrictMath.log(0.5)};
        double mean = (1 - 2 + 4 + 0.5) / 4;
        double squares = 0;
        for (double value : values) {
            squares += (value - mean) * (value - mean) / 3;
        }
        assertThat(LogMoments.logVariance(signs, logs)).isCloseTo(StrictMath.log(squares), within(1e-12));
        assertThat(LogMoments.logMean(new double[] {log, log, log})).isCloseTo(log, within(1e-9));
    }
}
