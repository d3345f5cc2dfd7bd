package dev.antipode.controller.hil.fault;

import dev.antipode.controller.hil.LinkStatus;

/** Gaussian noise on top of what the sensors measure. */
final class Noise extends PacketFault {
    private final double[] deviation;

    Noise(double[] deviation) {
        super(Side.MEASUREMENT);
        this.deviation = deviation;
    }

    @Override
    protected LinkStatus pass(LinkStatus status, Packet packet, boolean active, FaultStream random) {
        if (active && status == LinkStatus.OK) {
            hit();
            for (int i = 0; i < deviation.length; i++) {
                // Drawn for each signal, so that one signal's noise is the same with and without the others'.
                packet.numbers[i] += deviation[i] * random.normal();
            }
        }
        return status;
    }
}
