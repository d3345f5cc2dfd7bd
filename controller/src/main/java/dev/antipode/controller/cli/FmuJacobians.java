package dev.antipode.controller.cli;

import dev.antipode.controller.hil.fmi.FmuJacobian;
import dev.antipode.controller.hil.fmi.FmuJacobian.Matrix;
import dev.antipode.controller.hil.fmi.FmuVariable;
import dev.antipode.controller.store.AtomicFile;
import dev.antipode.controller.store.CsvWriter;
import dev.antipode.core.memory.Precision;
import dev.antipode.sim.Signal;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** {@code jacobian fmu:FILE}: the Jacobians that an FMU tells of its own equations. */
final class FmuJacobians {
    /** What an FMU's name begins with. */
    static final String SCHEME = "fmu:";

    private static final List<String> COLUMNS = List.of("row", "output", "matrix", "wrt", "value");

    /** Takes one point, at which everything is evaluated. */
    private interface Sink {
        void point(int row) throws IOException;
    }

    private final Console console;
    private final CommonOptions common;
    private final Precision precision;
    private final StepOptions stepping;
    private int nonFinite;

    FmuJacobians(Console console, CommonOptions common, Precision precision, StepOptions stepping) {
        this.console = console;
        this.common = common;
        this.precision = precision;
        this.stepping = stepping;
    }

    int run(String name, Path at, Path inputs, Path out) throws IOException {
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
            List<Signal> states = signals(jacobian.states());
            List<double[]> points = EpisodeTables.points(at, states);
            InputSchedule schedule = EpisodeTables.pointInputs(inputs, signals(jacobian.inputs()), points.size());
            console.say(
                    common,
                    "Jacobians of the derivative of FMU "
                            + jacobian.description().modelName() + " (FMI "
                            + jacobian.description().version().label() + "): states " + names(jacobian.states())
                            + ", inputs " + names(jacobian.inputs()) + ", outputs " + names(jacobian.outputs()));
            write(jacobian, points, schedule, out);
            if (nonFinite > 0) {
                console.err()
                        .println("antipode: " + nonFinite + " of " + points.size()
                                + " rows have entries that are not finite");
            }
            return nonFinite == points.size() ? ExitCode.FAILED : ExitCode.DONE;
        }
    }

    private static List<Signal> signals(List<FmuVariable> variables) {
        return variables.stream()
                .map(v -> new Signal(
                        v.name(),
                        v.unit().isEmpty() ? "1" : v.unit(),
                        Double.NEGATIVE_INFINITY,
                        Double.POSITIVE_INFINITY,
                        Double.POSITIVE_INFINITY,
                        false,
                        Double.isNaN(v.start()) ? 0 : v.start()))
                .toList();
    }

    private static List<String> names(List<FmuVariable> variables) {
        return variables.stream().map(FmuVariable::name).toList();
    }

    private void write(FmuJacobian jacobian, List<double[]> points, InputSchedule inputs, Path out) throws IOException {
        if (out != null) {
            try (AtomicFile file = AtomicFile.open(out)) {
                csv(jacobian, points, inputs, file);
                file.commit();
            }
            if (common.json) {
                Map<String, Object> summary = new LinkedHashMap<>();
                summary.put("out", out.toString());
                summary.put("rows", points.size());
                summary.put("nonFinite", nonFinite);
                console.json(summary);
            }
        } else if (common.json) {
            forEach(jacobian, points, inputs, row -> console.json(object(jacobian, row)));
        } else {
            OutputStream stream = new BufferedOutputStream(console.out(), 1 << 16);
            csv(jacobian, points, inputs, stream);
            stream.flush();
        }
    }

    private void forEach(FmuJacobian jacobian, List<double[]> points, InputSchedule inputs, Sink sink)
            throws IOException {
        for (int row = 0; row < points.size(); row++) {
            jacobian.evaluate(points.get(row), inputs.at(row, 0));
            if (!finite(jacobian)) {
                nonFinite++;
            }
            sink.point(row);
        }
    }

    private static boolean finite(FmuJacobian jacobian) {
        double sum = 0;
        for (int i = 0; i < jacobian.states().size(); i++) {
            sum += 0 * jacobian.derivative(i);
        }
        for (int i = 0; i < jacobian.outputs().size(); i++) {
            sum += 0 * jacobian.output(i);
        }
        for (Matrix matrix : Matrix.values()) {
            for (double[] row : matrix(jacobian, matrix)) {
                for (double entry : row) {
                    sum += 0 * entry;
                }
            }
        }
        // A number times 0 is 0, but for infinities and NaN.
        return sum == 0;
    }

    private static List<double[]> matrix(FmuJacobian jacobian, Matrix matrix) {
        List<double[]> rows = new ArrayList<>();
        for (int i = 0; i < rowsOf(jacobian, matrix).size(); i++) {
            double[] row = new double[columnsOf(jacobian, matrix).size()];
            for (int j = 0; j < row.length; j++) {
                row[j] = jacobian.get(matrix, i, j);
            }
            rows.add(row);
        }
        return rows;
    }

    private static List<FmuVariable> rowsOf(FmuJacobian jacobian, Matrix matrix) {
        return matrix == Matrix.A || matrix == Matrix.B ? jacobian.states() : jacobian.outputs();
    }

    private static List<FmuVariable> columnsOf(FmuJacobian jacobian, Matrix matrix) {
        return matrix == Matrix.A || matrix == Matrix.C ? jacobian.states() : jacobian.inputs();
    }

    private static Map<String, Object> object(FmuJacobian jacobian, int row) {
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("row", row);
        double[] value = new double[jacobian.states().size()];
        for (int i = 0; i < value.length; i++) {
            value[i] = jacobian.derivative(i);
        }
        object.put("value", value);
        double[] output = new double[jacobian.outputs().size()];
        for (int i = 0; i < output.length; i++) {
            output[i] = jacobian.output(i);
        }
        object.put("output", output);
        for (Matrix matrix : Matrix.values()) {
            object.put(matrix.name(), matrix(jacobian, matrix));
        }
        return object;
    }

    private void csv(FmuJacobian jacobian, List<double[]> points, InputSchedule inputs, OutputStream out)
            throws IOException {
        CsvWriter csv = new CsvWriter(out, COLUMNS);
        forEach(jacobian, points, inputs, row -> {
            for (int i = 0; i < jacobian.states().size(); i++) {
                line(csv, row, jacobian.states().get(i), "value", "", jacobian.derivative(i));
            }
            for (int i = 0; i < jacobian.outputs().size(); i++) {
                line(csv, row, jacobian.outputs().get(i), "output", "", jacobian.output(i));
            }
            for (Matrix matrix : Matrix.values()) {
                List<FmuVariable> rows = rowsOf(jacobian, matrix);
                List<FmuVariable> columns = columnsOf(jacobian, matrix);
                for (int i = 0; i < rows.size(); i++) {
                    for (int j = 0; j < columns.size(); j++) {
                        String wrt = columns.get(j).name();
                        line(csv, row, rows.get(i), matrix.name(), wrt, jacobian.get(matrix, i, j));
                    }
                }
            }
        });
    }

    private static void line(CsvWriter csv, int row, FmuVariable of, String matrix, String wrt, double value)
            throws IOException {
        csv.integer(row).text(of.name()).text(matrix).text(wrt);
        csv.number(value).endRow();
    }
}
