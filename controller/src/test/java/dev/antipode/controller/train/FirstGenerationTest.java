package dev.antipode.controller.train;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** By a clock that the test moves on. */
class FirstGenerationTest {
    private static final int TILES = 100;

    private final AtomicLong milliseconds = new AtomicLong();
    private final SimdCode simd = new SimdCode();
    private boolean cancelled;
    private final FirstGeneration first =
            new FirstGeneration(simd, () -> cancelled, () -> milliseconds.get() * 1_000_000);

    @Test
    void aQuickGenerationRunsOnScalarCodeToItsEnd() {
        for (int tile = 0; tile < TILES; tile++) {
            first.beforeTile(TILES - tile);
            milliseconds.addAndGet(10);
        }
        assertThat(simd.started).isFalse();
        first.done();
        assertThat(simd.started).isTrue();
        assertThat(simd.ready).isTrue();
    }

    @Test
    void aSlowGenerationStopsAfterSomeTilesUntilSimdCodeIsThere() {
        int tile = 0;
        while (!simd.started && tile < TILES) {
            first.beforeTile(TILES - tile);
            milliseconds.addAndGet(50);
            tile++;
        }
        assertThat(milliseconds.get()).isBetween(300L, 1000L + SimdCode.MILLISECONDS);
        assertThat(simd.ready).isTrue();
        long then = milliseconds.get();
        first.beforeTile(TILES - tile);
        assertThat(milliseconds.get()).isEqualTo(then);
    }

    @Test
    void whatIsCompiledYetSaysNothingOfTheSpeed() {
        // Interpreted at first, ten times as slowly.
        for (int tile = 0; tile < 2; tile++) {
            first.beforeTile(TILES - tile);
            milliseconds.addAndGet(80);
        }
        for (int tile = 2; tile < TILES; tile++) {
            first.beforeTile(TILES - tile);
            milliseconds.addAndGet(8);
        }
        assertThat(simd.started).isFalse();
    }

    @Test
    void whereSimdCodeNeverComesTheRunGoesOnWithoutIt() {
        simd.comes = false;
        first.done();
        assertThat(simd.ready).isFalse();
        assertThat(milliseconds.get()).isBetween(5000L, 5200L);
    }

    @Test
    void aCancelledRunWaitsForNothing() {
        cancelled = true;
        first.done();
        assertThat(milliseconds.get()).isZero();
    }

    @Test
    void warmKernelsAreAskedForNothing() {
        simd.ready = true;
        var again = new FirstGeneration(simd, () -> false, milliseconds::get);
        again.beforeTile(TILES);
        again.done();
        assertThat(simd.started).isFalse();
    }

    private final class SimdCode implements FirstGeneration.WarmUp {
        static final long MILLISECONDS = 1200;

        private boolean comes = true;
        private boolean started;
        private boolean ready;
        private long startedAt;

        @Override
        public boolean done() {
            return ready;
        }

        @Override
        public void start() {
            started = true;
            startedAt = milliseconds.get();
        }

        @Override
        public boolean await(Duration atMost) {
            milliseconds.addAndGet(atMost.toMillis());
            ready = comes && milliseconds.get() - startedAt >= MILLISECONDS;
            return ready;
        }
    }
}
