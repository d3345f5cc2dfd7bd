package dev.antipode.controller.train;

import dev.antipode.core.memory.Precision;
import dev.antipode.sim.ParameterLayout;

/** What stand-ins for a closed loop have in common: one observation in [-1, 1], and nothing that is kept between windows. */
abstract class StandIn implements Simulation {
    final int parameters;
    final int lanes;
    final ParameterLayout layout;
    final Precision precision;

    StandIn(int parameters, int lanes, ParameterLayout layout, Precision precision) {
        this.parameters = parameters;
        this.lanes = lanes;
        this.layout = layout;
        this.precision = precision;
    }

    @Override
    public final ParameterLayout layout() {
        return layout;
    }

    @Override
    public final int parameterCount() {
        return parameters;
    }

    @Override
    public final int observationCount() {
        return 1;
    }

    @Override
    public final double rangeCentre(int observation) {
        return 0;
    }

    @Override
    public final double rangeScale(int observation) {
        return 1;
    }

    @Override
    public final int lanes() {
        return lanes;
    }

    @Override
    public final String runnerDimensions() {
        return "stand-in";
    }

    @Override
    public final long keptBytes() {
        return 0;
    }

    @Override
    public final String keptDimensions() {
        return "nothing";
    }

    @Override
    public final double failureCharge() {
        return 1000;
    }
}
