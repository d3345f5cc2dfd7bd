package dev.antipode.controller.cli;

import dev.antipode.sim.PlantJacobian;
import dev.antipode.sim.PlantJacobian.Matrix;
import dev.antipode.sim.PlantModel;
import dev.antipode.sim.Signal;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** The Jacobians of a plant's step or derivative at points, many at a time. */
final class PlantJacobians implements JacobianSource {
    private final PlantJacobian jacobian;
    private final List<double[]> points;
    private final InputSchedule inputs;
    private final double[] parameters;
    private final List<Values> values;
    private final List<Derivatives> derivatives = new ArrayList<>();
    /** Within the batch of the row at hand. */
    private int point;

    PlantJacobians(
            PlantModel plant,
            PlantJacobian jacobian,
            List<double[]> points,
            InputSchedule inputs,
            double[] parameters) {
        this.jacobian = jacobian;
        this.points = points;
        this.inputs = inputs;
        this.parameters = parameters;
        List<String> states = names(plant.states());
        this.values = List.of(new Values("value", states));
        for (Matrix matrix : Matrix.values()) {
            derivatives.add(new Derivatives(matrix.name(), states, names(matrix.signals(plant))));
        }
    }

    private static List<String> names(List<Signal> signals) {
        return signals.stream().map(Signal::name).toList();
    }

    @Override
    public int rows() {
        return points.size();
    }

    @Override
    public List<Values> values() {
        return values;
    }

    @Override
    public List<Derivatives> derivatives() {
        return derivatives;
    }

    @Override
    public void forEach(Sink sink) throws IOException {
        for (int first = 0; first < rows(); first += PlantJacobian.POINTS) {
            int count = Math.min(PlantJacobian.POINTS, rows() - first);
            for (point = 0; point < count; point++) {
                jacobian.set(point, points.get(first + point), inputs.at(first + point, 0), parameters);
            }
            jacobian.evaluate();
            for (point = 0; point < count; point++) {
                jacobian.differentiate(point);
                sink.point(first + point);
            }
        }
    }

    @Override
    public double value(int vector, int i) {
        return jacobian.value(point, i);
    }

    @Override
    public double derivative(int matrix, int i, int j) {
        return jacobian.get(Matrix.values()[matrix], i, j);
    }
}
