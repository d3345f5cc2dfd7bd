package dev.antipode.controller.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class ScheduleTest {
    private static final Schedule[] ALL = {
        new Schedule.Constant(0.5), new Schedule.Linear(4, 1), new Schedule.Cosine(4, 1), new Schedule.Exponential(4, 1)
    };

    @Test
    void schedulesStartAndEndAsToldAndStayThere() {
        for (Schedule schedule : ALL) {
            double from = schedule instanceof Schedule.Constant ? 0.5 : 4;
            double to = schedule instanceof Schedule.Constant ? 0.5 : 1;
            assertThat(schedule.at(0, 101)).isEqualTo(from);
            assertThat(schedule.at(100, 101)).isCloseTo(to, within(1e-15));
            assertThat(schedule.at(5000, 101)).isCloseTo(to, within(1e-15));
            assertThat(schedule.at(0, 1)).isEqualTo(from);
        }
    }

    @Test
    void schedulesTakeTheirOwnWay() {
        assertThat(new Schedule.Linear(4, 1).at(25, 101)).isCloseTo(3.25, within(1e-12));
        assertThat(new Schedule.Cosine(4, 1).at(50, 101)).isCloseTo(2.5, within(1e-12));
        assertThat(new Schedule.Cosine(4, 1).at(25, 101)).isCloseTo(2.5 + 1.5 * Math.sqrt(0.5), within(1e-12));
        assertThat(new Schedule.Exponential(4, 1).at(50, 101)).isCloseTo(2, within(1e-12));
    }

    @Test
    void scaledSchedulesTakeTheSameWay() {
        for (Schedule schedule : ALL) {
            for (int generation : new int[] {0, 7, 50, 100}) {
                assertThat(schedule.times(0.25).at(generation, 101))
                        .isCloseTo(0.25 * schedule.at(generation, 101), within(1e-12));
            }
        }
    }

    @Test
    void textsAreReadBackOrRefused() {
        for (Schedule schedule : ALL) {
            assertThat(Schedule.parse(schedule.toString())).isEqualTo(schedule);
        }
        for (String wrong : new String[] {"", "fast", "linear:1", "linear:a:b", "square:1:2"}) {
            assertThatThrownBy(() -> Schedule.parse(wrong)).hasMessageContaining("is not a schedule");
        }
        for (double wrong : new double[] {0, -1, Double.NaN, Double.POSITIVE_INFINITY}) {
            assertThatThrownBy(() -> new Schedule.Constant(wrong)).isInstanceOf(IllegalArgumentException.class);
        }
    }
}
