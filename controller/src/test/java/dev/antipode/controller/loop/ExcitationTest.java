package dev.antipode.controller.loop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.antipode.sim.Signal;
import java.util.List;
import org.junit.jupiter.api.Test;

class ExcitationTest {
    private static final Signal FORCE = new Signal("force", "N", -4, 8, Double.POSITIVE_INFINITY, false, 0);

    private static double[] record(Excitation.Kind kind, int ticks) {
        Excitation excitation = new Excitation(kind, List.of(FORCE), 0.5, 0.01, 3);
        double[] values = new double[ticks];
        double[] command = new double[1];
        for (int i = 0; i < ticks; i++) {
            command[0] = 1;
            excitation.add(command);
            values[i] = command[0] - 1;
        }
        return values;
    }

    /** A sequence of maximal length has two levels, the period 2^15 - 1, and one more of one level than of the other. */
    @Test
    void prbsIsOfMaximalLength() {
        int hold = 5;
        int period = (1 << 15) - 1;
        double[] values = record(Excitation.Kind.PRBS, 2 * period * hold);
        long high = 0;
        for (int i = 0; i < period; i++) {
            for (int j = 0; j < hold; j++) {
                assertThat(values[i * hold + j]).isEqualTo(values[i * hold]);
            }
            assertThat(Math.abs(values[i * hold])).isEqualTo(3);
            assertThat(values[(i + period) * hold]).isEqualTo(values[i * hold]);
            high += values[i * hold] > 0 ? 1 : 0;
        }
        assertThat(high).isEqualTo((period + 1) / 2);
    }

    /** Its autocorrelation is flat: -1 / period at every lag but 0, as of white noise. */
    @Test
    void prbsIsWhite() {
        int hold = 5;
        int period = (1 << 15) - 1;
        double[] values = record(Excitation.Kind.PRBS, period * hold);
        for (int lag : new int[] {1, 2, 14, 15, 1000}) {
            long sum = 0;
            for (int i = 0; i < period; i++) {
                sum += Math.round(values[i * hold] * values[(i + lag) % period * hold] / 9);
            }
            assertThat(sum).isEqualTo(-1);
        }
    }

    /** The instantaneous frequency from zero crossings: a thousandth of the rate at first, a fifth at the end of 20 s. */
    @Test
    void chirpSweepsOverTwoDecades() {
        double[] values = record(Excitation.Kind.CHIRP, 2000);
        int crossings = 0;
        int late = 0;
        for (int i = 1; i < values.length; i++) {
            assertThat(Math.abs(values[i])).isLessThanOrEqualTo(3);
            if (values[i] >= 0 != values[i - 1] >= 0) {
                crossings++;
                late += i >= 1900 ? 1 : 0;
            }
        }
        // The phase at the end of an exponential sweep: ticks (f1 - f0) / log(f1 / f0) turns, two crossings a turn.
        double turns = 2000 * (0.2 - 0.001) / StrictMath.log(200);
        assertThat((double) crossings).isBetween(2 * turns - 3, 2 * turns + 3);
        // In the last twentieth the frequency is 0.2 times between 200^-0.05 and 1 of the rate.
        assertThat(late).isBetween((int) (2 * 100 * 0.2 * 0.767) - 2, 40);
    }

    @Test
    void stepsStayWithinTheAmplitudeAndHold() {
        double[] values = record(Excitation.Kind.STEPS, 20_000);
        int changes = 0;
        for (int i = 1; i < values.length; i++) {
            assertThat(Math.abs(values[i])).isLessThanOrEqualTo(3);
            changes += values[i] != values[i - 1] ? 1 : 0;
        }
        // Held for half of 1 to 200 ticks on average.
        assertThat(changes).isBetween(150, 260);
    }

    @Test
    void anAmplitudeBeyondTheRangeIsRefused() {
        assertThatThrownBy(() -> new Excitation(Excitation.Kind.STEPS, List.of(FORCE), 1.5, 0.01, 1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("1.5");
    }
}
