package dev.antipode.controller.train;

import dev.antipode.core.program.Engine;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;

/**
 * Who has the processors at the beginning of a run. Scalar code works at once, but what the workers take the compilers of SIMD code do
 * not have. So the first generation runs on scalar code where that ends sooner than SIMD code would be there, and SIMD code is made
 * after it; else the workers stop between two tiles and wait. The bits are the same either way.
 */
final class FirstGeneration {
    /** By then what runs is compiled, mostly, and its speed tells something. */
    private static final long SETTLED_NANOS = 300_000_000;

    /** The speed is that of so long a time. */
    private static final long LOOK_NANOS = 100_000_000;

    /** What making SIMD code takes, about; it is not waited for where the generation ends sooner. */
    private static final double SIMD_SECONDS = 1.5;

    /** SIMD code that takes longer is left to come while scalar code works. */
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private static final Duration PAUSE = Duration.ofMillis(50);

    /** What the decision is about. */
    interface WarmUp {
        boolean done();

        void start();

        boolean await(Duration atMost);
    }

    private final WarmUp warmUp;
    private final BooleanSupplier cancelled;
    private final LongSupplier clock;
    private final long startNanos;
    private final AtomicInteger tiles = new AtomicInteger();
    private volatile boolean over;
    private volatile boolean waiting;
    private long lookNanos;
    private int lookTiles;

    /**
     * @param engine whose warm-up starts when it may have the processors, unless it has begun
     * @param cancelled ends all waiting
     */
    FirstGeneration(Engine engine, BooleanSupplier cancelled) {
        this(
                new WarmUp() {
                    @Override
                    public boolean done() {
                        return engine.warm();
                    }

                    @Override
                    public void start() {
                        engine.startWarmUp();
                    }

                    @Override
                    public boolean await(Duration atMost) {
                        return engine.awaitWarmUp(atMost);
                    }
                },
                cancelled,
                System::nanoTime);
    }

    /** @param clock in nanoseconds */
    FirstGeneration(WarmUp warmUp, BooleanSupplier cancelled, LongSupplier clock) {
        this.warmUp = warmUp;
        this.cancelled = cancelled;
        this.clock = clock;
        this.startNanos = clock.getAsLong();
        this.over = warmUp.done();
    }

    /**
     * Called by every worker before each tile; waits there where that is better.
     *
     * @param left how many tiles of the work at hand have not been begun
     */
    void beforeTile(int left) {
        if (over) {
            return;
        }
        if (!waiting) {
            look(tiles.getAndIncrement(), left);
        }
        await();
    }

    /** The first generation is done: from now on SIMD code is waited for. */
    void done() {
        if (!over) {
            giveWay();
            await();
        }
    }

    private synchronized void look(int done, int left) {
        long now = clock.getAsLong() - startNanos;
        if (now < SETTLED_NANOS - LOOK_NANOS) {
            lookNanos = now;
            lookTiles = done;
        } else if (now > SETTLED_NANOS && now - lookNanos > LOOK_NANOS) {
            double tilesPerSecond = 1e9 * (done - lookTiles) / (now - lookNanos);
            if (left > SIMD_SECONDS * tilesPerSecond) {
                giveWay();
            }
            lookNanos = now;
            lookTiles = done;
        }
    }

    private synchronized void giveWay() {
        if (!waiting) {
            waiting = true;
            warmUp.start();
        }
    }

    private void await() {
        long start = clock.getAsLong();
        while (waiting && !over && !cancelled.getAsBoolean()) {
            over = warmUp.await(PAUSE) || clock.getAsLong() - start > PATIENCE.toNanos();
        }
    }
}
