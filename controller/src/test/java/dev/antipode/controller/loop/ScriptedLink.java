package dev.antipode.controller.loop;

import dev.antipode.controller.hil.Exchange;
import dev.antipode.controller.hil.Link;
import dev.antipode.controller.hil.LinkSignature;
import dev.antipode.controller.hil.LinkStatus;
import dev.antipode.sim.Signal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A plant that does what a test wrote down, tick by tick; takes time on a virtual clock. */
final class ScriptedLink implements Link {
    static final Signal POSITION = new Signal("position", "m", -1, 1, Double.POSITIVE_INFINITY, false, 0);
    static final Signal FORCE = new Signal("force", "N", -2, 2, Double.POSITIVE_INFINITY, false, 0);

    final List<Double> sent = new ArrayList<>();
    final Map<Integer, LinkStatus> statuses = new HashMap<>();
    final Map<Integer, LinkStatus> sendStatuses = new HashMap<>();
    final Map<Integer, Double> positions = new HashMap<>();
    final Map<Integer, Double> costs = new HashMap<>();
    /** Nanoseconds that sending takes. */
    final Map<Integer, Long> work = new HashMap<>();
    /** Nanoseconds that the tick after this one wakes up late. */
    final Map<Integer, Long> lateness = new HashMap<>();

    final Map<Integer, Runnable> actions = new HashMap<>();
    /** Until when the loop let it watch for an answer. */
    final List<Long> attended = new ArrayList<>();

    private final VirtualClock clock;
    private final Signal command;
    private int tick = -1;

    ScriptedLink(VirtualClock clock) {
        this(clock, FORCE);
    }

    ScriptedLink(VirtualClock clock, Signal command) {
        this.clock = clock;
        this.command = command;
    }

    @Override
    public LinkSignature signature() {
        return new LinkSignature(
                "scripted", List.of(command), List.of(POSITION), List.of(), 0.001, LinkSignature.Clock.FREE_RUNNING);
    }

    @Override
    public LinkStatus receive(Exchange exchange) {
        tick++;
        actions.getOrDefault(tick, () -> {}).run();
        exchange.receivedNanos = clock.nanoTime();
        exchange.measurementTick = tick;
        exchange.measurement[0] = positions.getOrDefault(tick, 0.5);
        exchange.stageCost = costs.getOrDefault(tick, 1.0);
        return statuses.getOrDefault(tick, LinkStatus.OK);
    }

    @Override
    public LinkStatus send(Exchange exchange) {
        exchange.sentNanos = clock.nanoTime();
        clock.work(work.getOrDefault(tick, 10_000L));
        clock.lateness = lateness.getOrDefault(tick, 0L);
        sent.add(exchange.command[0]);
        return sendStatuses.getOrDefault(tick, LinkStatus.OK);
    }

    @Override
    public void attend(long untilNanos) {
        attended.add(untilNanos);
    }

    @Override
    public void close() {}
}
