package dev.antipode.controller.hil.fault;

import dev.antipode.controller.hil.LinkStatus;

/** One fault for measurements and one of the same kind for commands. */
final class BothWays implements InjectedFault {
    private final InjectedFault measurements;
    private final InjectedFault commands;

    BothWays(InjectedFault measurements, InjectedFault commands) {
        this.measurements = measurements;
        this.commands = commands;
    }

    @Override
    public void episode() {
        measurements.episode();
        commands.episode();
    }

    @Override
    public void begin(FaultyPlant plant) {
        measurements.begin(plant);
        commands.begin(plant);
    }

    @Override
    public void end(FaultyPlant plant) {
        measurements.end(plant);
        commands.end(plant);
    }

    @Override
    public LinkStatus measurement(LinkStatus status, Packet packet, boolean active, FaultStream random) {
        return measurements.measurement(status, packet, active, random);
    }

    @Override
    public boolean command(Packet packet, boolean active, FaultStream random) {
        return commands.command(packet, active, random);
    }

    @Override
    public long injected() {
        return measurements.injected() + commands.injected();
    }
}
