package dev.antipode.controller.hil.fault;

import dev.antipode.controller.hil.LinkStatus;

/** The plant's side goes away for some ticks, and comes back from its start where it can be started from here. */
final class PeerRestart implements InjectedFault {
    private final int ticks;
    private FaultyPlant away;
    private int left;
    private long injected;

    PeerRestart(int ticks) {
        this.ticks = ticks;
    }

    @Override
    public void episode() {
        back();
    }

    @Override
    public void begin(FaultyPlant plant) {
        plant.silence(true);
        away = plant;
        left = ticks;
        injected++;
    }

    @Override
    public void end(FaultyPlant plant) {
        if (away != null) {
            plant.restart();
            back();
        }
    }

    private void back() {
        if (away != null) {
            away.silence(false);
            away = null;
        }
    }

    @Override
    public LinkStatus measurement(LinkStatus status, Packet packet, boolean active, FaultStream random) {
        if (away == null) {
            return status;
        }
        left--;
        if (left == 0) {
            // The next measurement is the first one after the start.
            end(away);
        }
        return LinkStatus.MISSING;
    }

    @Override
    public long injected() {
        return injected;
    }
}
