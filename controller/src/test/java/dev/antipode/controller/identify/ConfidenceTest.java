package dev.antipode.controller.identify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ConfidenceTest {
    /** Tables of Student's distribution and of chi-square. */
    @Test
    void quantilesAreThoseOfTables() {
        assertThat(Confidence.student975(10)).isCloseTo(2.228139, within(2e-4));
        assertThat(Confidence.student975(30)).isCloseTo(2.042272, within(1e-5));
        assertThat(Confidence.student975(1_000_000)).isCloseTo(1.959966, within(1e-6));
        assertThat(Whiteness.chiSquare99(20)).isCloseTo(37.566, within(0.05));
        assertThat(Whiteness.chiSquare99(5)).isCloseTo(15.086, within(0.1));
    }

    /** An autoregressive series of first order has the autocorrelations a, a^2, a^3. */
    @Test
    void whitenessIsSeen() {
        Random random = new Random(5);
        double[] white = new double[4000];
        double[] coloured = new double[4000];
        for (int i = 0; i < white.length; i++) {
            white[i] = random.nextGaussian();
            coloured[i] = (i == 0 ? 0 : 0.6 * coloured[i - 1]) + white[i];
        }
        Whiteness of = Whiteness.of(List.of(white));
        assertThat(of.white()).isTrue();
        assertThat(of.band()).isCloseTo(1.96 / Math.sqrt(4000), within(1e-4));
        Whiteness other = Whiteness.of(List.of(coloured));
        assertThat(other.white()).isFalse();
        assertThat(other.autocorrelation()[1]).isCloseTo(0.6, within(0.04));
        assertThat(other.autocorrelation()[2]).isCloseTo(0.36, within(0.05));
        white[100] = Double.NaN;
        assertThat(Whiteness.of(List.of(white)).white()).isTrue();
    }
}
