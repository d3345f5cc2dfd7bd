package dev.antipode.controller.law;

import dev.antipode.core.graph.GraphBuilder;
import dev.antipode.core.graph.Node;
import dev.antipode.sim.Signal;

/**
 * How a trained parameter becomes a gain: zero is the default, one is a unit of the gain's scale further on, and the range is
 * a hard limit. The scale makes gains of all sizes alike for the optimizer.
 */
record GainScale(Signal gain) {
    /** Half the range where there is one, else the size of the default. */
    double scale() {
        if (gain.bounded()) {
            return gain.halfWidth();
        }
        return gain.defaultValue() != 0 ? Math.abs(gain.defaultValue()) : 1;
    }

    Node value(GraphBuilder g, Node parameter) {
        Node value = g.fma(parameter, g.constant(scale()), g.constant(gain.defaultValue()));
        if (!Double.isInfinite(gain.min())) {
            value = g.max(value, g.constant(gain.min()));
        }
        return Double.isInfinite(gain.max()) ? value : g.min(value, g.constant(gain.max()));
    }

    double value(double parameter) {
        return Math.clamp(parameter * scale() + gain.defaultValue(), gain.min(), gain.max());
    }

    double parameter(double value) {
        return (value - gain.defaultValue()) / scale();
    }
}
