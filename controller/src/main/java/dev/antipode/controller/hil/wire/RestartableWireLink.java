package dev.antipode.controller.hil.wire;

import dev.antipode.controller.hil.TestablePlant;
import dev.antipode.sim.Signal;
import java.util.List;

/** A link to a plant in lockstep that begins any episode that it is asked for, as one that is simulated does. */
final class RestartableWireLink extends WireLink implements TestablePlant {
    RestartableWireLink(Transport transport, Agreement agreement, int session, long timeoutNanos) {
        super(transport, agreement, session, timeoutNanos);
    }

    @Override
    public void restart(long episode) {
        begin(episode);
    }

    /** None: the plant's side keeps them to itself. */
    @Override
    public List<Signal> plantParameters() {
        return List.of();
    }

    @Override
    public double plantParameter(int index) {
        throw new IndexOutOfBoundsException(index);
    }

    @Override
    public void setPlantParameter(int index, double value) {
        throw new IndexOutOfBoundsException(index);
    }

    @Override
    public boolean lastEpisodeSucceeded() {
        return succeeded();
    }
}
