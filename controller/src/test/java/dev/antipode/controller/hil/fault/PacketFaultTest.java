package dev.antipode.controller.hil.fault;

import static org.assertj.core.api.Assertions.assertThat;

import dev.antipode.controller.hil.LinkSignature;
import dev.antipode.controller.hil.LinkStatus;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** Each fault of the link does what its name says. The plant's first measurement is the number of the tick. */
class PacketFaultTest {
    private static final int MANY = 20_000;

    /** Five standard deviations of a binomial share. */
    private static org.assertj.core.data.Offset<Double> share(double p) {
        return org.assertj.core.data.Offset.offset(5 * Math.sqrt(p * (1 - p) / MANY));
    }

    @Test
    void dropLosesAShareOfThePacketsOfEachDirection() {
        FaultDrive drive = FaultDrive.of("drop: {p: 10 %, direction: measurement}", 0, MANY, MANY);
        assertThat(drive.count(LinkStatus.MISSING)).isEqualTo(drive.injected);
        assertThat(drive.injected / (double) MANY).isCloseTo(0.1, share(0.1));
        for (int tick = 1; tick < MANY; tick++) {
            boolean lost = drive.statuses.get(tick) == LinkStatus.MISSING;
            assertThat(drive.count(tick)).isEqualTo(lost ? drive.count(tick - 1) : tick);
        }
        FaultDrive commands = FaultDrive.of("drop: {p: 10 %, direction: command}", 0, MANY, MANY);
        assertThat(commands.count(LinkStatus.OK)).isEqualTo(MANY);
        assertThat(commands.injected / (double) MANY).isCloseTo(0.1, share(0.1));
        long repeated = 0;
        for (int tick = 0; tick < MANY; tick++) {
            double before = tick == 0 ? 0 : commands.plant.given.get(tick - 1);
            boolean held = commands.plant.given.get(tick) != tick % 7;
            if (held) {
                assertThat(commands.plant.given.get(tick)).isEqualTo(before);
            }
            repeated += held ? 1 : 0;
        }
        // A command that is lost after a cycle of seven is the same as the one before: such losses cannot be seen.
        assertThat(repeated).isBetween(commands.injected * 95 / 100, commands.injected);
        FaultDrive both = FaultDrive.of("drop: {p: 10 %}", 0, MANY, MANY);
        assertThat(both.injected).isGreaterThan(both.count(LinkStatus.MISSING));
        assertThat(both.injected / (2.0 * MANY)).isCloseTo(0.1, share(0.1));
    }

    @Test
    void nothingHappensOutsideTheWindow() {
        FaultDrive drive = FaultDrive.of("drop: {p: 100 %}", 10, 15, 40);
        for (int tick = 0; tick < 40; tick++) {
            boolean inside = tick >= 10 && tick < 15;
            assertThat(drive.statuses.get(tick)).isEqualTo(inside ? LinkStatus.MISSING : LinkStatus.OK);
            assertThat(drive.count(tick)).isEqualTo(inside ? 9 : tick);
            assertThat(drive.plant.given.get(tick)).isEqualTo((inside ? 9 : tick) % 7);
        }
        assertThat(drive.injected).isEqualTo(10);
    }

    /** A plant that runs by itself is sent nothing where one in lockstep gets the command before once more. */
    @Test
    void aLostCommandIsNotSentToAPlantThatRunsByItself() {
        FaultDrive drive = FaultDrive.of(
                LinkSignature.Clock.FREE_RUNNING,
                "drop: {p: 100 %, direction: command}",
                1,
                10,
                15,
                40,
                tick -> tick % 7);
        assertThat(drive.plant.given).hasSize(35);
        assertThat(drive.plant.given.get(10)).isEqualTo(15 % 7);
    }

    @Test
    void burstsHaveTheirLength() {
        FaultDrive drive = FaultDrive.of("burst: {p: 2 %, for: 5 ticks, direction: measurement}", 0, MANY, MANY);
        int run = 0;
        int bursts = 0;
        for (LinkStatus status : drive.statuses.subList(0, MANY - 5)) {
            if (status == LinkStatus.MISSING) {
                run++;
            } else if (run > 0) {
                assertThat(run % 5).isZero();
                bursts += run / 5;
                run = 0;
            }
        }
        // A burst begins in one of the ticks between bursts with 2 %: every 1 / 0.02 + 4 ticks on average.
        assertThat(bursts / (double) MANY).isCloseTo(1 / 54.0, org.assertj.core.data.Offset.offset(0.0035));
    }

    @Test
    void latePacketsComeInOrderAndTheFirstOnesAreMissing() {
        FaultDrive drive = FaultDrive.of("late: {by: 2 ticks, direction: measurement}", 10, 20, 30);
        for (int tick = 0; tick < 30; tick++) {
            boolean inside = tick >= 10 && tick < 20;
            boolean waiting = tick == 10 || tick == 11;
            assertThat(drive.statuses.get(tick)).isEqualTo(waiting ? LinkStatus.MISSING : LinkStatus.OK);
            assertThat(drive.count(tick)).isEqualTo(waiting ? 9 : inside ? tick - 2 : tick);
        }
        FaultDrive commands = FaultDrive.of("actuator-delay: {by: 30 ms}", 10, 20, 30);
        for (int tick = 0; tick < 30; tick++) {
            boolean inside = tick >= 10 && tick < 20;
            assertThat(commands.plant.given.get(tick)).isEqualTo((inside ? Math.max(9, tick - 3) : tick) % 7);
        }
    }

    /** By one tick, late with one half: it arrives where the next one is late too, else it has been overtaken. */
    @Test
    void aLatePacketThatWasOvertakenIsDropped() {
        FaultDrive drive = FaultDrive.of("late: {by: 1 tick, p: 50 %, direction: measurement}", 0, MANY, MANY);
        double newest = -1;
        for (int tick = 0; tick < MANY; tick++) {
            if (drive.statuses.get(tick) == LinkStatus.OK) {
                assertThat(drive.count(tick)).isGreaterThan(newest).isBetween(tick - 1.0, (double) tick);
                newest = drive.count(tick);
            }
        }
        // Missing where this one is late and the one before was not: a quarter.
        assertThat(drive.count(LinkStatus.MISSING) / (double) MANY).isCloseTo(0.25, share(0.25));
    }

    @Test
    void duplicatesTakeThePlaceOfTheNextPacket() {
        FaultDrive caught = FaultDrive.of("duplicate: {p: 20 %}", 0, MANY, MANY);
        assertThat(caught.count(LinkStatus.STALE)).isEqualTo(caught.injected);
        assertThat(caught.injected / (double) MANY).isCloseTo(0.2, share(0.2));
        FaultDrive blind = FaultDrive.of("duplicate: {p: 20 %, caught: false}", 0, MANY, MANY);
        assertThat(blind.count(LinkStatus.OK)).isEqualTo(MANY);
        long old = 0;
        for (int tick = 1; tick < MANY; tick++) {
            if (blind.count(tick) != tick) {
                assertThat(blind.count(tick)).isEqualTo(blind.count(tick - 1));
                old++;
            }
        }
        assertThat(old).isEqualTo(blind.injected);
    }

    @Test
    void packetsThatChangePlaces() {
        FaultDrive caught = FaultDrive.of("reorder: {p: 20 %}", 0, MANY, MANY);
        FaultDrive blind = FaultDrive.of("reorder: {p: 20 %, caught: false}", 0, MANY, MANY);
        assertThat(caught.count(LinkStatus.MISSING)).isEqualTo(caught.injected).isPositive();
        for (int tick = 0; tick < MANY - 1; tick++) {
            if (caught.statuses.get(tick) == LinkStatus.MISSING) {
                assertThat(caught.statuses.get(tick + 1)).isEqualTo(LinkStatus.OK);
                assertThat(caught.count(tick + 1)).isEqualTo(tick + 1);
            }
            if (blind.statuses.get(tick) == LinkStatus.MISSING) {
                assertThat(blind.statuses.get(tick + 1)).isEqualTo(LinkStatus.OK);
                assertThat(blind.count(tick + 1)).isEqualTo(tick);
            }
        }
    }

    @Test
    void corruptionTurnsOneBitOver() {
        FaultDrive caught = FaultDrive.of("corrupt: {p: 5 %, direction: measurement}", 0, MANY, MANY);
        assertThat(caught.count(LinkStatus.CORRUPT)).isEqualTo(caught.injected);
        assertThat(caught.injected / (double) MANY).isCloseTo(0.05, share(0.05));
        FaultDrive blind = FaultDrive.of("corrupt: {p: 5 %, caught: false, direction: measurement}", 0, MANY, MANY);
        long hit = 0;
        long bits = 0;
        for (int tick = 0; tick < MANY; tick++) {
            int flipped = Long.bitCount(
                            Double.doubleToRawLongBits(blind.count(tick)) ^ Double.doubleToRawLongBits(tick))
                    + Long.bitCount(Double.doubleToRawLongBits(blind.level(tick)) ^ Double.doubleToRawLongBits(1));
            assertThat(flipped).isBetween(0, 1);
            hit += flipped;
            bits |= Double.doubleToRawLongBits(blind.level(tick)) ^ Double.doubleToRawLongBits(1);
        }
        assertThat(hit).isEqualTo(blind.injected);
        assertThat(bits).as("every bit of a number turns over sooner or later").isEqualTo(-1L);
    }

    @Test
    void stalePlantsRepeatThemselves() {
        FaultDrive caught = FaultDrive.of("stale: {for: 3 ticks}", 10, 13, 30);
        assertThat(caught.statuses.subList(10, 13)).containsOnly(LinkStatus.STALE);
        assertThat(caught.count(LinkStatus.OK)).isEqualTo(27);
        FaultDrive blind = FaultDrive.of("stale: {for: 3 ticks, caught: false}", 10, 13, 30);
        assertThat(blind.count(LinkStatus.OK)).isEqualTo(30);
        assertThat(blind.count(12)).isEqualTo(9);
        assertThat(blind.count(13)).isEqualTo(13);
    }

    @Test
    void theSameSeedGivesTheSameFaultsAndAnotherOneOthers() {
        for (String fault :
                new String[] {"drop: {p: 50 %}", "late: {by: 2 ticks, p: 50 %}", "sensor-noise: {deviation: 1 %}"}) {
            FaultDrive first = seeded(fault, 3);
            FaultDrive again = seeded(fault, 3);
            FaultDrive other = seeded(fault, 4);
            assertThat(again.statuses).isEqualTo(first.statuses);
            assertThat(again.seen.toArray(double[][]::new)).isDeepEqualTo(first.seen.toArray(double[][]::new));
            assertThat(again.plant.given).isEqualTo(first.plant.given);
            assertThat(Arrays.deepEquals(other.seen.toArray(), first.seen.toArray()))
                    .isFalse();
        }
    }

    private static FaultDrive seeded(String fault, long seed) {
        return FaultDrive.of(LinkSignature.Clock.LOCKSTEP, fault, seed, 0, 500, 500, tick -> tick % 7);
    }
}
