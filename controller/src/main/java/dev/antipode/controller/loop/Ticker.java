package dev.antipode.controller.loop;

import dev.antipode.controller.hil.Exchange;
import dev.antipode.controller.hil.Link;
import dev.antipode.controller.hil.LinkSignature;
import dev.antipode.controller.hil.LinkStatus;
import java.util.Optional;

/** What one tick does: receive, judge, command, limit, send; then what can wait: shadow, record. */
final class Ticker {
    private final Link link;
    private final Exchange exchange;
    private final TickClock clock;
    private final LoopTimes times;
    private final Guard guard;
    private final CommandLimiter limiter;
    private final Bump bump;
    private final double[] safeCommand;
    private final double[] asked;
    private final Inference fallback;
    private final Inference controller;
    private final TickRing recorder;
    private final Excitation excitation;
    private final ParameterGate gate;
    private long episode;
    private boolean sent;
    private long sentNanos;
    private boolean bumping;
    private double costSum;
    private long costCount;

    Ticker(
            Link link,
            Exchange exchange,
            Inference controller,
            Optional<Inference> fallback,
            LoopOptions options,
            TickClock clock,
            LoopTimes times,
            LoopExtras extras) {
        LinkSignature signature = link.signature();
        this.link = link;
        this.exchange = exchange;
        this.clock = clock;
        this.times = times;
        this.controller = controller;
        this.fallback = fallback.orElse(null);
        this.guard = new Guard(options.guard(), signature.measurements());
        this.limiter = new CommandLimiter(signature.commands(), options.periodNanos() * 1e-9, options.precision());
        this.bump = new Bump(signature.commands().size(), options.guard().blendTicks());
        this.safeCommand = options.safeCommand().clone();
        this.asked = new double[signature.commands().size()];
        this.recorder = extras.recorder().orElse(null);
        this.excitation = extras.excitation().orElse(null);
        this.gate = extras.gate().orElse(null);
    }

    Guard guard() {
        return guard;
    }

    double meanStageCost() {
        return costSum / costCount;
    }

    /** Returns false when the link is gone. */
    boolean tick(long tick, long deadline, long woke, long lateness, boolean timed, long missRun, boolean stalled) {
        LinkStatus status = link.receive(exchange);
        long received = clock.nanoTime();
        int faults = guard.inspect(status, exchange.measurement);
        faults |= stalled ? Fault.STALLED.bit() : 0;
        faults |= missLimit(missRun);
        long roundTrip = -1;
        if (status == LinkStatus.OK) {
            faults |= newMeasurement();
            if (sent && timed) {
                roundTrip = exchange.receivedNanos - sentNanos;
                times.addRoundTrip(roundTrip);
            }
        }
        if (gate != null && gate.beforeTick(guard.mode() == LoopMode.CONTROL)) {
            bumping = true;
        }
        faults |= command(faults);
        limiter.limit(exchange.command);
        long computed = clock.nanoTime() - received;
        exchange.commandTick = tick;
        LinkStatus handed = link.send(exchange);
        sent = handed == LinkStatus.OK;
        sentNanos = exchange.sentNanos;
        if (handed == LinkStatus.CLOSED) {
            faults |= Fault.LINK_CLOSED.bit();
        } else if (!sent) {
            faults |= Fault.COMMAND_NOT_SENT.bit();
        }
        guard.count(faults);
        if (timed) {
            times.addCompute(computed);
            times.addCommand(received + computed - woke);
        }
        if (gate != null) {
            gate.afterTick(exchange.measurement, exchange.stageCost, faults, guard.mode() == LoopMode.CONTROL);
        }
        if (recorder != null) {
            recorder.write(tick, deadline, lateness, computed, roundTrip, faults, guard.mode(), exchange, asked);
        }
        return (faults & Fault.LINK_CLOSED.bit()) == 0;
    }

    /** Lets the link watch for the answer to the last command until a time. */
    void attend(long untilNanos) {
        if (sent) {
            link.attend(untilNanos);
        }
    }

    private int missLimit(long missRun) {
        return guard.rules().missLimit() > 0 && missRun >= guard.rules().missLimit() ? Fault.DEADLINES_MISSED.bit() : 0;
    }

    private int newMeasurement() {
        if (exchange.stageCost == exchange.stageCost) {
            costSum += exchange.stageCost;
            costCount++;
        }
        if (exchange.episode == episode) {
            return 0;
        }
        episode = exchange.episode;
        limiter.reset();
        bump.end();
        live().reset();
        if (gate != null) {
            gate.reset();
        }
        if (fallback != null) {
            fallback.reset();
        }
        return exchange.failed ? Fault.EPISODE_LOST.bit() : 0;
    }

    private Inference live() {
        return gate == null ? controller : gate.live();
    }

    /** Computes the command into the exchange; returns the faults that this brings to light. */
    private int command(int faults) {
        LoopMode before = guard.mode();
        LoopMode mode = guard.decide(faults);
        if (guard.recovered()) {
            live().reset();
            bumping = true;
        }
        int found = 0;
        if (mode == LoopMode.CONTROL) {
            live().command(exchange.measurement, exchange.command);
            if (!finite(exchange.command)) {
                found = Fault.NON_FINITE_COMMAND.bit();
                mode = guard.refuseCommand();
            }
        }
        if (mode == LoopMode.SAFE) {
            safe(before != LoopMode.SAFE, faults);
        } else if (mode == LoopMode.HOLD) {
            for (int i = 0; i < exchange.command.length; i++) {
                exchange.command[i] = limiter.previous(i);
            }
        }
        System.arraycopy(exchange.command, 0, asked, 0, asked.length);
        if (mode == LoopMode.CONTROL) {
            if (excitation != null) {
                excitation.add(exchange.command);
            }
            if (bumping) {
                bump.begin(limiter, exchange.command);
                bumping = false;
            }
            bump.fade(exchange.command);
        }
        return found;
    }

    private void safe(boolean entered, int faults) {
        bump.end();
        bumping = false;
        if (fallback != null) {
            if (entered) {
                fallback.reset();
            }
            if ((faults & Fault.UNUSABLE) == 0) {
                fallback.command(exchange.measurement, exchange.command);
                if (finite(exchange.command)) {
                    return;
                }
            }
        }
        System.arraycopy(safeCommand, 0, exchange.command, 0, safeCommand.length);
    }

    private static boolean finite(double[] values) {
        for (double value : values) {
            if (!(Math.abs(value) <= Double.MAX_VALUE)) {
                return false;
            }
        }
        return true;
    }

    /** The last word to the plant: the safe command, within its limits. */
    void endSafely() {
        System.arraycopy(safeCommand, 0, exchange.command, 0, safeCommand.length);
        limiter.limit(exchange.command);
        exchange.commandTick++;
        link.send(exchange);
    }
}
