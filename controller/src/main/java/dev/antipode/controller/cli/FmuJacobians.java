package dev.antipode.controller.cli;

import dev.antipode.controller.hil.fmi.FmuJacobian;
import dev.antipode.controller.hil.fmi.FmuJacobian.Matrix;
import dev.antipode.controller.hil.fmi.FmuVariable;
import dev.antipode.core.memory.Precision;
import dev.antipode.sim.Signal;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** {@code jacobian fmu:FILE}: the Jacobians that an FMU tells of its own equations. */
final class FmuJacobians implements JacobianSource {
    /** What an FMU's name begins with. */
    static final String SCHEME = "fmu:";

    private final FmuJacobian jacobian;
    private final List<double[]> points;
    private final InputSchedule inputs;
    private final List<Values> values;
    private final List<Derivatives> derivatives = new ArrayList<>();

    private FmuJacobians(FmuJacobian jacobian, List<double[]> points, InputSchedule inputs) {
        this.jacobian = jacobian;
        this.points = points;
        this.inputs = inputs;
        List<String> states = names(jacobian.states());
        List<String> outputs = names(jacobian.outputs());
        this.values = List.of(new Values("value", states), new Values("output", outputs));
        for (Matrix matrix : Matrix.values()) {
            derivatives.add(new Derivatives(
                    matrix.name(),
                    matrix == Matrix.A || matrix == Matrix.B ? states : outputs,
                    matrix == Matrix.A || matrix == Matrix.C ? states : names(jacobian.inputs())));
        }
    }

    static int run(
            Console console,
            CommonOptions common,
            Precision precision,
            StepOptions stepping,
            String name,
            Path at,
            Path inputs,
            Path out)
            throws IOException {
        for (String option : stepping.given()) {
            if (!option.equals("--parameter")) {
                throw new RequestException(
                        "an FMU tells the Jacobians of its derivative, which has no step and takes no " + option
                                + "; leave it out");
            }
        }
        if (precision != Precision.F64) {
            throw new RequestException("an FMU computes in F64; leave out --precision " + precision);
        }
        try (FmuJacobian jacobian = FmuJacobian.open(name.substring(SCHEME.length()), stepping.parameters)) {
            List<double[]> points = EpisodeTables.points(at, signals(jacobian.states()));
            InputSchedule schedule = EpisodeTables.pointInputs(inputs, signals(jacobian.inputs()), points.size());
            console.say(
                    common,
                    "Jacobians of the derivative of FMU "
                            + jacobian.description().modelName() + " (FMI "
                            + jacobian.description().version().label() + "): states " + names(jacobian.states())
                            + ", inputs " + names(jacobian.inputs()) + ", outputs " + names(jacobian.outputs()));
            return new JacobianTable(new FmuJacobians(jacobian, points, schedule)).write(console, common, out);
        }
    }

    /** What an FMU says of its variables. */
    static List<Signal> signals(List<FmuVariable> variables) {
        return variables.stream()
                .map(v -> new Signal(
                        v.name(),
                        v.unit().isEmpty() ? "1" : v.unit(),
                        v.min() < v.max() ? v.min() : Double.NEGATIVE_INFINITY,
                        v.min() < v.max() ? v.max() : Double.POSITIVE_INFINITY,
                        Double.POSITIVE_INFINITY,
                        false,
                        Double.isNaN(v.start()) ? 0 : v.start()))
                .toList();
    }

    private static List<String> names(List<FmuVariable> variables) {
        return variables.stream().map(FmuVariable::name).toList();
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
        for (int row = 0; row < points.size(); row++) {
            jacobian.evaluate(points.get(row), inputs.at(row, 0));
            sink.point(row);
        }
    }

    @Override
    public double value(int vector, int i) {
        return vector == 0 ? jacobian.derivative(i) : jacobian.output(i);
    }

    @Override
    public double derivative(int matrix, int i, int j) {
        return jacobian.get(Matrix.values()[matrix], i, j);
    }
}
