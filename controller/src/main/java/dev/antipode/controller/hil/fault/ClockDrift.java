package dev.antipode.controller.hil.fault;

import dev.antipode.controller.hil.LinkStatus;

/** The controller's clock runs at another rate than the plant's. */
final class ClockDrift implements InjectedFault {
    private final double rate;
    private long injected;

    ClockDrift(double rate) {
        this.rate = rate;
    }

    @Override
    public void begin(FaultyPlant plant) {
        plant.clockRate(rate);
    }

    @Override
    public void end(FaultyPlant plant) {
        plant.clockRate(1);
    }

    @Override
    public LinkStatus measurement(LinkStatus status, Packet packet, boolean active, FaultStream random) {
        injected += active ? 1 : 0;
        return status;
    }

    @Override
    public long injected() {
        return injected;
    }
}
