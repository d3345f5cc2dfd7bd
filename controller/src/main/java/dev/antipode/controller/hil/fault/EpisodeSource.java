package dev.antipode.controller.hil.fault;

import dev.antipode.controller.hil.Exchange;
import dev.antipode.controller.hil.Link;
import dev.antipode.controller.hil.LinkStatus;
import dev.antipode.controller.hil.TestablePlant;
import java.util.Optional;

/**
 * The real link, seen as a number of episodes. A plant that can be told to start is told to; one that cannot is waited for, so that an
 * episode of the test is one of the plant's; one that has no episodes is cut into pieces. Allocates nothing.
 */
final class EpisodeSource {
    /** A plant that waits for the controller loses nothing when it is waited for; one that is gone must not hold the test up. */
    private static final long PATIENCE_NANOS = 200_000_000;

    private final Link inner;
    private final Exchange exchange;
    private final Optional<TestablePlant> plant;
    private final EpisodeCount count;
    private final TruthLog log;
    private final boolean patient;
    private Runnable whenEnded = () -> {};
    private boolean waiting;
    private int waited;
    private boolean taken;
    private LinkStatus takenStatus = LinkStatus.OK;

    /** @param patient whether a measurement is waited for longer than the link's time-out */
    EpisodeSource(Link inner, EpisodeCount count, TruthLog log, boolean patient) {
        this.inner = inner;
        this.exchange = new Exchange(inner.signature());
        this.plant = inner instanceof TestablePlant testable ? Optional.of(testable) : Optional.empty();
        this.count = count;
        this.log = log;
        this.patient = patient;
    }

    /** Begins the first episode, or waits for it. */
    void start(Runnable atTheEndOfEach) {
        whenEnded = atTheEndOfEach;
        plant.ifPresent(testable -> testable.restart(0));
        waiting = plant.isEmpty();
    }

    Optional<TestablePlant> plant() {
        return plant;
    }

    /** What passes over the real link. */
    Exchange exchange() {
        return exchange;
    }

    /** Whether the running tick belongs to no episode of the test. */
    boolean idle() {
        return waiting || count.done();
    }

    /** Starts the running episode again. */
    void restart() {
        if (plant.isPresent()) {
            plant.get().restart(count.episode());
            count.restarting();
        }
    }

    /** Takes the measurement of a tick. */
    LinkStatus receive() {
        if (taken) {
            taken = false;
            return takenStatus;
        }
        return look();
    }

    /** Watches for the next measurement. */
    void attend(long untilNanos) {
        inner.attend(untilNanos);
    }

    private LinkStatus arrived() {
        LinkStatus status = inner.receive(exchange);
        if (patient && status == LinkStatus.MISSING) {
            long end = System.nanoTime() + PATIENCE_NANOS;
            while (status == LinkStatus.MISSING && System.nanoTime() - end < 0) {
                status = inner.receive(exchange);
            }
        }
        return status;
    }

    private LinkStatus look() {
        LinkStatus status = arrived();
        boolean began = status == LinkStatus.OK && count.began(exchange.episode);
        if (waiting) {
            waited++;
            boolean first = began || (status == LinkStatus.OK && exchange.measurementTick == 0);
            // A plant may have no episodes: it is not waited for longer than one would take.
            waiting = !first && waited < count.ticks();
            return status;
        }
        if (status == LinkStatus.OK && exchange.stageCost == exchange.stageCost && count.tick() > 0) {
            log.cost(exchange.stageCost);
        }
        if (began) {
            ended(exchange.failed);
        } else if (count.full()) {
            if (plant.isPresent()) {
                plant.get().restart(count.episode() + 1L);
                status = arrived();
                count.restarted(exchange.episode);
            }
            waiting = plant.isEmpty() && count.ofItsOwn();
            waited = 0;
            ended(false);
        }
        return status;
    }

    private void ended(boolean lost) {
        boolean succeeded = plant.isPresent() ? plant.get().lastEpisodeSucceeded() : !lost;
        log.ended(count.episode(), lost, succeeded);
        count.next();
        whenEnded.run();
    }

    /** Sends a command as often as the plant has periods in the tick: once, or none or twice where the clocks differ. */
    LinkStatus send(double[] command, int periods) {
        LinkStatus status = LinkStatus.OK;
        for (int i = 0; i < periods; i++) {
            if (i > 0) {
                LinkStatus next = look();
                if (next == LinkStatus.CLOSED) {
                    return next;
                }
                if (count.tick() == 0) {
                    // Another episode has begun meanwhile: what it begins with is for the next tick.
                    taken = true;
                    takenStatus = next;
                    return status;
                }
            }
            System.arraycopy(command, 0, exchange.command, 0, command.length);
            status = inner.send(exchange);
        }
        return status;
    }
}
