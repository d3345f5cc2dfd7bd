package dev.antipode.controller.loop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.antipode.controller.hil.LinkStatus;
import dev.antipode.core.memory.Precision;
import dev.antipode.sim.Signal;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Deadlines, guards and statistics on a clock that stands still unless a test moves it. The period is 1 ms. */
class ControlLoopTest {
    private static final long MS = 1_000_000;
    private static final double SAFE = -1;

    private final VirtualClock clock = new VirtualClock();
    private final ScriptedLink link = new ScriptedLink(clock);
    private GuardRules rules = GuardRules.defaults()
            .withRangeFactor(2)
            .withHoldTicks(2)
            .withRecovery(5, 100)
            .withBlendTicks(0);
    private Inference controller = constant(1);
    private Optional<Inference> fallback = Optional.empty();

    static Inference constant(double value) {
        return new Inference() {
            @Override
            public void reset() {}

            @Override
            public void command(double[] observation, double[] command) {
                command[0] = value;
            }
        };
    }

    /** A loop of a millisecond whose controller always says 1. */
    static ControlLoop loop(ScriptedLink link, TickClock clock, long ticks) {
        LoopOptions options = new LoopOptions(
                MS, ticks, 0, GuardRules.defaults(), RealTime.none(), new double[] {SAFE}, Precision.F64);
        return new ControlLoop(link, constant(1), Optional.empty(), options, clock);
    }

    private LoopResult run(long ticks) {
        LoopOptions options = new LoopOptions(MS, ticks, 0, rules, RealTime.none(), new double[] {SAFE}, Precision.F64);
        return new ControlLoop(link, controller, fallback, options, clock).run();
    }

    @Test
    void ticksAreDueAtMultiplesOfThePeriodWhateverTheyTake() {
        for (int tick = 0; tick < 20; tick++) {
            link.work.put(tick, tick * 37_000L);
        }
        long start = clock.nanoTime();
        LoopResult result = run(20);
        assertThat(result.outcome()).isEqualTo(LoopOutcome.COMPLETED);
        assertThat(result.ticks()).isEqualTo(20);
        assertThat(result.misses()).isZero();
        assertThat(result.times().wakeUp().worstNanos()).isZero();
        // The first tick is due a millisecond after the start, the last one 19 later; its work and that of the safe
        // command follow.
        assertThat(clock.nanoTime() - start).isEqualTo(20 * MS + 2 * 19 * 37_000);
        assertThat(result.hertz()).isCloseTo(19 / (19 * 0.001 + 19 * 37e-6), org.assertj.core.data.Offset.offset(1e-6));
        assertThat(link.sent).hasSize(21).endsWith(SAFE);
    }

    @Test
    void aSlowLoopDoesNotWaitForAPeriodBeforeItBegins() {
        long start = clock.nanoTime();
        LoopOptions options =
                new LoopOptions(1000 * MS, 1, 0, rules, RealTime.none(), new double[] {SAFE}, Precision.F64);
        LoopResult result = new ControlLoop(link, controller, fallback, options, clock).run();
        assertThat(result.firstTickNanos() - start).isEqualTo(MS);
        assertThat(result.hertz()).isZero();
    }

    @Test
    void aLateTickDoesNotShiftTheOnesAfterIt() {
        link.lateness.put(3, 300_000L);
        LoopResult result = run(10);
        assertThat(result.misses()).isZero();
        assertThat(result.times().wakeUp().worstNanos()).isCloseTo(300_000, within(300));
        // One value late of ten: the 90th percentile is still on time.
        assertThat(result.times().wakeUp().nanos(90)).isZero();
        assertThat(result.times().period().worstNanos()).isCloseTo(1_300_000, within(2000));
        assertThat(result.times().period().count()).isEqualTo(9);
    }

    private static org.assertj.core.data.Offset<Long> within(long nanos) {
        return org.assertj.core.data.Offset.offset(nanos);
    }

    @Test
    void deadlinesThatPassAreSkippedAndCountWithTheLatenessTheyHad() {
        // Tick 4 is due at 4 ms and busy until 7.6 ms: its own deadline and those of ticks 5, 6 are missed; 7 starts
        // 0.6 ms late.
        link.work.put(4, 3_600_000L);
        LoopResult result = run(12);
        assertThat(result.ticks()).isEqualTo(10);
        assertThat(result.skipped()).isEqualTo(2);
        assertThat(result.misses()).isEqualTo(3);
        assertThat(result.longestMissRun()).isEqualTo(3);
        assertThat(result.missPositions()).containsExactly(4, 5, 6);
        TimeHistogram wakeUp = result.times().wakeUp();
        assertThat(wakeUp.count()).isEqualTo(12);
        // The omitted ticks would have been 2.6 and 1.6 ms late.
        assertThat(wakeUp.worstNanos()).isCloseTo(2_600_000, within(2600));
        assertThat(wakeUp.nanos(100 * 11.0 / 12)).isCloseTo(1_600_000, within(1600));
        assertThat(wakeUp.nanos(100 * 10.0 / 12)).isCloseTo(600_000, within(600));
    }

    /** Tick 5 starts late, tick 3 within the budget; in tick 5 the command takes long, and tick 8 is skipped. */
    @Test
    void whatIsBeyondTheBudgetOfATickIsCounted() {
        link.lateness.put(2, 200_000L);
        link.lateness.put(4, 300_001L);
        link.actions.put(5, () -> clock.work(400_001));
        link.actions.put(6, () -> clock.work(400_000));
        link.work.put(7, 2_900_000L);
        LoopOptions options = new LoopOptions(MS, 12, 0, rules, RealTime.none(), new double[] {SAFE}, Precision.F64);
        LoopTimes times = new ControlLoop(
                        link, controller, fallback, options.withBudget(new TickBudget(300_000, 400_000)), clock)
                .run()
                .times();
        assertThat(times.starts()).isEqualTo(12);
        // The skipped one would have started 1.9 ms late, and has no command; the one after it starts 0.9 ms late.
        assertThat(times.lateStarts()).isEqualTo(1 + 2);
        assertThat(times.lateCommands()).isEqualTo(1 + 1);
    }

    @Test
    void withoutABudgetNothingIsBeyondIt() {
        link.work.put(4, 3_600_000L);
        LoopTimes times = run(12).times();
        assertThat(times.lateStarts()).isZero();
        assertThat(times.lateCommands()).isZero();
    }

    /** The first tick is busy for longer than all ticks that are to make it warm, and the second is run for the first time yet. */
    @Test
    void whatIsAllocatedCountsFromTicksThatWereRun() {
        int large = 1 << 22;
        byte[][] made = new byte[1][];
        int[] calls = {0};
        controller = new Inference() {
            @Override
            public void reset() {}

            @Override
            public void command(double[] observation, double[] command) {
                if (++calls[0] == 2) {
                    made[0] = new byte[large];
                }
                command[0] = 1;
            }
        };
        link.work.put(0, 30 * MS);
        LoopOptions options = new LoopOptions(MS, 200, 20, rules, RealTime.none(), new double[] {SAFE}, Precision.F64);
        LoopResult result = new ControlLoop(link, controller, fallback, options, clock).run();
        assertThat(result.skipped()).isGreaterThan(20);
        assertThat(made[0]).hasSize(large);
        assertThat(result.allocatedBytes()).isLessThan(large);
    }

    /** However long the last ones take: a loop of 12 ticks has 12 deadlines. */
    @Test
    void noDeadlineIsCountedAfterTheLastOne() {
        link.work.put(11, 3_600_000L);
        LoopResult last = run(12);
        assertThat(last.ticks()).isEqualTo(12);
        assertThat(last.skipped()).isZero();
        assertThat(last.missPositions()).containsExactly(11);
        assertThat(last.times().wakeUp().count()).isEqualTo(12);
        ScriptedLink another = new ScriptedLink(clock);
        another.work.put(9, 10 * MS);
        LoopResult passed = loop(another, clock, 12).run();
        assertThat(passed.ticks()).isEqualTo(10);
        assertThat(passed.skipped()).isEqualTo(2);
        assertThat(passed.missPositions()).containsExactly(9, 10, 11);
    }

    @Test
    void missesAfterOneAnotherAreARun() {
        for (int tick : new int[] {2, 3, 4, 8}) {
            link.work.put(tick, 1_000_001L);
        }
        LoopResult result = run(12);
        assertThat(result.missPositions()).containsExactly(2, 3, 4, 8);
        assertThat(result.longestMissRun()).isEqualTo(3);
        assertThat(result.skipped()).isZero();
    }

    @Test
    void roundTripIsFromTheCommandToTheAnswer() {
        LoopResult result = run(3);
        // Sent right after the tick began, answered when the next one began.
        assertThat(result.times().roundTrip().count()).isEqualTo(2);
        assertThat(result.times().roundTrip().worstNanos()).isCloseTo(MS, within(1000));
    }

    /** In the time that is left the link may watch for the answer, but not up to the deadline. */
    @Test
    void theLinkIsAttendedBetweenTicks() {
        TickClock passing = new TickClock() {
            @Override
            public long nanoTime() {
                return clock.nanoTime();
            }

            @Override
            public void awaitUntil(long deadlineNanos) {
                clock.awaitUntil(deadlineNanos);
            }

            @Override
            public long realNanos(long deadlineNanos) {
                return deadlineNanos;
            }
        };
        long first = clock.nanoTime() + MS;
        link.sendStatuses.put(2, LinkStatus.MISSING);
        loop(link, passing, 5).run();
        // Not before the first tick, nor after a command that was not sent.
        assertThat(link.attended)
                .containsExactly(first + MS - 200_000, first + 2 * MS - 200_000, first + 4 * MS - 200_000);

        ScriptedLink waiting = new ScriptedLink(clock);
        long before = System.nanoTime();
        loop(waiting, clock, 2).run();
        // By a clock whose waiting takes no time there is none.
        assertThat(waiting.attended)
                .hasSize(1)
                .allMatch(until -> until - System.nanoTime() < 0 && until - before > -MS);
    }

    @Test
    void aShortLossIsHeldAndALongOneGoesToTheSafeCommandAndBack() {
        link.statuses.put(3, LinkStatus.MISSING);
        link.statuses.put(4, LinkStatus.STALE);
        for (int tick = 10; tick < 14; tick++) {
            link.statuses.put(tick, LinkStatus.CORRUPT);
        }
        LoopResult result = run(25);
        assertThat(link.sent.subList(0, 10)).containsOnly(1.0);
        // Two ticks are held, then it is safe; five good ticks bring the controller back.
        assertThat(link.sent.subList(10, 12)).containsOnly(1.0);
        assertThat(link.sent.subList(12, 18)).containsOnly(SAFE);
        assertThat(link.sent.subList(18, 25)).containsOnly(1.0);
        assertThat(result.holdTicks()).isEqualTo(4);
        assertThat(result.safeTicks()).isEqualTo(6);
        assertThat(result.safeActions()).isEqualTo(1);
        assertThat(result.recoveries()).isEqualTo(1);
        assertThat(result.endedSafe()).isFalse();
        assertThat(result.faults())
                .isEqualTo(Map.of(
                        Fault.MISSING_MEASUREMENT, 1L,
                        Fault.STALE_MEASUREMENT, 1L,
                        Fault.CORRUPT_MEASUREMENT, 4L));
    }

    @Test
    void whatCannotBeMeasuredIsAFault() {
        link.positions.put(2, Double.NaN);
        link.positions.put(3, Double.NEGATIVE_INFINITY);
        link.positions.put(4, 2.01);
        // Twice the half-width of [-1, 1] is still believed.
        link.positions.put(8, -2.0);
        LoopResult result = run(10);
        assertThat(result.faults())
                .isEqualTo(Map.of(Fault.NON_FINITE_MEASUREMENT, 2L, Fault.MEASUREMENT_OUT_OF_RANGE, 1L));
        assertThat(link.sent.get(4)).isEqualTo(SAFE);
    }

    @Test
    void theFallbackCommandsWhileItCanSee() {
        fallback = Optional.of(constant(0.25));
        rules = rules.withHoldTicks(0);
        link.statuses.put(2, LinkStatus.MISSING);
        run(10);
        assertThat(link.sent.get(2)).isEqualTo(SAFE);
        assertThat(link.sent.subList(3, 7)).containsOnly(0.25);
        assertThat(link.sent.get(7)).isEqualTo(1.0);
    }

    @Test
    void aCommandThatIsNoNumberNeverReachesThePlant() {
        int[] calls = {0};
        controller = new Inference() {
            @Override
            public void reset() {}

            @Override
            public void command(double[] observation, double[] command) {
                command[0] = calls[0]++ == 3 ? Double.NaN : 1;
            }
        };
        LoopResult result = run(20);
        assertThat(link.sent).doesNotContain(Double.NaN);
        assertThat(link.sent.get(3)).isEqualTo(SAFE);
        assertThat(result.faults()).isEqualTo(Map.of(Fault.NON_FINITE_COMMAND, 1L));
        assertThat(result.recoveries()).isEqualTo(1);
    }

    @Test
    void recoveryEndsWhereTheRulesSaySo() {
        rules = rules.withHoldTicks(0).withRecovery(2, 1);
        link.statuses.put(2, LinkStatus.MISSING);
        link.statuses.put(10, LinkStatus.MISSING);
        LoopResult result = run(30);
        assertThat(result.recoveries()).isEqualTo(1);
        assertThat(result.endedSafe()).isTrue();
        assertThat(link.sent.subList(10, 30)).containsOnly(SAFE);
    }

    @Test
    void theWayBackIsSmooth() {
        rules = rules.withHoldTicks(0).withRecovery(1, 9).withBlendTicks(4);
        link.statuses.put(2, LinkStatus.MISSING);
        run(10);
        // From -1 to 1 in four equal steps, beginning where the safe command left off.
        assertThat(link.sent.subList(2, 8)).containsExactly(SAFE, -1.0, -0.5, 0.0, 0.5, 1.0);
    }

    @Test
    void tooManyMissedDeadlinesAreGrave() {
        rules = rules.withMissLimit(3);
        for (int tick = 2; tick < 6; tick++) {
            link.work.put(tick, 1_100_000L);
        }
        LoopResult result = run(12);
        assertThat(link.sent.subList(0, 5)).containsOnly(1.0);
        assertThat(link.sent.get(5)).isEqualTo(SAFE);
        assertThat(result.faults()).containsKey(Fault.DEADLINES_MISSED);
    }

    @Test
    void aLinkThatClosesEndsTheLoop() {
        link.statuses.put(4, LinkStatus.CLOSED);
        LoopResult result = run(0);
        assertThat(result.outcome()).isEqualTo(LoopOutcome.LINK_CLOSED);
        assertThat(result.ticks()).isEqualTo(5);
        assertThat(result.endedSafe()).isTrue();
        assertThat(link.sent).endsWith(SAFE, SAFE);
    }

    @Test
    void foreignCodeThatThrowsEndsInTheSafeAction() {
        IllegalStateException broken = new IllegalStateException("sensor driver");
        link.actions.put(3, () -> {
            throw broken;
        });
        LoopResult result = run(0);
        assertThat(result.outcome()).isEqualTo(LoopOutcome.BROKEN);
        assertThat(result.failure()).contains(broken);
        assertThat(link.sent).containsExactly(1.0, 1.0, 1.0, SAFE);
    }

    @Test
    void aLoopCanBeStoppedFromOutside() {
        LoopOptions options = new LoopOptions(MS, 0, 0, rules, RealTime.none(), new double[] {SAFE}, Precision.F64);
        ControlLoop loop = new ControlLoop(link, controller, fallback, options, clock);
        link.actions.put(6, loop::stop);
        LoopResult result = loop.run();
        assertThat(result.outcome()).isEqualTo(LoopOutcome.STOPPED);
        assertThat(result.ticks()).isEqualTo(7);
        assertThat(loop.progress().ticks()).isEqualTo(7);
    }

    @Test
    void rangeAndRateLimitWhateverIsAskedFor() {
        Signal slow = new Signal("force", "N", -2, 2, 500, false, 0);
        ScriptedLink limited = new ScriptedLink(clock, slow);
        LoopOptions options = new LoopOptions(MS, 8, 0, rules, RealTime.none(), new double[] {0}, Precision.F64);
        new ControlLoop(limited, constant(7), fallback, options, clock).run();
        assertThat(limited.sent.subList(0, 8)).containsExactly(0.5, 1.0, 1.5, 2.0, 2.0, 2.0, 2.0, 2.0);
    }

    @Test
    void anInputWithLevelsGetsTheNearest() {
        Signal valve =
                new Signal("valve", "1", -2, 2, Double.POSITIVE_INFINITY, false, 0, java.util.List.of(-1.0, 0.5, 2.0));
        ScriptedLink stepped = new ScriptedLink(clock, valve);
        LoopOptions options = new LoopOptions(MS, 7, 0, rules, RealTime.none(), new double[] {0}, Precision.F32);
        double[] asked = {-5, -0.3, -0.25, -0.2, 1.25, 1.3, 9};
        int[] calls = {0};
        Inference sweep = new Inference() {
            @Override
            public void reset() {}

            @Override
            public void command(double[] observation, double[] command) {
                command[0] = asked[calls[0]++];
            }
        };
        new ControlLoop(stepped, sweep, fallback, options, clock).run();
        assertThat(stepped.sent.subList(0, 7)).containsExactly(-1.0, -1.0, -1.0, 0.5, 0.5, 2.0, 2.0);
    }

    @Test
    void theWatchdogCountsAStallOnce() {
        Watchdog watchdog = new Watchdog(5 * MS);
        watchdog.look(100 * MS);
        assertThat(watchdog.stalls()).isZero();
        watchdog.beat(0);
        watchdog.look(5 * MS);
        assertThat(watchdog.stalled()).isFalse();
        watchdog.look(6 * MS);
        watchdog.look(7 * MS);
        assertThat(watchdog.stalls()).isEqualTo(1);
        assertThat(watchdog.stalled()).isTrue();
        assertThat(watchdog.stalled()).isFalse();
        watchdog.beat(8 * MS);
        watchdog.look(20 * MS);
        assertThat(watchdog.stalls()).isEqualTo(2);
    }

    @Test
    void aSafeCommandOfTheWrongSizeIsRefused() {
        LoopOptions options = new LoopOptions(MS, 8, 0, rules, RealTime.none(), new double[2], Precision.F64);
        assertThatThrownBy(() -> new ControlLoop(link, controller, fallback, options, clock))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("2 numbers")
                .hasMessageContaining("1 inputs");
    }
}
