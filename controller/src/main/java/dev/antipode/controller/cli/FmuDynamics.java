package dev.antipode.controller.cli;

import dev.antipode.controller.hil.fmi.FmuException;
import dev.antipode.controller.hil.fmi.FmuJacobian;
import dev.antipode.controller.hil.fmi.FmuJacobian.Matrix;
import dev.antipode.sim.ExternalDynamics;
import dev.antipode.sim.Signal;
import java.io.UncheckedIOException;
import java.util.List;

/** An FMU's equations with its inputs at their start values, for {@code inspect fmu:FILE}. */
final class FmuDynamics implements ExternalDynamics {
    private final FmuJacobian jacobian;
    private final List<Signal> states;
    private final double[] inputs;

    FmuDynamics(FmuJacobian jacobian) {
        this.jacobian = jacobian;
        this.states = FmuJacobians.signals(jacobian.states());
        this.inputs = FmuJacobians.signals(jacobian.inputs()).stream()
                .mapToDouble(Signal::defaultValue)
                .toArray();
    }

    @Override
    public List<Signal> states() {
        return states;
    }

    @Override
    public void evaluate(double[] state, double[] derivative, double[] by) {
        try {
            jacobian.evaluate(state, inputs);
        } catch (FmuException e) {
            throw new UncheckedIOException(e);
        }
        int size = state.length;
        for (int i = 0; i < size; i++) {
            derivative[i] = jacobian.derivative(i);
            for (int j = 0; j < size; j++) {
                by[i * size + j] = jacobian.get(Matrix.A, i, j);
            }
        }
    }
}
