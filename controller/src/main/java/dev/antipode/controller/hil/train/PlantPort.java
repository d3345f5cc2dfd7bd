package dev.antipode.controller.hil.train;

import dev.antipode.controller.hil.Exchange;
import dev.antipode.controller.hil.Link;
import dev.antipode.controller.hil.LinkSignature;
import dev.antipode.controller.hil.LinkStatus;
import dev.antipode.controller.loop.CommandLimiter;
import dev.antipode.controller.loop.Inference;
import dev.antipode.controller.loop.TickClock;
import dev.antipode.core.memory.Precision;
import java.util.Optional;

/**
 * The plant, tick by tick: a command goes out within its limits, the measurement that follows comes in. A plant in lockstep is asked
 * until it answers; one that runs by itself is met at the ticks of a clock, and told the last command again where a measurement stays out.
 */
final class PlantPort {
    /** How the measurement after a command came, or did not. */
    enum Arrival {
        /** It is there. */
        HERE,
        /** Too many ticks without one. */
        MISSING,
        /** The link is closed. */
        GONE
    }

    private final Link link;
    private final CommandLimiter limiter;
    private final double[] safeCommand;
    private final Optional<Inference> fallback;
    private final TickClock clock;
    private final long periodNanos;
    private final int missingTicks;
    private final boolean freeRunning;
    /** What passes over the link. */
    final Exchange exchange;

    private long tick;
    private long deadline;
    private boolean started;
    private boolean fresh;
    private boolean safe;

    /**
     * @param fallback what commands under the safe action while there are measurements; else the safe command does
     * @param clock of the ticks of a plant that runs by itself
     * @param missingTicks in a row after which no more are waited for
     */
    PlantPort(
            Link link,
            double[] safeCommand,
            Optional<Inference> fallback,
            TickClock clock,
            int missingTicks,
            Precision precision) {
        LinkSignature signature = link.signature();
        this.link = link;
        this.safeCommand = safeCommand.clone();
        this.fallback = fallback;
        this.clock = clock;
        this.missingTicks = missingTicks;
        this.periodNanos = signature.periodNanos();
        this.freeRunning = signature.clock() == LinkSignature.Clock.FREE_RUNNING;
        this.exchange = new Exchange(signature);
        this.limiter = new CommandLimiter(signature.commands(), signature.periodSeconds(), precision);
    }

    /** Whether there is a measurement in hand. */
    boolean started() {
        return started;
    }

    /** Whether the measurement in hand is the first of an episode of the plant's side, and nothing was commanded since. */
    boolean fresh() {
        return fresh;
    }

    /** An episode of ours begins with the measurement in hand. */
    void begin() {
        if (fresh) {
            limiter.reset();
        }
        safe = false;
        deadline = clock.nanoTime() + periodNanos;
    }

    /** Brings the command in the exchange within its limits. */
    void limit() {
        limiter.limit(exchange.command);
    }

    /** Sends the command in the exchange, which is within its limits, and waits for the measurement that follows. */
    Arrival act() {
        return await(true);
    }

    /** Waits for the first measurement of an episode that was just asked for. */
    Arrival first() {
        Arrival arrival = await(false);
        fresh = arrival == Arrival.HERE;
        return arrival;
    }

    /** One tick of the safe action. */
    Arrival safely() {
        safeCommand();
        return act();
    }

    private void safeCommand() {
        if (!safe) {
            fallback.ifPresent(Inference::reset);
            safe = true;
        }
        boolean useful = false;
        if (fallback.isPresent()) {
            fallback.get().command(exchange.measurement, exchange.command);
            useful = finite(exchange.command);
        }
        if (!useful) {
            System.arraycopy(safeCommand, 0, exchange.command, 0, safeCommand.length);
        }
        limiter.limit(exchange.command);
    }

    private Arrival await(boolean command) {
        long episode = exchange.episode;
        boolean due = command;
        fresh = false;
        for (int missing = 0; missing < missingTicks; missing++) {
            if (due) {
                exchange.commandTick = tick++;
                LinkStatus sent = link.send(exchange);
                if (sent == LinkStatus.CLOSED) {
                    return Arrival.GONE;
                }
                due = freeRunning || sent != LinkStatus.OK;
            }
            if (freeRunning) {
                clock.awaitUntil(deadline);
                deadline = Math.max(deadline + periodNanos, clock.nanoTime());
            }
            LinkStatus received = link.receive(exchange);
            if (received == LinkStatus.OK) {
                fresh = exchange.episode != episode;
                started = true;
                return Arrival.HERE;
            }
            if (received == LinkStatus.CLOSED) {
                return Arrival.GONE;
            }
        }
        return Arrival.MISSING;
    }

    static boolean finite(double[] values) {
        for (double value : values) {
            if (!(Math.abs(value) <= Double.MAX_VALUE)) {
                return false;
            }
        }
        return true;
    }
}
