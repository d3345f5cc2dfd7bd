package dev.antipode.controller.hil.train;

import dev.antipode.controller.loop.Inference;

/** One episode of one candidate on the plant: to its start, tick by tick, and into the safe action. Allocates nothing. */
final class PlantEpisode {
    private final PlantPort port;
    private final PlantReset reset;
    private final Envelope envelope;
    private final StageCost stageCost;
    private final int horizon;
    private final long restTicks;
    private final StopSignal stop;

    private double cost;
    private double worst;
    private long ticks;
    private int left = -1;

    /**
     * @param horizon ticks of an episode
     * @param restTicks of the safe action before the plant is brought to its start
     */
    PlantEpisode(
            PlantPort port,
            PlantReset reset,
            Envelope envelope,
            StageCost stageCost,
            int horizon,
            long restTicks,
            StopSignal stop) {
        this.port = port;
        this.reset = reset;
        this.envelope = envelope;
        this.stageCost = stageCost;
        this.horizon = horizon;
        this.restTicks = restTicks;
        this.stop = stop;
    }

    /** Runs one; {@link #cost} and {@link #ticks} are of it afterwards. */
    EpisodeEnd run(Inference candidate, long number) {
        cost = 0;
        worst = stageCost.failureCost();
        ticks = 0;
        left = -1;
        EpisodeEnd end = rest();
        end = end == EpisodeEnd.COMPLETE ? reset.reset(port, number, stop) : end;
        if (end == EpisodeEnd.COMPLETE) {
            end = ticks(candidate);
        }
        // Where the plant's side has just begun the next episode, its first measurement is to be acted on.
        boolean begun = port.fresh() && ticks > 0;
        if (end != EpisodeEnd.GONE && !begun) {
            port.safely();
        }
        if (end.counts() && ticks < horizon) {
            cost += (horizon - ticks) * worst;
        }
        return end;
    }

    private EpisodeEnd rest() {
        for (long tick = 0; port.started() && tick < restTicks; tick++) {
            if (stop.stopped()) {
                return EpisodeEnd.STOPPED;
            }
            PlantPort.Arrival arrival = port.safely();
            if (arrival != PlantPort.Arrival.HERE) {
                return PlantReset.failure(arrival);
            }
        }
        return EpisodeEnd.COMPLETE;
    }

    private EpisodeEnd ticks(Inference candidate) {
        port.begin();
        candidate.reset();
        envelope.reset();
        left = envelope.leaves(port.exchange.measurement);
        if (left >= 0) {
            // It has commanded nothing yet: the start is to blame.
            return EpisodeEnd.NOT_READY;
        }
        while (ticks < horizon) {
            if (stop.stopped()) {
                return EpisodeEnd.STOPPED;
            }
            candidate.command(port.exchange.measurement, port.exchange.command);
            if (!PlantPort.finite(port.exchange.command)) {
                return EpisodeEnd.NO_COMMAND;
            }
            port.limit();
            double stage = stageCost.acted(port.exchange);
            long before = port.exchange.measurementTick;
            PlantPort.Arrival arrival = port.act();
            if (arrival != PlantPort.Arrival.HERE) {
                return PlantReset.failure(arrival);
            }
            // Of a plant that runs by itself, measurements may have been overtaken.
            long passed = Math.clamp(port.exchange.measurementTick - before, 1, horizon - ticks);
            stage += stageCost.told(port.exchange);
            if (stage != stage) {
                return EpisodeEnd.WITHOUT_COST;
            }
            cost += passed * stage;
            worst = Math.max(worst, stage);
            ticks += passed;
            if (port.fresh()) {
                return port.exchange.failed
                        ? EpisodeEnd.FAILED
                        : ticks < horizon ? EpisodeEnd.INTERRUPTED : EpisodeEnd.COMPLETE;
            }
            left = envelope.leaves(port.exchange.measurement);
            if (left >= 0) {
                return EpisodeEnd.LEFT_ENVELOPE;
            }
        }
        return EpisodeEnd.COMPLETE;
    }

    /** What it cost, with what was charged. */
    double cost() {
        return cost;
    }

    /** The ticks that the candidate commanded. */
    long ticks() {
        return ticks;
    }

    /** The place of the measurement that left the envelope; -1 where none did. */
    int left() {
        return left;
    }
}
