package dev.antipode.controller.hil.fault;

import dev.antipode.sim.Signal;
import java.util.List;

/**
 * What a fault is prepared for.
 *
 * @param measurements of the link, in order
 * @param commands of the link, in order
 * @param parameters of the plant, in order; empty where none can be changed
 * @param periodSeconds from tick to tick
 * @param episodeTicks the ticks of an episode
 */
public record FaultContext(
        List<Signal> measurements,
        List<Signal> commands,
        List<Signal> parameters,
        double periodSeconds,
        int episodeTicks) {
    /** Copies. */
    public FaultContext {
        measurements = List.copyOf(measurements);
        commands = List.copyOf(commands);
        parameters = List.copyOf(parameters);
    }

    /**
     * The signals that go one way.
     *
     * @param side which way
     * @return in order
     */
    public List<Signal> signals(Side side) {
        return side == Side.MEASUREMENT ? measurements : commands;
    }
}
