package dev.antipode.controller.hil.fault;

import dev.antipode.controller.hil.LinkStatus;
import java.util.function.Supplier;

/** A kind of fault as a user would add it. */
public final class HalvedReadings implements FaultKind {
    /** For the service loader. */
    public HalvedReadings() {}

    @Override
    public String name() {
        return "halved";
    }

    @Override
    public String usage() {
        return "sensors read a share 'of' the truth";
    }

    @Override
    public Supplier<InjectedFault> prepare(FaultSettings settings) {
        double of = settings.share("of", 0.5);
        return () -> new PacketFault(Side.MEASUREMENT) {
            @Override
            protected LinkStatus pass(LinkStatus status, Packet packet, boolean active, FaultStream random) {
                if (active) {
                    hit();
                    packet.numbers[0] *= of;
                }
                return status;
            }
        };
    }
}
