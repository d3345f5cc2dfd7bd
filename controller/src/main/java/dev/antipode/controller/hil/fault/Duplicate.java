package dev.antipode.controller.hil.fault;

import dev.antipode.controller.hil.LinkStatus;

/**
 * Packets come a second time, in the place of the next one. A receiver that looks at sequence numbers has nothing new in that tick; one
 * that does not takes the old numbers for new.
 */
final class Duplicate extends PacketFault {
    private final double probability;
    private final boolean caught;
    private final Packet before;
    private boolean has;

    Duplicate(Side side, int size, double probability, boolean caught) {
        super(side);
        this.probability = probability;
        this.caught = caught;
        this.before = new Packet(size);
    }

    @Override
    public void episode() {
        has = false;
    }

    @Override
    protected LinkStatus pass(LinkStatus status, Packet packet, boolean active, FaultStream random) {
        if (status != LinkStatus.OK) {
            return status;
        }
        if (active && has && random.chance(probability)) {
            hit();
            packet.set(before);
            return caught ? LinkStatus.STALE : LinkStatus.OK;
        }
        before.set(packet);
        has = true;
        return LinkStatus.OK;
    }
}
