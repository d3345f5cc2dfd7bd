package dev.antipode.controller.cli;

import dev.antipode.controller.cli.JacobianSource.Derivatives;
import dev.antipode.controller.cli.JacobianSource.Values;
import dev.antipode.controller.store.AtomicFile;
import dev.antipode.controller.store.CsvWriter;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Goes through the points of {@code jacobian} and writes what comes out, noting what is not finite. */
final class JacobianTable {
    private static final List<String> COLUMNS = List.of("row", "output", "matrix", "wrt", "value");

    /** Rows that are named one by one; the rest is counted. */
    private static final int NAMED_ROWS = 10;

    private final JacobianSource source;
    private final List<String> complaints = new ArrayList<>();
    private int nonFiniteRows;
    /** Of the row at hand. */
    private int bad;

    private String firstBad = "";

    JacobianTable(JacobianSource source) {
        this.source = source;
    }

    /** Writes to a file or standard output, says what is not finite, and gives the exit code. */
    int write(Console console, CommonOptions common, Path out) throws IOException {
        if (out != null) {
            try (AtomicFile file = AtomicFile.open(out)) {
                csv(file);
                file.commit();
            }
        } else if (common.json) {
            forEach(row -> console.json(object(row)));
        } else {
            OutputStream stream = new BufferedOutputStream(console.out(), 1 << 16);
            csv(stream);
            stream.flush();
        }
        complaints.forEach(line -> console.err().println("antipode: " + line));
        if (nonFiniteRows > NAMED_ROWS) {
            console.err()
                    .println("antipode: " + (nonFiniteRows - NAMED_ROWS) + " more of " + source.rows()
                            + " rows have entries that are not finite");
        }
        if (common.json && out != null) {
            Map<String, Object> summary = new LinkedHashMap<>();
            summary.put("out", out.toString());
            summary.put("rows", source.rows());
            summary.put("nonFinite", nonFiniteRows);
            console.json(summary);
        }
        return nonFiniteRows == source.rows() ? ExitCode.FAILED : ExitCode.DONE;
    }

    private void csv(OutputStream out) throws IOException {
        CsvWriter csv = new CsvWriter(out, COLUMNS);
        forEach(row -> {
            for (int v = 0; v < source.values().size(); v++) {
                Values values = source.values().get(v);
                for (int i = 0; i < values.of().size(); i++) {
                    line(csv, row, values.of().get(i), values.name(), "", source.value(v, i));
                }
            }
            for (int m = 0; m < source.derivatives().size(); m++) {
                Derivatives matrix = source.derivatives().get(m);
                for (int i = 0; i < matrix.of().size(); i++) {
                    for (int j = 0; j < matrix.wrt().size(); j++) {
                        String wrt = matrix.wrt().get(j);
                        line(csv, row, matrix.of().get(i), matrix.name(), wrt, source.derivative(m, i, j));
                    }
                }
            }
        });
    }

    private static void line(CsvWriter csv, int row, String of, String matrix, String wrt, double value)
            throws IOException {
        csv.integer(row).text(of).text(matrix).text(wrt);
        csv.number(value).endRow();
    }

    private Map<String, Object> object(int row) {
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("row", row);
        for (int v = 0; v < source.values().size(); v++) {
            Values values = source.values().get(v);
            double[] numbers = new double[values.of().size()];
            for (int i = 0; i < numbers.length; i++) {
                numbers[i] = source.value(v, i);
            }
            object.put(values.name(), numbers);
        }
        for (int m = 0; m < source.derivatives().size(); m++) {
            Derivatives matrix = source.derivatives().get(m);
            List<double[]> rows = new ArrayList<>();
            for (int i = 0; i < matrix.of().size(); i++) {
                double[] entries = new double[matrix.wrt().size()];
                for (int j = 0; j < entries.length; j++) {
                    entries[j] = source.derivative(m, i, j);
                }
                rows.add(entries);
            }
            object.put(matrix.name(), rows);
        }
        return object;
    }

    private void forEach(JacobianSource.Sink sink) throws IOException {
        source.forEach(row -> {
            check(row);
            sink.point(row);
        });
    }

    private void check(int row) {
        bad = 0;
        for (int v = 0; v < source.values().size(); v++) {
            Values values = source.values().get(v);
            for (int i = 0; i < values.of().size(); i++) {
                double number = source.value(v, i);
                if (isFirstBad(number)) {
                    firstBad = "the " + values.name() + " of " + values.of().get(i) + ", " + number;
                }
            }
        }
        for (int m = 0; m < source.derivatives().size(); m++) {
            Derivatives matrix = source.derivatives().get(m);
            for (int i = 0; i < matrix.of().size(); i++) {
                for (int j = 0; j < matrix.wrt().size(); j++) {
                    double entry = source.derivative(m, i, j);
                    if (isFirstBad(entry)) {
                        firstBad = matrix.name() + " of " + matrix.of().get(i) + " for "
                                + matrix.wrt().get(j) + ", " + entry;
                    }
                }
            }
        }
        if (bad > 0 && nonFiniteRows++ < NAMED_ROWS) {
            complaints.add("row " + row + " has " + bad + (bad == 1 ? " entry that is" : " entries that are")
                    + " not finite, first " + firstBad);
        }
    }

    /** Counts a number that is not finite, and says whether it is the first of its row. */
    private boolean isFirstBad(double number) {
        return !Double.isFinite(number) && bad++ == 0;
    }
}
