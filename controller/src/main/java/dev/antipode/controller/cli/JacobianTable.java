package dev.antipode.controller.cli;

import dev.antipode.controller.store.CsvWriter;
import dev.antipode.sim.PlantJacobian;
import dev.antipode.sim.PlantJacobian.Matrix;
import dev.antipode.sim.PlantModel;
import dev.antipode.sim.Signal;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Goes through the points of {@code jacobian} and writes what comes out, noting what is not finite. */
final class JacobianTable {
    private static final List<String> COLUMNS = List.of("row", "output", "matrix", "wrt", "value");

    /** Rows that are named one by one; the rest is counted. */
    private static final int NAMED_ROWS = 10;

    /** Takes one point, at which the Jacobian was differentiated. */
    private interface Sink {
        void point(int row, int point) throws IOException;
    }

    private final PlantModel plant;
    private final PlantJacobian jacobian;
    private final List<double[]> points;
    private final InputSchedule inputs;
    private final double[] parameters;
    private final List<String> complaints = new ArrayList<>();
    private int nonFiniteRows;

    JacobianTable(
            PlantModel plant,
            PlantJacobian jacobian,
            List<double[]> points,
            InputSchedule inputs,
            double[] parameters) {
        this.plant = plant;
        this.jacobian = jacobian;
        this.points = points;
        this.inputs = inputs;
        this.parameters = parameters;
    }

    int rows() {
        return points.size();
    }

    int nonFiniteRows() {
        return nonFiniteRows;
    }

    /** One sentence for each row with entries that are not finite. */
    List<String> complaints() {
        List<String> all = new ArrayList<>(complaints);
        if (nonFiniteRows > NAMED_ROWS) {
            all.add(nonFiniteRows - NAMED_ROWS + " more of " + rows() + " rows have entries that are not finite");
        }
        return all;
    }

    void writeCsv(OutputStream out) throws IOException {
        CsvWriter csv = new CsvWriter(out, COLUMNS);
        forEach((row, point) -> {
            for (int i = 0; i < plant.states().size(); i++) {
                line(csv, row, i, "value", "", jacobian.value(point, i));
            }
            for (Matrix matrix : Matrix.values()) {
                List<Signal> columns = matrix.signals(plant);
                for (int i = 0; i < plant.states().size(); i++) {
                    for (int j = 0; j < columns.size(); j++) {
                        line(csv, row, i, matrix.name(), columns.get(j).name(), jacobian.get(matrix, i, j));
                    }
                }
            }
        });
    }

    private void line(CsvWriter csv, int row, int state, String matrix, String wrt, double value) throws IOException {
        csv.integer(row).text(plant.states().get(state).name()).text(matrix).text(wrt);
        csv.number(value).endRow();
    }

    void writeJson(Console console) throws IOException {
        forEach((row, point) -> {
            Map<String, Object> object = new LinkedHashMap<>();
            object.put("row", row);
            double[] value = new double[plant.states().size()];
            for (int i = 0; i < value.length; i++) {
                value[i] = jacobian.value(point, i);
            }
            object.put("value", value);
            for (Matrix matrix : Matrix.values()) {
                object.put(matrix.name(), rowsOf(matrix));
            }
            console.json(object);
        });
    }

    private List<double[]> rowsOf(Matrix matrix) {
        List<double[]> rows = new ArrayList<>();
        for (int i = 0; i < plant.states().size(); i++) {
            double[] row = new double[matrix.signals(plant).size()];
            for (int j = 0; j < row.length; j++) {
                row[j] = jacobian.get(matrix, i, j);
            }
            rows.add(row);
        }
        return rows;
    }

    private void forEach(Sink sink) throws IOException {
        for (int first = 0; first < rows(); first += PlantJacobian.POINTS) {
            int count = Math.min(PlantJacobian.POINTS, rows() - first);
            for (int point = 0; point < count; point++) {
                jacobian.set(point, points.get(first + point), inputs.at(first + point, 0), parameters);
            }
            jacobian.evaluate();
            for (int point = 0; point < count; point++) {
                jacobian.differentiate(point);
                check(first + point, point);
                sink.point(first + point, point);
            }
        }
    }

    private void check(int row, int point) {
        int bad = 0;
        String first = "";
        for (int i = 0; i < plant.states().size(); i++) {
            String output = plant.states().get(i).name();
            if (!Double.isFinite(jacobian.value(point, i)) && bad++ == 0) {
                first = "the value of " + output + ", " + jacobian.value(point, i);
            }
            for (Matrix matrix : Matrix.values()) {
                List<Signal> columns = matrix.signals(plant);
                for (int j = 0; j < columns.size(); j++) {
                    double entry = jacobian.get(matrix, i, j);
                    if (!Double.isFinite(entry) && bad++ == 0) {
                        first = matrix + " of " + output + " for "
                                + columns.get(j).name() + ", " + entry;
                    }
                }
            }
        }
        if (bad > 0 && nonFiniteRows++ < NAMED_ROWS) {
            complaints.add("row " + row + " has " + bad + (bad == 1 ? " entry that is" : " entries that are")
                    + " not finite, first " + first);
        }
    }
}
