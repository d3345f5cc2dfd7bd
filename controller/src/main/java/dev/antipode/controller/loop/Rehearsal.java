package dev.antipode.controller.loop;

import dev.antipode.controller.hil.Exchange;
import dev.antipode.controller.hil.Link;
import dev.antipode.controller.hil.LinkSignature;
import dev.antipode.controller.hil.LinkStatus;
import dev.antipode.sim.Signal;
import java.util.List;
import java.util.Optional;

/**
 * Runs the loop's code before it counts: against nothing, as fast as it goes, until the JVM has compiled it. A first tick that is
 * interpreted would take a hundred times as long as a later one.
 */
public final class Rehearsal {
    private static final int ROUNDS = 4;
    private static final int TICKS = 10_000;
    private static final long COMPILER_MILLIS = 150;

    private Rehearsal() {}

    /**
     * Rehearses; the controllers forget it afterwards.
     *
     * @param signature of the link that will be used
     * @param controller as in the loop
     * @param fallback as in the loop
     * @param options of the loop
     * @param extras of the loop; a recorder is not written to
     * @param clock of the loop, whose way of waiting is tried out
     */
    public static void run(
            LinkSignature signature,
            Inference controller,
            Optional<Inference> fallback,
            LoopOptions options,
            LoopExtras extras,
            TickClock clock) {
        for (int round = 0; round < ROUNDS; round++) {
            LoopOptions brief = new LoopOptions(
                    options.periodNanos(),
                    TICKS,
                    1,
                    options.guard().withWatchdogNanos(0),
                    RealTime.none(),
                    options.safeCommand(),
                    options.precision());
            try (TickRing ring = new TickRing(signature, 64, Long.MAX_VALUE)) {
                LoopExtras nothing = new LoopExtras(
                        extras.recorder().isPresent() ? Optional.of(ring) : Optional.empty(),
                        Optional.empty(),
                        extras.gate());
                new ControlLoop(new NoPlant(signature, ring), controller, fallback, brief, new NoWait(), nothing).run();
            }
            long now = clock.nanoTime();
            for (int i = 0; i < TICKS / 10; i++) {
                clock.awaitUntil(now + 1);
                now = clock.nanoTime();
            }
            pause();
        }
        controller.reset();
        extras.gate().ifPresent(ParameterGate::forget);
        fallback.ifPresent(Inference::reset);
    }

    private static void pause() {
        try {
            Thread.sleep(COMPILER_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Time that stands wherever the loop wants it. */
    private static final class NoWait implements TickClock {
        private long now;

        @Override
        public long nanoTime() {
            return now;
        }

        @Override
        public void awaitUntil(long deadlineNanos) {
            now = deadlineNanos;
        }
    }

    /** Measures what is usual, and now and then nothing; obeys nobody. */
    private static final class NoPlant implements Link {
        private static final int FAULT_EVERY = 1000;

        private final LinkSignature signature;
        private final double[] usual;
        private final TickRing ring;
        private final TickRow row;
        private long tick;

        NoPlant(LinkSignature signature, TickRing ring) {
            this.signature = signature;
            this.usual = usual(signature.measurements());
            this.ring = ring;
            this.row = ring.row();
        }

        private static double[] usual(List<Signal> signals) {
            return signals.stream().mapToDouble(Signal::middle).toArray();
        }

        @Override
        public LinkSignature signature() {
            return signature;
        }

        @Override
        public LinkStatus receive(Exchange exchange) {
            tick++;
            System.arraycopy(usual, 0, exchange.measurement, 0, usual.length);
            exchange.measurementTick = tick;
            exchange.stageCost = 0;
            return tick % FAULT_EVERY < 4 ? LinkStatus.MISSING : LinkStatus.OK;
        }

        @Override
        public LinkStatus send(Exchange exchange) {
            ring.poll(row);
            return LinkStatus.OK;
        }

        @Override
        public void close() {}
    }
}
