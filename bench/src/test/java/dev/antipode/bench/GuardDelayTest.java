package dev.antipode.bench;

import static org.assertj.core.api.Assertions.assertThat;

import dev.antipode.controller.train.GuardDecision;
import dev.antipode.controller.train.GuardReport;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The delay counts from the jump to the first shorter window, and the jump changes what comes after it alone. */
class GuardDelayTest {
    private static GuardDelay.Watch watch(int shorterFrom) {
        return new GuardDelay.Watch(IntStream.range(0, 40)
                .mapToObj(i -> new GuardReport(
                        GuardDecision.GRADIENT,
                        i < shorterFrom ? 24 : 12,
                        2,
                        1,
                        OptionalDouble.empty(),
                        OptionalDouble.empty(),
                        OptionalDouble.empty(),
                        OptionalDouble.empty(),
                        OptionalDouble.empty(),
                        OptionalDouble.empty()))
                .toList());
    }

    @Test
    void countsUpdatesFromTheJump() {
        assertThat(watch(20).delay()).hasValue(1);
        assertThat(watch(23).delay()).hasValue(4);
        assertThat(watch(40).delay()).isEmpty();
        assertThat(watch(23).row(7)).startsWith("| 7 | 24 | ").endsWith(" | 4 |");
    }

    @Test
    void watchesAGuardFromUpdateToUpdate() {
        GuardDelay.Watch near = GuardDelay.watch("pendulum", 1, 1);
        GuardDelay.Watch far = GuardDelay.watch("pendulum", 1, 3);
        assertThat(near.updates()).hasSize(40);
        assertThat(far.updates().subList(0, 20)).isEqualTo(near.updates().subList(0, 20));
        assertThat(far.updates().get(20)).isNotEqualTo(near.updates().get(20));
    }
}
