package dev.antipode.controller.hil.fault;

import dev.antipode.controller.hil.LinkStatus;

/** Sensors that are off: by a constant from the first tick on (bias), or by more with every tick (drift). */
final class Offset extends PacketFault {
    private final double[] constant;
    private final double[] perTick;
    private long ticks;

    Offset(double[] constant, double[] perTick) {
        super(Side.MEASUREMENT);
        this.constant = constant;
        this.perTick = perTick;
    }

    @Override
    public void episode() {
        ticks = 0;
    }

    @Override
    protected LinkStatus pass(LinkStatus status, Packet packet, boolean active, FaultStream random) {
        if (!active) {
            ticks = 0;
            return status;
        }
        ticks++;
        if (status == LinkStatus.OK) {
            hit();
            for (int i = 0; i < constant.length; i++) {
                packet.numbers[i] += constant[i] + ticks * perTick[i];
            }
        }
        return status;
    }
}
