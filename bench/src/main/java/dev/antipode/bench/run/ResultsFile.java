package dev.antipode.bench.run;

import dev.antipode.controller.store.AtomicFile;
import dev.antipode.controller.store.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A stored run: JSON lines, the first one about the run, then one a benchmark, and one for each suite that failed, which has no score.
 *
 * @param header where and how the results came about
 * @param measurements the results
 * @param failed suites that gave none
 */
record ResultsFile(RunHeader header, List<Measurement> measurements, List<FailedSuite> failed) {
    static void write(Results results, Path file) throws IOException {
        AtomicFile.write(file, text(results).getBytes(StandardCharsets.UTF_8));
    }

    /** A run as it stands in its file. */
    static String text(Results results) {
        StringBuilder text = new StringBuilder(headerLine(results)).append('\n');
        for (Measurement measurement : results.measurements()) {
            text.append(line(results.header(), measurement, results.ratios(measurement)))
                    .append('\n');
        }
        results.failed().forEach(suite -> text.append(line(suite)).append('\n'));
        return text.toString();
    }

    /** With the number of results, so that a file that was cut at a line end is not taken for a whole one. */
    private static String headerLine(Results results) {
        RunHeader header = results.header();
        Map<String, Object> run = new LinkedHashMap<>();
        run.put("results", results.measurements().size());
        run.put("failed", results.failed().size());
        run.put("machine", header.machine());
        run.put("processor", header.processor());
        run.put("jdk", header.jdk());
        run.put("profile", header.profile());
        run.put("emulated", header.emulated());
        run.put("flags", header.flags());
        run.put("command", header.command());
        run.put("effort", header.effort());
        run.put("loadAverage", header.load());
        run.put("notes", header.notes());
        return Json.line(Map.of("run", run));
    }

    private static String line(FailedSuite suite) {
        Map<String, Object> line = new LinkedHashMap<>();
        line.put("suite", suite.suite());
        line.put("failed", suite.reason());
        return Json.line(line);
    }

    /**
     * One result as JSON.
     *
     * @param ratios name to ratio of this score to another
     */
    private static String line(RunHeader header, Measurement measurement, Map<String, Double> ratios) {
        Map<String, Object> line = new LinkedHashMap<>();
        line.put("suite", measurement.suite());
        line.put("benchmark", measurement.benchmark());
        line.put("profile", header.profile());
        line.put("emulated", header.emulated());
        line.put("score", measurement.score());
        line.put("unit", measurement.unit());
        line.put("error", measurement.error());
        line.put("allocatedBytesPerOp", measurement.allocatedBytesPerOp());
        line.put("ratioTo", ratios);
        line.put("forks", measurement.forks());
        return Json.line(line);
    }
}
