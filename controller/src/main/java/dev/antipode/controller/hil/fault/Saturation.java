package dev.antipode.controller.hil.fault;

import dev.antipode.controller.hil.LinkStatus;
import dev.antipode.sim.Signal;
import java.util.List;

/** Actuators that reach a share of their range only, about its middle. */
final class Saturation extends PacketFault {
    private final double[] low;
    private final double[] high;

    Saturation(List<Signal> commands, boolean[] hit, double share) {
        super(Side.COMMAND);
        this.low = new double[hit.length];
        this.high = new double[hit.length];
        for (int i = 0; i < hit.length; i++) {
            Signal signal = commands.get(i);
            boolean limited = hit[i] && signal.bounded();
            low[i] = limited ? signal.middle() - share * signal.halfWidth() : Double.NEGATIVE_INFINITY;
            high[i] = limited ? signal.middle() + share * signal.halfWidth() : Double.POSITIVE_INFINITY;
        }
    }

    @Override
    protected LinkStatus pass(LinkStatus status, Packet packet, boolean active, FaultStream random) {
        if (active) {
            boolean any = false;
            for (int i = 0; i < low.length; i++) {
                double value = packet.numbers[i];
                packet.numbers[i] = Math.clamp(value, low[i], high[i]);
                any |= value < low[i] || value > high[i];
            }
            if (any) {
                hit();
            }
        }
        return status;
    }
}
