package dev.antipode.controller.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

/** The curve of amplification: read as it was measured. */
class GrowthCurveTest {
    private static GrowthCurve curve(int longest) {
        return GrowthCurve.on(Memory.segment(8L * GrowthCurve.stateLength(longest)), 0, longest);
    }

    @Test
    void horizonsAreAboutEvenOnALogarithmicScale() {
        assertThat(GrowthCurve.grid(1)).containsExactly(1);
        assertThat(GrowthCurve.grid(2)).containsExactly(1, 2);
        assertThat(GrowthCurve.grid(24)).containsExactly(1, 2, 3, 4, 5, 6, 7, 8, 10, 12, 14, 16, 20, 24);
        assertThat(GrowthCurve.grid(50)).endsWith(20, 24, 28, 32, 40, 48, 50);
    }

    /** Growth like the square of the time has exponent zero; the curve shows it all the same. */
    @Test
    void theWindowEndsWhereTheAmplificationPassesTheFactor() {
        GrowthCurve curve = curve(24);
        curve.begin();
        for (int point = 0; point < curve.points(); point++) {
            for (int episode = 0; episode < GrowthCurve.EPISODES; episode++) {
                curve.add(point, episode, Math.pow(curve.steps(point), 4));
            }
        }
        assertThat(curve.amplification(3)).isCloseTo(16, within(1e-12));
        assertThat(curve.over(9)).isCloseTo(100, within(1e-12));
        assertThat(curve.longestWithin(99)).isEqualTo(8);
        assertThat(curve.longestWithin(1e9)).isEqualTo(24);
        assertThat(curve.longestWithin(0.5)).isZero();
    }

    /** The mean square is that of all episodes, not of a typical one: one that explodes decides. */
    @Test
    void oneEpisodeThatExplodesIsSeenAtOnceAndForgottenSlowly() {
        GrowthCurve curve = curve(2);
        for (int update = 0; update < 4; update++) {
            curve.begin();
            for (int episode = 0; episode < GrowthCurve.EPISODES; episode++) {
                curve.add(0, episode, 1);
                curve.add(1, episode, update == 1 && episode == 7 ? 1e8 : 1);
            }
            assertThat(curve.longestWithin(10)).isEqualTo(update == 0 ? 2 : 1);
        }
    }

    /** What was not followed in this update is not known to be permitted. */
    @Test
    void theCurveIsKnownAsFarAsItIsFollowed() {
        GrowthCurve curve = curve(50);
        curve.follow(18);
        assertThat(curve.steps(curve.points() - 1)).isEqualTo(20);
        curve.begin();
        for (int point = 0; point < curve.points(); point++) {
            curve.add(point, 0, 1);
        }
        assertThat(curve.longestWithin(2)).isEqualTo(20);
        curve.follow(50);
        assertThat(curve.points()).isEqualTo(GrowthCurve.grid(50).length);
    }

    @Test
    void perturbationsThatAreNoNumbersHaveNoWindow() {
        GrowthCurve curve = curve(4);
        curve.begin();
        for (int episode = 0; episode < GrowthCurve.EPISODES; episode++) {
            curve.add(0, episode, 1);
            curve.add(1, episode, episode == 3 ? Double.NaN : 1);
        }
        assertThat(curve.amplification(1)).isEqualTo(Double.POSITIVE_INFINITY);
        assertThat(curve.longestWithin(10)).isEqualTo(1);
        curve.begin();
        assertThat(curve.amplification(1)).isEqualTo(1);
    }
}
