package dev.antipode.controller.hil.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.antipode.controller.hil.LinkSignature;
import dev.antipode.controller.hil.LinkStatus;
import dev.antipode.sim.Signal;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/** The difference of two logs by hand, and what is said of it. */
class SimulatorDifferenceTest {
    /** With 2 m for half of its range. */
    private static final Signal LEVEL = new Signal("level", "m", -2, 2, Double.POSITIVE_INFINITY, false, 0);

    private static final LinkSignature LINK = new LinkSignature(
            "tank",
            List.of(new Signal("flow", "m^3/s", -1, 1, Double.POSITIVE_INFINITY, false, 0)),
            List.of(LEVEL),
            List.of(),
            0.01,
            LinkSignature.Clock.LOCKSTEP);

    private static CaseLog log(double... levels) {
        CaseLog log = new CaseLog(LINK, 1, levels.length, 1 << 20);
        for (double level : levels) {
            double[] measured = {level};
            log.tick(0, LinkStatus.OK, false, new double[0], measured, measured);
            log.command(new double[] {0.5}, new double[] {0.5});
        }
        log.ended(0, false, true);
        return log;
    }

    private static SimulatorDifference between(double[] link, double[] simulator) {
        try (CaseLog first = log(link);
                CaseLog second = log(simulator)) {
            return SimulatorDifference.of(first, second, LINK, 1);
        }
    }

    private static List<Check> checks(double costRatio, double recoverySeconds, SimulatorDifference difference) {
        Criteria criteria = new Criteria(
                OptionalDouble.empty(),
                OptionalDouble.empty(),
                OptionalDouble.of(2),
                OptionalDouble.of(1),
                Optional.empty(),
                OptionalLong.empty(),
                OptionalDouble.of(0.5),
                OptionalDouble.of(0.5));
        CaseNumbers numbers = new CaseNumbers(1, 0, 1, costRatio, recoverySeconds, 0, 0);
        return Judgement.of(criteria, numbers, false, Optional.of(difference));
    }

    @Test
    void theLargestAndTheRootMeanSquareAreInHalfRanges() {
        SimulatorDifference difference = between(new double[] {1, 0.5, 1.6}, new double[] {1, 1, 1.5});
        assertThat(difference.ticks()).isEqualTo(3);
        assertThat(difference.max()).isCloseTo(0.5 / 2, within(1e-15));
        assertThat(difference.rms()).isCloseTo(Math.sqrt((0.25 + 0.01) / 3) / 2, within(1e-15));
        assertThat(checks(1, 0.5, difference))
                .allSatisfy(check -> assertThat(check.outcome()).isEqualTo(Check.Outcome.HELD));
    }

    /** Whatever comes after it. */
    @Test
    void whatIsNoNumberBreaksEveryBound() {
        SimulatorDifference difference = between(new double[] {1, Double.NaN, 1.1}, new double[] {1, 1, 1});
        assertThat(difference.max()).isInfinite();
        assertThat(difference.rms()).isInfinite();
        List<Check> checks = checks(Double.POSITIVE_INFINITY, Double.POSITIVE_INFINITY, difference);
        assertThat(checks)
                .hasSize(4)
                .allSatisfy(check -> assertThat(check.outcome()).isEqualTo(Check.Outcome.BROKEN));
        assertThat(checks)
                .filteredOn(check -> check.measured().equals("never"))
                .extracting(Check::criterion)
                .containsExactly("recovery");
    }
}
