package dev.antipode.controller.loop;

import dev.antipode.controller.hil.Exchange;
import dev.antipode.controller.hil.Link;
import dev.antipode.controller.hil.LinkSignature;
import dev.antipode.controller.hil.LinkStatus;
import dev.antipode.core.kernel.JvmFlags;
import dev.antipode.sim.Signal;
import java.util.List;
import java.util.Optional;

/**
 * Runs the loop's code before it counts: against nothing, as fast as it goes, until the JVM has compiled it. A first tick that is
 * interpreted would take a hundred times as long as a later one. Where the quick compiler is the only one and the period has room for
 * many ticks as slow as that, some short rounds that load what a tick needs are enough, and the loop begins at once.
 */
public final class Rehearsal {
    /** Before that a busy compiler may not have been asked yet for what a tick calls, and all be quiet nevertheless. */
    private static final int LEAST_ROUNDS = 8;

    private static final int MOST_ROUNDS = 40;
    /** Rounds in a row without a byte allocated, after which everything is taken for compiled. */
    private static final int QUIET_ROUNDS = 4;

    /** Where the quick compiler is the only one, so many rounds at the start are short. */
    private static final int SHORT_ROUNDS = 8;

    private static final int SHORTER = 20;
    /** Short rounds are enough where a period has room for so many ticks as they are then. */
    private static final int TICKS_A_PERIOD = 100;

    private static final int SETTLING_TICKS = 10;
    /** Shorter than a tick takes: the loop never waits, and gets far. Most deadlines pass, so what is counted is the ticks that are run. */
    private static final long BUSY_NANOS = 500;

    private static final int BUSY_TICKS = 4000;
    /** Longer than a tick takes: the loop waits as it will. */
    private static final long WAITING_NANOS = 20_000;

    private static final int WAITING_TICKS = 1000;
    private static final int RING_TICKS = 64;
    private static final long COMPILER_MILLIS = 40;

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
        // A bet that the optimizing compiler loses later would put the loop back to interpreted code: there all is
        // rehearsed at length.
        boolean optimizing = JvmFlags.ofThisJvm().optimizingCompiler();
        int leastRounds = optimizing ? LEAST_ROUNDS : QUIET_ROUNDS;
        int quiet = 0;
        for (int round = 0; round < MOST_ROUNDS && (round < leastRounds || quiet < QUIET_ROUNDS); round++) {
            boolean brief = !optimizing && round < SHORT_ROUNDS;
            long bytes = 0;
            boolean ready = true;
            Optional<ParameterGate> gate = extras.gate().map(ParameterGate::rehearsed);
            try (TickRing ring = new TickRing(signature, RING_TICKS, Long.MAX_VALUE)) {
                LoopExtras rehearsed = new LoopExtras(
                        extras.recorder().isPresent() ? Optional.of(ring) : Optional.empty(), Optional.empty(), gate);
                for (long period : new long[] {WAITING_NANOS, BUSY_NANOS}) {
                    int ticks = (period == BUSY_NANOS ? BUSY_TICKS : WAITING_TICKS) / (brief ? SHORTER : 1);
                    LoopResult result = new ControlLoop(
                                    NoPlant.of(round, signature, ring, gate, ticks),
                                    controller,
                                    fallback,
                                    part(options, period, round),
                                    clock,
                                    rehearsed)
                            .run();
                    bytes += result.allocatedBytes();
                    ready = result.elapsedNanos() / ticks <= options.periodNanos() / TICKS_A_PERIOD;
                }
            }
            quiet = bytes <= 0 && (ready || !brief) ? quiet + 1 : 0;
            pause(brief);
        }
        controller.reset();
        fallback.ifPresent(Inference::reset);
    }

    /**
     * By turns as a loop without an end that counts misses, and as one with an end that does not: the real one may be either. Ticks are
     * late in the one and never in the other, so that the JVM has seen both.
     */
    private static LoopOptions part(LoopOptions options, long periodNanos, int round) {
        boolean ends = round % 2 == 1;
        return new LoopOptions(
                periodNanos,
                ends ? Long.MAX_VALUE : 0,
                SETTLING_TICKS,
                options.guard().withWatchdogNanos(0).withMissLimit(ends ? 0 : Integer.MAX_VALUE),
                RealTime.none(),
                options.safeCommand(),
                options.precision(),
                ends ? new TickBudget(1, 1) : TickBudget.none());
    }

    private static void pause(boolean brief) {
        try {
            Thread.sleep(brief ? COMPILER_MILLIS / SHORTER : COMPILER_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /**
     * Measures what is usual, and now and then nothing, for so many ticks, and offers new parameters all the time; obeys nobody. There are three of a kind, so that the JVM learns not to bet on the
     * class of a link: a bet that is lost in the first tick of the real one would put the loop back to interpreted code.
     */
    private static class NoPlant implements Link {
        private static final int FAULT_EVERY = 1000;
        private static final int COSTLESS_EVERY = 7;
        private static final int EPISODE_TICKS = 300;

        private final LinkSignature signature;
        private final double[] usual;
        private final TickRing ring;
        private final TickRow row;
        private final ParameterGate gate;
        private final int ticks;
        private long tick;

        NoPlant(LinkSignature signature, TickRing ring, Optional<ParameterGate> gate, int ticks) {
            this.signature = signature;
            this.usual = usual(signature.measurements());
            this.ring = ring;
            this.row = ring.row();
            this.gate = gate.orElse(null);
            this.ticks = ticks;
        }

        static Link of(int round, LinkSignature signature, TickRing ring, Optional<ParameterGate> gate, int ticks) {
            return switch (round % 3) {
                case 0 -> new NoPlant(signature, ring, gate, ticks);
                case 1 -> new SecondNoPlant(signature, ring, gate, ticks);
                default -> new ThirdNoPlant(signature, ring, gate, ticks);
            };
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
            exchange.stageCost = tick % COSTLESS_EVERY == 0 ? Double.NaN : 0;
            exchange.episode = tick / EPISODE_TICKS;
            exchange.failed = exchange.episode % 2 == 1;
            if (tick >= ticks) {
                return LinkStatus.CLOSED;
            }
            return tick % FAULT_EVERY < 4 ? LinkStatus.MISSING : LinkStatus.OK;
        }

        @Override
        public LinkStatus send(Exchange exchange) {
            ring.poll(row);
            if (gate != null) {
                gate.offerAgain();
            }
            return LinkStatus.OK;
        }

        @Override
        public void close() {}
    }

    private static final class SecondNoPlant extends NoPlant {
        SecondNoPlant(LinkSignature signature, TickRing ring, Optional<ParameterGate> gate, int ticks) {
            super(signature, ring, gate, ticks);
        }
    }

    private static final class ThirdNoPlant extends NoPlant {
        ThirdNoPlant(LinkSignature signature, TickRing ring, Optional<ParameterGate> gate, int ticks) {
            super(signature, ring, gate, ticks);
        }
    }
}
