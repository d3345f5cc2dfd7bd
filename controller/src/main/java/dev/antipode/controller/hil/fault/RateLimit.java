package dev.antipode.controller.hil.fault;

import dev.antipode.controller.hil.LinkStatus;

/** Actuators that follow commands no faster than a rate. A command that is no number passes, and moves nothing. */
final class RateLimit extends PacketFault {
    private final double[] most;
    private final double[] position;
    private boolean has;

    /** @param most change a tick; infinite for an actuator that is not hit */
    RateLimit(double[] most) {
        super(Side.COMMAND);
        this.most = most;
        this.position = new double[most.length];
    }

    @Override
    public void episode() {
        has = false;
    }

    @Override
    protected LinkStatus pass(LinkStatus status, Packet packet, boolean active, FaultStream random) {
        boolean any = false;
        for (int i = 0; i < most.length; i++) {
            double value = packet.numbers[i];
            if (active && has) {
                double low = position[i] - most[i];
                double high = position[i] + most[i];
                packet.numbers[i] = Math.clamp(value, low, high);
                any |= value < low || value > high;
            }
            // Kept finite: another fault may have made a command that is not.
            position[i] = Double.isFinite(packet.numbers[i]) ? packet.numbers[i] : position[i];
        }
        has = true;
        if (any) {
            hit();
        }
        return status;
    }
}
