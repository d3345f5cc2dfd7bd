package dev.antipode.controller.hil.fault;

import dev.antipode.controller.hil.LinkStatus;

/** Packets are lost in runs of a fixed length, which begin at random. */
final class Burst extends PacketFault {
    private final double probability;
    private final int length;
    private int left;

    Burst(Side side, double probability, int length) {
        super(side);
        this.probability = probability;
        this.length = length;
    }

    @Override
    public void episode() {
        left = 0;
    }

    @Override
    protected LinkStatus pass(LinkStatus status, Packet packet, boolean active, FaultStream random) {
        if (!active) {
            left = 0;
            return status;
        }
        if (left == 0 && random.chance(probability)) {
            left = length;
        }
        if (left == 0) {
            return status;
        }
        left--;
        if (status != LinkStatus.OK) {
            return status;
        }
        hit();
        return LinkStatus.MISSING;
    }
}
