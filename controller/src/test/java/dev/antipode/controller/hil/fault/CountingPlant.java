package dev.antipode.controller.hil.fault;

import dev.antipode.controller.hil.Exchange;
import dev.antipode.controller.hil.Link;
import dev.antipode.controller.hil.LinkSignature;
import dev.antipode.controller.hil.LinkStatus;
import dev.antipode.controller.hil.TestablePlant;
import dev.antipode.sim.Signal;
import java.util.ArrayList;
import java.util.List;

/** A plant that measures how many commands it has had, and a constant; it notes what it was given. */
final class CountingPlant implements Link, TestablePlant {
    static final Signal COUNT = new Signal("count", "1", -1000, 1000, Double.POSITIVE_INFINITY, false, 0);
    static final Signal LEVEL = new Signal("level", "m", -2, 2, Double.POSITIVE_INFINITY, false, 0);
    static final Signal FORCE = new Signal("force", "N", -10, 10, Double.POSITIVE_INFINITY, false, 0);
    static final Signal MASS = new Signal("mass", "kg", 0, 100, Double.POSITIVE_INFINITY, false, 2);
    static final double PERIOD = 0.01;

    final List<Double> given = new ArrayList<>();
    final List<Double> masses = new ArrayList<>();
    private final LinkSignature.Clock clock;
    private long count;
    private long starts;
    private double mass = MASS.defaultValue();
    private boolean fresh = true;

    CountingPlant(LinkSignature.Clock clock) {
        this.clock = clock;
    }

    static FaultContext context(int episodeTicks) {
        return new FaultContext(List.of(COUNT, LEVEL), List.of(FORCE), List.of(MASS), PERIOD, episodeTicks);
    }

    @Override
    public LinkSignature signature() {
        return new LinkSignature("counter", List.of(FORCE), List.of(COUNT, LEVEL), List.of(), PERIOD, clock);
    }

    @Override
    public LinkStatus receive(Exchange exchange) {
        if (!fresh) {
            return LinkStatus.STALE;
        }
        fresh = clock == LinkSignature.Clock.FREE_RUNNING;
        exchange.measurement[0] = count;
        exchange.measurement[1] = 1;
        exchange.measurementTick = count;
        exchange.episode = starts;
        exchange.stageCost = 1;
        return LinkStatus.OK;
    }

    @Override
    public LinkStatus send(Exchange exchange) {
        given.add(exchange.command[0]);
        masses.add(mass);
        count++;
        fresh = true;
        return LinkStatus.OK;
    }

    @Override
    public void restart(long episode) {
        count = 0;
        starts++;
        mass = MASS.defaultValue();
        fresh = true;
    }

    @Override
    public List<Signal> plantParameters() {
        return List.of(MASS);
    }

    @Override
    public void scalePlantParameter(int index, double factor) {
        mass = factor * MASS.defaultValue();
    }

    @Override
    public boolean lastEpisodeSucceeded() {
        return true;
    }

    @Override
    public void close() {}
}
