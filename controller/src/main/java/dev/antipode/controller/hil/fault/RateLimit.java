package dev.antipode.controller.hil.fault;

import dev.antipode.controller.hil.LinkStatus;

/** Actuators that follow commands no faster than a rate. */
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
                packet.numbers[i] = Math.clamp(value, position[i] - most[i], position[i] + most[i]);
                any |= packet.numbers[i] != value;
            }
            position[i] = packet.numbers[i];
        }
        has = true;
        if (any) {
            hit();
        }
        return status;
    }
}
