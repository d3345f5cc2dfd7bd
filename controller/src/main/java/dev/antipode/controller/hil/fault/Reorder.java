package dev.antipode.controller.hil.fault;

import dev.antipode.controller.hil.LinkStatus;

/**
 * Two packets in a row change places: the first one arrives in the tick of the second, after it. A receiver that looks at sequence
 * numbers drops it then; one that does not takes it for the newest.
 */
final class Reorder extends PacketFault {
    private final double probability;
    private final boolean caught;
    private final Packet overtaken;
    private boolean waiting;

    Reorder(Side side, int size, double probability, boolean caught) {
        super(side);
        this.probability = probability;
        this.caught = caught;
        this.overtaken = new Packet(size);
    }

    @Override
    public void episode() {
        waiting = false;
    }

    @Override
    protected LinkStatus pass(LinkStatus status, Packet packet, boolean active, FaultStream random) {
        if (status != LinkStatus.OK) {
            return status;
        }
        if (waiting) {
            waiting = false;
            if (!caught) {
                packet.set(overtaken);
            }
            return LinkStatus.OK;
        }
        if (active && random.chance(probability)) {
            hit();
            overtaken.set(packet);
            waiting = true;
            return LinkStatus.MISSING;
        }
        return LinkStatus.OK;
    }
}
