package dev.antipode.controller.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import org.junit.jupiter.api.Test;

class BinomialIntervalTest {
    /** All or nothing has a closed form: the lower limit of n of n is (alpha / 2)^(1 / n). */
    @Test
    void extremesHaveTheirClosedForm() {
        for (int n : new int[] {1, 10, 1000}) {
            double limit = Math.pow(0.025, 1.0 / n);
            assertThat(BinomialInterval.of(n, n, 0.95).low()).isCloseTo(limit, within(1e-12));
            assertThat(BinomialInterval.of(n, n, 0.95).high()).isEqualTo(1);
            assertThat(BinomialInterval.of(0, n, 0.95).high()).isCloseTo(1 - limit, within(1e-12));
            assertThat(BinomialInterval.of(0, n, 0.95).low()).isZero();
        }
    }

    /** By definition each limit makes the tail beyond the count as probable as half of what confidence leaves. */
    @Test
    void tailsAtTheLimitsHaveTheProbabilityThatDefinesThem() {
        int[][] cases = {{1, 10}, {8, 10}, {81, 263}, {955, 1000}, {30, 1000}};
        for (int[] example : cases) {
            int k = example[0];
            int n = example[1];
            BinomialInterval interval = BinomialInterval.of(k, n, 0.9);
            assertThat(tail(n, k, n, interval.low())).isCloseTo(0.05, within(1e-10));
            assertThat(tail(n, 0, k, interval.high())).isCloseTo(0.05, within(1e-10));
        }
    }

    @Test
    void manyTrialsKeepTheirAccuracy() {
        BinomialInterval interval = BinomialInterval.of(950_000, 1_000_000, 0.95);
        double normal = 1.959964 * Math.sqrt(0.95 * 0.05 / 1e6);
        assertThat(interval.low()).isCloseTo(0.95 - normal, within(2e-6));
        assertThat(interval.high()).isCloseTo(0.95 + normal, within(2e-6));
    }

    @Test
    void gammaAgreesWithFactorials() {
        double factorial = 1;
        for (int n = 1; n < 30; n++) {
            assertThat(BinomialInterval.logGamma(n)).isCloseTo(Math.log(factorial), within(1e-12));
            factorial *= n;
        }
        assertThat(BinomialInterval.logGamma(0.5)).isCloseTo(Math.log(Math.sqrt(Math.PI)), within(1e-13));
    }

    @Test
    void impossibleCountsAreRefused() {
        assertThatThrownBy(() -> BinomialInterval.of(3, 2, 0.95)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> BinomialInterval.of(0, 0, 0.95)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> BinomialInterval.of(1, 2, 1)).isInstanceOf(IllegalArgumentException.class);
    }

    /** The exact probability of {@code from} to {@code to} successes, in 40 digits. */
    private static double tail(int n, int from, int to, double p) {
        MathContext digits = new MathContext(40);
        BigDecimal share = new BigDecimal(p);
        BigDecimal sum = BigDecimal.ZERO;
        BigInteger choose = BigInteger.ONE;
        for (int i = 0; i <= to; i++) {
            if (i >= from) {
                sum = sum.add(new BigDecimal(choose)
                        .multiply(share.pow(i, digits), digits)
                        .multiply(BigDecimal.ONE.subtract(share).pow(n - i, digits), digits));
            }
            choose = choose.multiply(BigInteger.valueOf(n - i)).divide(BigInteger.valueOf(i + 1L));
        }
        return sum.doubleValue();
    }
}
