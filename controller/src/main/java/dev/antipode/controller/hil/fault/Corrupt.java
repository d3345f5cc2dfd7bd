package dev.antipode.controller.hil.fault;

import dev.antipode.controller.hil.LinkStatus;

/** One bit of one number turns over. A checksum catches it and the packet is dropped; without one it arrives. */
final class Corrupt extends PacketFault {
    private final double probability;
    private final boolean caught;

    Corrupt(Side side, double probability, boolean caught) {
        super(side);
        this.probability = probability;
        this.caught = caught;
    }

    @Override
    protected LinkStatus pass(LinkStatus status, Packet packet, boolean active, FaultStream random) {
        if (!active || status != LinkStatus.OK || !random.chance(probability)) {
            return status;
        }
        hit();
        if (caught) {
            return LinkStatus.CORRUPT;
        }
        int index = random.below(packet.numbers.length);
        long flipped = Double.doubleToRawLongBits(packet.numbers[index]) ^ (1L << random.below(Long.SIZE));
        packet.numbers[index] = Double.longBitsToDouble(flipped);
        return LinkStatus.OK;
    }
}
