package dev.antipode.controller.hil.fault;

import dev.antipode.controller.hil.LinkStatus;

/** Sensors with few steps: values go to the nearest multiple of a step, half-way to the even one. */
final class Quantisation extends PacketFault {
    private final double[] step;

    Quantisation(double[] step) {
        super(Side.MEASUREMENT);
        this.step = step;
    }

    @Override
    protected LinkStatus pass(LinkStatus status, Packet packet, boolean active, FaultStream random) {
        if (active && status == LinkStatus.OK) {
            hit();
            for (int i = 0; i < step.length; i++) {
                if (step[i] != 0) {
                    packet.numbers[i] = step[i] * Math.rint(packet.numbers[i] / step[i]);
                }
            }
        }
        return status;
    }
}
