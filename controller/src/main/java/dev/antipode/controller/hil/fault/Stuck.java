package dev.antipode.controller.hil.fault;

import dev.antipode.controller.hil.LinkStatus;

/** Signals that stay at what they were when the window opened. */
final class Stuck extends PacketFault {
    private final boolean[] hit;
    private final double[] held;
    private boolean has;

    Stuck(Side side, boolean[] hit) {
        super(side);
        this.hit = hit;
        this.held = new double[hit.length];
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
        if (!active || !has) {
            System.arraycopy(packet.numbers, 0, held, 0, held.length);
            has = true;
        }
        if (active) {
            hit();
            for (int i = 0; i < hit.length; i++) {
                packet.numbers[i] = hit[i] ? held[i] : packet.numbers[i];
            }
        }
        return status;
    }
}
