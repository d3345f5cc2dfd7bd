package dev.antipode.controller.compare;

import dev.antipode.controller.store.AtomicFile;
import dev.antipode.controller.store.CsvWriter;
import dev.antipode.controller.store.RefusedFileException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The finished runs of a comparison, one a line, in {@code runs.csv}; the validations of the results are in {@code curves.csv}. The
 * whole files are written anew with each run and replace the old ones at once, so that a killed process leaves whole runs alone.
 */
public final class RunsFile {
    private static final List<String> COLUMNS = List.of(
            "phase",
            "estimator",
            "trial",
            "seed",
            "learningRate",
            "sigma",
            "end",
            "generations",
            "cost",
            "simulatorSteps",
            "gradientSteps",
            "tangentSteps",
            "seconds",
            "validationCost",
            "validationSuccess",
            "testEpisodes",
            "testSuccesses",
            "testCost",
            "testFailed",
            "costToTarget",
            "secondsToTarget",
            "memoryBytes",
            "updates");

    private RunsFile() {}

    /**
     * Writes both files.
     *
     * @param folder of the comparison
     * @param runs the finished runs
     * @throws IOException if one cannot be written; a run that is not in {@code runs.csv} is then not finished
     */
    public static void write(ComparisonFolder folder, List<ComparedRun> runs) throws IOException {
        CurvesFile.write(folder.curves(), runs);
        try (AtomicFile file = AtomicFile.open(folder.runs())) {
            CsvWriter csv = new CsvWriter(file, COLUMNS);
            for (ComparedRun run : runs) {
                csv.text(run.phase().name())
                        .text(run.estimator())
                        .integer(run.trial())
                        .integer(run.seed())
                        .text(run.learningRate())
                        .text(run.sigma())
                        .text(run.end().name())
                        .integer(run.generations())
                        .number(run.cost())
                        .integer(run.simulatorSteps())
                        .integer(run.gradientSteps())
                        .integer(run.tangentSteps())
                        .number(run.seconds())
                        .number(run.validationCost())
                        .number(run.validationSuccess())
                        .integer(run.test().episodes())
                        .integer(run.test().successes())
                        .number(run.test().meanCost())
                        .integer(run.test().failed())
                        .number(run.costToTarget())
                        .number(run.secondsToTarget())
                        .integer(run.memoryBytes())
                        .text(updatesText(run.updates()))
                        .endRow();
            }
            file.commit();
        }
    }

    /**
     * Reads both files.
     *
     * @param folder of the comparison
     * @return the finished runs; none where no file was written yet
     * @throws RefusedFileException if a file is damaged, naming the line
     */
    public static List<ComparedRun> read(ComparisonFolder folder) throws RefusedFileException {
        List<ComparedRun> runs = new ArrayList<>();
        if (!Files.exists(folder.runs())) {
            return runs;
        }
        Map<String, List<CurvePoint>> curves = CurvesFile.read(folder.curves());
        for (String[] cells : rows(folder.runs(), COLUMNS)) {
            try {
                runs.add(parse(cells, curves));
            } catch (IllegalArgumentException e) {
                throw new RefusedFileException(
                        folder.runs(), "has a line that is no run: '" + String.join(",", cells) + "'");
            }
        }
        return runs;
    }

    private static ComparedRun parse(String[] c, Map<String, List<CurvePoint>> curves) {
        ComparedRun.Phase phase = ComparedRun.Phase.valueOf(c[0]);
        long seed = Long.parseLong(c[3]);
        List<CurvePoint> curve = phase == ComparedRun.Phase.RESULT
                ? curves.getOrDefault(CurvesFile.key(c[1], seed), List.of())
                : List.of();
        return new ComparedRun(
                phase,
                c[1],
                Integer.parseInt(c[2]),
                seed,
                c[4],
                c[5],
                ComparedRun.End.valueOf(c[6]),
                Integer.parseInt(c[7]),
                Double.parseDouble(c[8]),
                Long.parseLong(c[9]),
                Long.parseLong(c[10]),
                Long.parseLong(c[11]),
                Double.parseDouble(c[12]),
                Double.parseDouble(c[13]),
                Double.parseDouble(c[14]),
                new ComparedRun.Tested(
                        Integer.parseInt(c[15]),
                        Integer.parseInt(c[16]),
                        Double.parseDouble(c[17]),
                        Integer.parseInt(c[18])),
                Double.parseDouble(c[19]),
                Double.parseDouble(c[20]),
                Long.parseLong(c[21]),
                updates(c[22]),
                curve);
    }

    /** The rows of a table of text, without its header. */
    static List<String[]> rows(Path file, List<String> columns) throws RefusedFileException {
        List<String> lines;
        try {
            lines = Files.readAllLines(file, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new RefusedFileException(file, "cannot be read: " + AtomicFile.reason(e));
        }
        if (lines.isEmpty() || !lines.getFirst().equals(String.join(",", columns))) {
            throw new RefusedFileException(file, "does not begin with the line '" + String.join(",", columns) + "'");
        }
        List<String[]> rows = new ArrayList<>();
        for (String line : lines.subList(1, lines.size())) {
            String[] cells = line.split(",", -1);
            if (cells.length != columns.size()) {
                throw new RefusedFileException(
                        file, "has a line of " + cells.length + " cells where " + columns.size() + " must be");
            }
            rows.add(cells);
        }
        return rows;
    }

    private static String updatesText(Map<String, Long> updates) {
        List<String> parts = new ArrayList<>();
        new TreeMap<>(updates).forEach((name, count) -> parts.add(name + "=" + count));
        return String.join(";", parts);
    }

    private static Map<String, Long> updates(String text) {
        Map<String, Long> updates = new TreeMap<>();
        for (String part : text.isEmpty() ? new String[0] : text.split(";")) {
            int at = part.lastIndexOf('=');
            if (at < 1) {
                throw new IllegalArgumentException("'" + part + "' counts no updates");
            }
            updates.put(part.substring(0, at), Long.parseLong(part.substring(at + 1)));
        }
        return updates;
    }
}
