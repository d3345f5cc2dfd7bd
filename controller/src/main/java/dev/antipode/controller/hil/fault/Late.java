package dev.antipode.controller.hil.fault;

import dev.antipode.controller.hil.LinkStatus;
import java.util.Arrays;

/**
 * Packets arrive some ticks late. One that a later packet has overtaken is dropped, as a receiver does that looks at sequence numbers:
 * where only some are late, they are as good as lost unless the next one is late too.
 */
final class Late extends PacketFault {
    private final double probability;
    private final int delay;
    private final Packet[] kept;
    private final boolean[] held;
    private long count;
    private long newest;

    Late(Side side, int size, double probability, int delay) {
        super(side);
        this.probability = probability;
        this.delay = delay;
        this.kept = new Packet[delay + 1];
        this.held = new boolean[delay + 1];
        for (int i = 0; i <= delay; i++) {
            kept[i] = new Packet(size);
        }
    }

    @Override
    public void episode() {
        Arrays.fill(held, false);
        newest = -1;
    }

    @Override
    protected LinkStatus pass(LinkStatus status, Packet packet, boolean active, FaultStream random) {
        int slot = (int) (count % (delay + 1));
        int due = (int) ((count + 1) % (delay + 1));
        count++;
        boolean here = status == LinkStatus.OK;
        boolean late = active && here && random.chance(probability);
        kept[slot].set(packet);
        held[slot] = late;
        if (late) {
            hit();
        }
        boolean arrives = held[due];
        held[due] = false;
        if (here && !late) {
            newest = packet.tick;
            return LinkStatus.OK;
        }
        if (arrives && kept[due].tick > newest) {
            packet.set(kept[due]);
            newest = packet.tick;
            return LinkStatus.OK;
        }
        return late ? LinkStatus.MISSING : status;
    }
}
