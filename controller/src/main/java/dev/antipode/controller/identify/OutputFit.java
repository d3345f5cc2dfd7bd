package dev.antipode.controller.identify;

import dev.antipode.sim.Signal;
import java.util.List;

/**
 * How well free runs follow an output.
 *
 * @param signal which one
 * @param deviation of the residuals, in its unit
 * @param fitPercent on what was fitted: 100 (1 - norm of the residuals / norm of the output about its mean)
 * @param heldOutPercent the same on what was held out, where only initial states were fitted; NaN where nothing was
 * @param whiteness of the residuals on what was fitted
 * @param traces what was measured and simulated, a segment each: those that were fitted, then those held out
 */
public record OutputFit(
        Signal signal,
        double deviation,
        double fitPercent,
        double heldOutPercent,
        Whiteness whiteness,
        List<Trace> traces) {
    /** Copies the list. */
    public OutputFit {
        traces = List.copyOf(traces);
    }

    /**
     * An output in a segment.
     *
     * @param seconds of each row, as the log has it
     * @param measured NaN where nothing was
     * @param simulated as many
     * @param residuals as many
     * @param heldOut whether the parameters never saw it
     */
    public record Trace(double[] seconds, double[] measured, double[] simulated, double[] residuals, boolean heldOut) {}
}
