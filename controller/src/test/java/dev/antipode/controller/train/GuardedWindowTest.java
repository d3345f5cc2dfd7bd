package dev.antipode.controller.train;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** The guard's window: as long as growth permits, kept while it will do, and changed in time. */
class GuardedWindowTest {
    private static final int LONGEST = 50;
    private static final double FACTOR = 15;

    private final GrowthCurve curve = GrowthCurve.on(Memory.segment(8L * GrowthCurve.stateLength(LONGEST)), 0, LONGEST);
    private final GuardedWindow window = new GuardedWindow(curve, FACTOR);

    /** Perturbations that grow by so much a step, linearly. */
    private void measure(double growth) {
        curve.clear();
        curve.begin();
        for (int point = 0; point < curve.points(); point++) {
            for (int episode = 0; episode < GrowthCurve.EPISODES; episode++) {
                curve.add(point, episode, Math.pow(growth * curve.steps(point), 2));
            }
        }
    }

    private void beginWithEight() {
        measure(1);
        window.begin();
        assertThat(window.steps()).isEqualTo(8);
    }

    @Test
    void theFirstWindowLeavesRoomToSpareAndIsShortOrTheWholeEpisode() {
        measure(0.2);
        window.begin();
        assertThat(window.steps()).isEqualTo(24);
        GuardedWindow whole = new GuardedWindow(curve, FACTOR);
        measure(0.1);
        whole.begin();
        assertThat(whole.steps()).isEqualTo(LONGEST);
    }

    @Test
    void aWindowIsKeptWhileItsGrowthIsNeitherSmallNorNearTheLimit() {
        beginWithEight();
        measure(0.25);
        window.adapt(0.41 * FACTOR);
        assertThat(window.steps()).isEqualTo(8);
        measure(1.2);
        window.adapt(0.74 * FACTOR);
        assertThat(window.steps()).isEqualTo(8);
    }

    @Test
    void aWindowGrowsByAQuarterHoweverMuchIsPermitted() {
        beginWithEight();
        measure(0.1);
        window.adapt(0.8);
        assertThat(window.steps()).isEqualTo(10);
        window.adapt(1);
        assertThat(window.steps()).isEqualTo(13);
    }

    @Test
    void aWindowIsShortenedBeforeItIsTooLong() {
        beginWithEight();
        measure(1.45);
        assertThat(window.shortened(false)).isFalse();
        window.adapt(0.77 * FACTOR);
        assertThat(window.steps()).isEqualTo(6);
    }

    @Test
    void aWindowThatIsTooLongIsShortenedAtOnceAndWhereNothingIsPermittedIsOneStep() {
        beginWithEight();
        measure(2);
        assertThat(window.shortened(false)).isTrue();
        assertThat(window.steps()).isEqualTo(4);
        measure(20);
        assertThat(window.shortened(false)).isFalse();
        assertThat(window.permitted()).isZero();
        window.adapt(20);
        assertThat(window.steps()).isEqualTo(1);
    }
}
