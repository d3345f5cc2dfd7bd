package dev.antipode.controller.hil.fault;

import static org.assertj.core.api.Assertions.assertThat;

import dev.antipode.controller.hil.LinkSignature;
import dev.antipode.controller.hil.LinkStatus;
import dev.antipode.controller.loop.TickClock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Clocks, the plant itself, the peer, the machine. */
class SurroundingFaultTest {
    private static final int MANY = 20_000;

    /** A controller whose clock is 1 % fast has 1.01 ticks for each of the plant's periods. */
    @Test
    void clocksThatDifferSlipTicks() {
        FaultDrive fast = FaultDrive.of("clock-drift: {by: 1 %}", 0, MANY, MANY);
        assertThat((double) fast.plant.given.size()).isCloseTo(MANY / 1.01, org.assertj.core.data.Offset.offset(1.0));
        assertThat(fast.count(LinkStatus.STALE)).isEqualTo(MANY - fast.plant.given.size());
        FaultDrive slow = FaultDrive.of("clock-drift: {by: -1 %}", 0, MANY, MANY);
        assertThat((double) slow.plant.given.size()).isCloseTo(MANY / 0.99, org.assertj.core.data.Offset.offset(1.0));
        assertThat(slow.count(LinkStatus.OK)).isEqualTo(MANY);
    }

    @Test
    void aClockInRealTimeRunsAtItsRateWithoutAJump() {
        Map<String, Long> time = new java.util.HashMap<>(Map.of("now", 1_000_000L));
        DriftingClock clock = new DriftingClock(new TickClock() {
            @Override
            public long nanoTime() {
                return time.get("now");
            }

            @Override
            public void awaitUntil(long deadlineNanos) {
                time.put("now", deadlineNanos);
            }
        });
        assertThat(clock.nanoTime()).isEqualTo(1_000_000);
        clock.rate(1.25);
        assertThat(clock.nanoTime()).isEqualTo(1_000_000);
        time.put("now", 1_800_000L);
        assertThat(clock.nanoTime()).isEqualTo(2_000_000);
        clock.awaitUntil(3_000_000);
        assertThat(time.get("now")).isEqualTo(2_600_000);
        assertThat(clock.nanoTime()).isEqualTo(3_000_000);
        clock.rate(1);
        time.put("now", 2_600_100L);
        assertThat(clock.nanoTime()).isEqualTo(3_000_100);
    }

    @Test
    void aParameterIsAnotherOneInTheWindow() {
        FaultDrive drive = FaultDrive.of("plant-parameter: {name: mass, factor: 1.5}", 10, 20, 30);
        for (int tick = 0; tick < 30; tick++) {
            assertThat(drive.plant.masses.get(tick)).isEqualTo(tick >= 10 && tick < 20 ? 3 : 2);
        }
        assertThat(drive.injected).isEqualTo(10);
    }

    @Test
    void aPeerThatRestartsIsAwayAndComesBackFromItsStart() {
        FaultDrive drive = FaultDrive.of("peer-restart: {for: 4 ticks}", 10, 20, 30);
        for (int tick = 0; tick < 30; tick++) {
            boolean away = tick >= 10 && tick < 14;
            assertThat(drive.statuses.get(tick))
                    .as("tick " + tick)
                    .isEqualTo(away ? LinkStatus.MISSING : LinkStatus.OK);
            assertThat(drive.count(tick)).isEqualTo(tick < 10 ? tick : away ? 9 : tick - 14);
            assertThat(drive.starts.get(tick) - drive.starts.getFirst()).isEqualTo(tick < 14 ? 0 : 1);
        }
        assertThat(drive.plant.given).hasSize(26);
        assertThat(drive.injected).isEqualTo(1);
    }

    /** Each thread works once the window is open, and not before. */
    @Test
    void loadsWaitForTheirWindow() throws InterruptedException {
        List<CountDownLatch> worked = List.of(new CountDownLatch(1), new CountDownLatch(1));
        AtomicInteger made = new AtomicInteger();
        try (Background load = new Background(2, () -> worked.get(made.getAndIncrement())::countDown)) {
            // Long enough for threads that do not wait.
            Thread.sleep(20);
            assertThat(worked).allSatisfy(one -> assertThat(one.getCount()).isEqualTo(1));
            load.begin(new FaultyLink(
                    new CountingPlant(LinkSignature.Clock.LOCKSTEP),
                    List.of(),
                    1,
                    1,
                    new FaultWindow(0, 1),
                    1,
                    1,
                    new FaultDrive.NoLog(),
                    Optional.empty()));
            for (CountDownLatch one : worked) {
                assertThat(one.await(30, TimeUnit.SECONDS)).isTrue();
            }
        }
    }

    /** Every tick of the window counts, and after the case its threads are gone. */
    @Test
    void loadsEndWithTheCase() {
        for (String yaml : new String[] {"cpu-load: {threads: 2}", "memory-pressure: {rate: 100}"}) {
            FaultDrive drive = FaultDrive.of(yaml, 5, 10, 20);
            assertThat(drive.injected).isEqualTo(5);
            assertThat(drive.stopped).isTrue();
            assertThat(Thread.getAllStackTraces().keySet())
                    .noneMatch(thread -> thread.getName().startsWith("antipode-load-"));
        }
    }
}
