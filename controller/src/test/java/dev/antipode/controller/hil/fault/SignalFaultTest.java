package dev.antipode.controller.hil.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.antipode.controller.hil.LinkSignature;
import dev.antipode.controller.hil.LinkStatus;
import java.util.function.IntToDoubleFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each fault of sensors and actuators does what its name says. The level is 1 m, with 2 m for half of its range. */
class SignalFaultTest {
    private static final int MANY = 20_000;

    private static FaultDrive driven(String fault, int from, int until, int ticks, IntToDoubleFunction command) {
        return FaultDrive.of(LinkSignature.Clock.LOCKSTEP, fault, 1, from, until, ticks, command);
    }

    @Test
    void noiseIsGaussianWithItsDeviation() {
        FaultDrive drive = FaultDrive.of("sensor-noise: {deviation: 5 %, signal: level}", 0, MANY, MANY);
        double sum = 0;
        double squares = 0;
        double fourth = 0;
        for (int tick = 0; tick < MANY; tick++) {
            double noise = (drive.level(tick) - 1) / 0.1;
            sum += noise;
            squares += noise * noise;
            fourth += noise * noise * noise * noise;
            assertThat(drive.count(tick)).isEqualTo(tick);
        }
        // Five standard errors of mean, variance and fourth moment (1, 2 and 96) of a standard normal.
        assertThat(sum / MANY).isCloseTo(0, within(5 / Math.sqrt(MANY)));
        assertThat(squares / MANY).isCloseTo(1, within(5 * Math.sqrt(2.0 / MANY)));
        assertThat(fourth / MANY).isCloseTo(3, within(5 * Math.sqrt(96.0 / MANY)));
        assertThat(drive.injected).isEqualTo(MANY);
    }

    @Test
    void biasAndDriftAreExact() {
        FaultDrive bias = FaultDrive.of("sensor-bias: {by: 0.25, signal: level}", 10, 20, 30);
        FaultDrive drift = FaultDrive.of("sensor-drift: {perSecond: 50 %, signal: level}", 10, 20, 30);
        for (int tick = 0; tick < 30; tick++) {
            boolean inside = tick >= 10 && tick < 20;
            assertThat(bias.level(tick)).isEqualTo(inside ? 1.25 : 1);
            // 50 % of 2 m a second, at 10 ms a tick.
            assertThat(drift.level(tick)).isCloseTo(inside ? 1 + 0.01 * (tick - 9) : 1, within(1e-12));
        }
        FaultDrive all = FaultDrive.of("sensor-bias: {by: 10 %}", 0, 5, 10);
        assertThat(all.level(3)).isEqualTo(1.2);
        assertThat(all.count(3)).isEqualTo(103);
    }

    @Test
    void stuckSensorsStayAtTheirLastValue() {
        FaultDrive drive = FaultDrive.of("sensor-stuck: {signal: count}", 10, 20, 30);
        for (int tick = 0; tick < 30; tick++) {
            assertThat(drive.count(tick)).isEqualTo(tick >= 10 && tick < 20 ? 9 : tick);
        }
        FaultDrive actuator = FaultDrive.of("actuator-stuck: {}", 10, 20, 30);
        for (int tick = 0; tick < 30; tick++) {
            assertThat(actuator.plant.given.get(tick)).isEqualTo((tick >= 10 && tick < 20 ? 9 : tick) % 7);
        }
    }

    @Test
    void dropoutsReadNanOrZero() {
        FaultDrive nan = FaultDrive.of("sensor-dropout: {p: 10 %, signal: level}", 0, MANY, MANY);
        FaultDrive zero = FaultDrive.of("sensor-dropout: {p: 10 %, signal: level, reading: zero}", 0, MANY, MANY);
        long out = 0;
        for (int tick = 0; tick < MANY; tick++) {
            boolean hit = Double.isNaN(nan.level(tick));
            out += hit ? 1 : 0;
            assertThat(zero.level(tick)).isEqualTo(hit ? 0 : 1);
        }
        assertThat(out).isEqualTo(nan.injected);
        assertThat(out / (double) MANY).isCloseTo(0.1, within(5 * Math.sqrt(0.09 / MANY)));
        assertThat(nan.count(LinkStatus.OK)).isEqualTo(MANY);
    }

    @Test
    void quantisationRoundsToTheNearestStep() {
        FaultDrive drive = FaultDrive.of("sensor-quantisation: {step: 8, signal: count}", 0, 100, 100);
        for (int tick = 0; tick < 100; tick++) {
            assertThat(drive.count(tick) % 8).isZero();
            assertThat(Math.abs(drive.count(tick) - tick)).isLessThanOrEqualTo(4);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "sensor-quantisation: {step: -8, signal: count} | step | is -8 but must be above 0",
                "sensor-quantisation: {step: 0 %} | step | is 0 % but must be above 0",
                "actuator-rate: {perSecond: -10 %} | perSecond | is -10 % but must be at least 0",
                "sensor-noise: {deviation: -10 %} | deviation | is -10 % but must be at least 0",
            })
    void amountsThatMakeNoSenseAreRefused(String fault, String key, String reason) {
        assertThatThrownBy(() -> FaultDrive.of(fault, 0, 100, 100)).hasMessageContainingAll(key, reason);
    }

    @Test
    void weakActuatorsReachAShareOfTheirRange() {
        FaultDrive drive = driven("actuator-saturation: {to: 50 %}", 10, 40, 50, tick -> tick % 21 - 10);
        for (int tick = 0; tick < 50; tick++) {
            double command = tick % 21 - 10;
            boolean inside = tick >= 10 && tick < 40;
            assertThat(drive.plant.given.get(tick)).isEqualTo(inside ? Math.clamp(command, -5, 5) : command);
        }
    }

    @Test
    void slowActuatorsFollowAtTheirRate() {
        // 1000 % of 10 N a second are 1 N a tick.
        FaultDrive drive = driven("actuator-rate: {perSecond: 1000 %}", 10, 40, 60, tick -> tick < 15 ? 0 : 8);
        for (int tick = 0; tick < 60; tick++) {
            assertThat(drive.plant.given.get(tick)).isCloseTo(tick < 15 ? 0 : Math.min(8, tick - 14), within(1e-12));
        }
    }

    /** As another fault of the same case may make it: it passes, and the actuator goes on from where it is. */
    @Test
    void aSlowActuatorIsNotMovedByWhatIsNoNumber() {
        FaultDrive drive = driven(
                "actuator-rate: {perSecond: 1000 %}",
                10,
                40,
                60,
                tick -> tick == 20 ? Double.NaN : tick == 25 ? Double.POSITIVE_INFINITY : tick < 15 ? 0 : 8);
        assertThat(drive.plant.given.get(20)).isNaN();
        for (int tick = 0; tick < 60; tick++) {
            // One tick behind after the tick that moved nothing; 25 asks for no more than a tick's worth.
            double expected = tick < 15 ? 0 : tick < 20 ? tick - 14 : tick < 23 ? tick - 15 : 8;
            if (tick != 20) {
                assertThat(drive.plant.given.get(tick)).isCloseTo(tick == 25 ? 9 : expected, within(1e-12));
            }
        }
        // Ticks 15 to 19, 21 and 22 ask for more than they get, 25 too, and after it 26 would go back by no more than
        // it may.
        assertThat(drive.injected).isEqualTo(8);
    }
}
