package dev.antipode.controller.hil.wire;

import dev.antipode.controller.hil.TestablePlant;
import dev.antipode.sim.Signal;
import java.util.List;

/**
 * A link to a plant in lockstep that begins any episode that it is asked for, as one that is simulated does, and whose parameters can
 * be scaled as far as its side tells them.
 */
final class RestartableWireLink extends WireLink implements TestablePlant {
    private final Agreement agreement;

    RestartableWireLink(Transport transport, Agreement agreement, int session, long timeoutNanos) {
        super(transport, agreement, session, timeoutNanos);
        this.agreement = agreement;
    }

    @Override
    public void restart(long episode) {
        session().begin(episode, connected());
    }

    @Override
    public List<Signal> plantParameters() {
        return agreement.parameters();
    }

    @Override
    public void scalePlantParameter(int index, double factor) {
        session().scale(index, factor);
    }

    @Override
    public boolean lastEpisodeSucceeded() {
        return session().succeeded();
    }
}
