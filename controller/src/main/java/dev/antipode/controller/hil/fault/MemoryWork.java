package dev.antipode.controller.hil.fault;

import java.util.concurrent.locks.LockSupport;

/** Garbage at a rate: a slice every ten milliseconds, of which a few stay alive so that the collector has to copy them. */
final class MemoryWork implements Runnable {
    private static final int PIECE_BYTES = 1 << 16;
    private static final int ALIVE = 64;
    private static final long SLICE_NANOS = 10_000_000;
    private static final double SLICES_A_SECOND = 100;

    private final byte[][] alive = new byte[ALIVE][];
    private final int pieces;
    private int next;

    MemoryWork(double mebibytesPerSecond) {
        this.pieces = (int) Math.max(1, mebibytesPerSecond * (1 << 20) / PIECE_BYTES / SLICES_A_SECOND);
    }

    @Override
    public void run() {
        for (int i = 0; i < pieces; i++) {
            alive[next % ALIVE] = new byte[PIECE_BYTES];
            next = (next + 1) % ALIVE;
        }
        LockSupport.parkNanos(SLICE_NANOS);
    }
}
