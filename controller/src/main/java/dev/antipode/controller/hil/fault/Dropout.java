package dev.antipode.controller.hil.fault;

import dev.antipode.controller.hil.LinkStatus;

/** Sensors that fail for single ticks, each for itself: they read one value, such as NaN or 0. */
final class Dropout extends PacketFault {
    private final boolean[] hit;
    private final double probability;
    private final double reading;

    Dropout(boolean[] hit, double probability, double reading) {
        super(Side.MEASUREMENT);
        this.hit = hit;
        this.probability = probability;
        this.reading = reading;
    }

    @Override
    protected LinkStatus pass(LinkStatus status, Packet packet, boolean active, FaultStream random) {
        if (!active || status != LinkStatus.OK) {
            return status;
        }
        boolean any = false;
        for (int i = 0; i < hit.length; i++) {
            boolean fails = random.chance(probability);
            if (hit[i] && fails) {
                packet.numbers[i] = reading;
                any = true;
            }
        }
        if (any) {
            hit();
        }
        return status;
    }
}
