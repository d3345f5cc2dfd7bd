package dev.antipode.controller.hil.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ArrivalWindowTest {
    /** Against a set of everything that ever arrived. */
    @Test
    void everyArrivalIsCountedAsWhatItIs() {
        FrameCounters counters = new FrameCounters();
        ArrivalWindow window = new ArrivalWindow(counters);
        Random random = new Random(3);
        Set<Long> seen = new HashSet<>();
        long newest = 0;
        long reordered = 0;
        long duplicates = 0;
        for (int i = 0; i < 200_000; i++) {
            long number = random.nextInt(10) > 0
                    ? newest + 1 + (random.nextInt(20) == 0 ? random.nextInt(6000) : 0)
                    : Math.max(1, newest - random.nextInt(4000));
            boolean fresh = seen.add(number);
            assertThat(window.inOrder(number)).isEqualTo(number > newest);
            assertThat(window.arrived(number)).isEqualTo(fresh);
            duplicates += fresh ? 0 : 1;
            reordered += fresh && number < newest ? 1 : 0;
            newest = Math.max(newest, number);
        }
        assertThat(counters.get(FrameCount.DUPLICATE)).isEqualTo(duplicates);
        assertThat(counters.get(FrameCount.REORDERED)).isEqualTo(reordered).isPositive();
        assertThat(counters.get(FrameCount.RECEIVED)).isEqualTo(seen.size() - reordered);
        assertThat(counters.get(FrameCount.LOST)).isEqualTo(newest - seen.size());
    }

    @Test
    void numbersThatNobodySendsChangeNothing() {
        FrameCounters counters = new FrameCounters();
        ArrivalWindow window = new ArrivalWindow(counters);
        assertThat(window.arrived(0)).isFalse();
        assertThat(window.arrived(Long.MIN_VALUE)).isFalse();
        assertThat(window.arrived(1)).isTrue();
        assertThat(window.arrived(Long.MAX_VALUE)).isTrue();
        assertThat(window.arrived(2)).isFalse();
    }
}
