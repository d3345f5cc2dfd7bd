package dev.antipode.controller.inspect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Advice from curves that are known. */
class AdviceTest {
    /** Growth by a factor each step, which trajectories last so many steps of. */
    private static Growth growth(double factor, int horizon, int lasts, int lost) {
        double[] logs = IntStream.rangeClosed(0, horizon)
                .mapToDouble(h -> h <= lasts ? h * Math.log(factor) : Double.NaN)
                .toArray();
        return new Growth(logs, 8, 16, lost, lost == 0 ? -1 : 3);
    }

    @Test
    void stableLoopsMayBeDifferentiatedThroughout() {
        Advice advice = Advice.of(growth(0.99, 50, 50, 0), 10, 0.1);
        assertThat(advice.longestHorizon()).isEqualTo(50);
        assertThat(advice.sentence())
                .contains("whole horizon of 50 steps (5 s)")
                .doesNotContain("failed");
    }

    @Test
    void growingLoopsAreCutOff() {
        Advice advice = Advice.of(growth(1.5, 50, 50, 0), 10, 0.1);
        // 1.5^5 is 7.6, 1.5^6 is 11.4.
        assertThat(advice.longestHorizon()).isEqualTo(5);
        assertThat(advice.sentence()).contains("beyond 5 steps (0.5 s)", "evolution strategies");
        assertThat(Advice.of(growth(20, 50, 50, 0), 10, 0.1).sentence()).contains("within the first step");
        assertThat(growth(1.5, 50, 50, 0).perStep()).isBetween(1.4999, 1.5001);
    }

    @Test
    void growthThatHasNoBoundIsNoGrowthThatIsPermitted() {
        double[] logs = {0, 0.1, Double.POSITIVE_INFINITY, Double.POSITIVE_INFINITY};
        Advice advice = Advice.of(new Growth(logs, 1, 16, 0, -1), 10, 1);
        assertThat(advice.longestHorizon()).isEqualTo(1);
        assertThat(advice.sentence()).contains("beyond 1 step (1 s)");
    }

    @Test
    void nothingIsSaidBeyondWhatWasMeasured() {
        Advice advice = Advice.of(growth(1.01, 50, 12, 16), 10, 0.1);
        assertThat(advice.longestHorizon()).isEqualTo(12);
        assertThat(advice.sentence())
                .contains("12 steps (1.2 s)", "nothing is known beyond", "16 of 16 trajectories failed")
                .doesNotContain("whole");
        assertThat(Advice.of(growth(1.01, 50, 0, 16), 10, 0.1).sentence()).contains("nothing can be said");
        assertThat(growth(1.01, 50, 0, 16).perStep()).isNaN();
    }

    @Test
    void aFactorBelowOneIsRefused() {
        assertThatThrownBy(() -> Advice.of(growth(1, 2, 2, 0), 0.5, 1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("give 1 or more");
    }
}
