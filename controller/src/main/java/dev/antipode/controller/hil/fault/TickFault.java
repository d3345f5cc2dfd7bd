package dev.antipode.controller.hil.fault;

import dev.antipode.controller.hil.LinkStatus;

/** A fault that is not about packets: they pass as they are, and what counts are the ticks under it. */
abstract class TickFault implements InjectedFault {
    private long injected;

    @Override
    public final LinkStatus measurement(LinkStatus status, Packet packet, boolean active, FaultStream random) {
        injected += active ? 1 : 0;
        return status;
    }

    @Override
    public final long injected() {
        return injected;
    }
}
