package dev.antipode.controller.hil.fault;

import dev.antipode.controller.hil.LinkStatus;

/**
 * A packet comes again in the place of the next ones, for some ticks. A receiver that looks at sequence numbers has nothing new in those
 * ticks; one that does not takes the old numbers for new.
 */
final class Stale extends PacketFault {
    private final double probability;
    private final int length;
    private final boolean caught;
    private final Packet frozen;
    private boolean has;
    private int left;

    Stale(Side side, int size, double probability, int length, boolean caught) {
        super(side);
        this.probability = probability;
        this.length = length;
        this.caught = caught;
        this.frozen = new Packet(size);
    }

    @Override
    public void episode() {
        has = false;
        left = 0;
    }

    @Override
    protected LinkStatus pass(LinkStatus status, Packet packet, boolean active, FaultStream random) {
        if (status != LinkStatus.OK) {
            return status;
        }
        if (!active) {
            left = 0;
        } else if (left == 0 && has && random.chance(probability)) {
            left = length;
        }
        if (left == 0) {
            frozen.set(packet);
            has = true;
            return LinkStatus.OK;
        }
        left--;
        hit();
        packet.set(frozen);
        return caught ? LinkStatus.STALE : LinkStatus.OK;
    }
}
