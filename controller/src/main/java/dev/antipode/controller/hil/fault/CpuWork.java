package dev.antipode.controller.hil.fault;

/** Arithmetic for a fraction of a millisecond. */
final class CpuWork implements Runnable {
    private static final int ROUNDS = 20_000;

    private double value = 1;

    @Override
    public void run() {
        for (int i = 0; i < ROUNDS; i++) {
            value = Math.sqrt(value + i);
        }
    }
}
