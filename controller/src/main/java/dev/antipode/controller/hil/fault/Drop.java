package dev.antipode.controller.hil.fault;

import dev.antipode.controller.hil.LinkStatus;

/** Packets are lost, each for itself. */
final class Drop extends PacketFault {
    private final double probability;

    Drop(Side side, double probability) {
        super(side);
        this.probability = probability;
    }

    @Override
    protected LinkStatus pass(LinkStatus status, Packet packet, boolean active, FaultStream random) {
        if (active && status == LinkStatus.OK && random.chance(probability)) {
            hit();
            return LinkStatus.MISSING;
        }
        return status;
    }
}
