package dev.antipode.controller.compare;

import dev.antipode.controller.store.AtomicFile;
import dev.antipode.controller.store.CsvWriter;
import dev.antipode.controller.store.RefusedFileException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The validations of the results, one a line. Where a curve has no value, NaN stands. */
final class CurvesFile {
    private static final List<String> COLUMNS = List.of(
            "estimator",
            "seed",
            "generation",
            "cost",
            "seconds",
            "validationCost",
            "validationSuccess",
            "variance",
            "growth");

    private CurvesFile() {}

    static void write(Path path, List<ComparedRun> runs) throws IOException {
        try (AtomicFile file = AtomicFile.open(path)) {
            CsvWriter csv = new CsvWriter(file, COLUMNS);
            for (ComparedRun run : runs) {
                if (run.phase() != ComparedRun.Phase.RESULT) {
                    continue;
                }
                for (CurvePoint point : run.curve()) {
                    csv.text(run.estimator())
                            .integer(run.seed())
                            .integer(point.generation())
                            .number(point.cost())
                            .number(point.seconds())
                            .number(point.validationCost())
                            .number(point.validationSuccess())
                            .number(point.variance())
                            .number(point.growth())
                            .endRow();
                }
            }
            file.commit();
        }
    }

    /** By estimator and seed. */
    static Map<String, List<CurvePoint>> read(Path path) throws RefusedFileException {
        Map<String, List<CurvePoint>> curves = new HashMap<>();
        for (String[] c : RunsFile.rows(path, COLUMNS)) {
            try {
                curves.computeIfAbsent(key(c[0], Long.parseLong(c[1])), _ -> new ArrayList<>())
                        .add(new CurvePoint(
                                Integer.parseInt(c[2]),
                                Double.parseDouble(c[3]),
                                Double.parseDouble(c[4]),
                                Double.parseDouble(c[5]),
                                Double.parseDouble(c[6]),
                                Double.parseDouble(c[7]),
                                Double.parseDouble(c[8])));
            } catch (NumberFormatException e) {
                throw new RefusedFileException(path, "has a line that is no validation: '" + String.join(",", c) + "'");
            }
        }
        return curves;
    }

    static String key(String estimator, long seed) {
        return estimator + "," + seed;
    }
}
