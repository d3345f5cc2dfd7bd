package dev.antipode.controller.hil.fault;

import dev.antipode.controller.hil.LinkStatus;

/** A fault that is the same for packets of either side: what happens to a packet is one method. */
public abstract class PacketFault implements InjectedFault {
    private final Side side;
    private long injected;

    /**
     * Makes one.
     *
     * @param side whose packets it hits
     */
    protected PacketFault(Side side) {
        this.side = side;
    }

    /**
     * What becomes of a packet, or of a tick without one.
     *
     * @param status {@link LinkStatus#OK} for a packet
     * @param packet modified where other numbers arrive
     * @param active whether the window is open
     * @param random draws of this tick
     * @return as the receiver is to see it; for a command, anything but {@link LinkStatus#OK} means that it does not arrive
     */
    protected abstract LinkStatus pass(LinkStatus status, Packet packet, boolean active, FaultStream random);

    /** Counts a packet that is hit. */
    protected final void hit() {
        injected++;
    }

    @Override
    public final LinkStatus measurement(LinkStatus status, Packet packet, boolean active, FaultStream random) {
        return side == Side.MEASUREMENT ? pass(status, packet, active, random) : status;
    }

    @Override
    public final boolean command(Packet packet, boolean active, FaultStream random) {
        return side != Side.COMMAND || pass(LinkStatus.OK, packet, active, random) == LinkStatus.OK;
    }

    @Override
    public final long injected() {
        return injected;
    }
}
