package dev.antipode.bench.run;

import dev.antipode.controller.store.AtomicFile;
import dev.antipode.controller.store.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A stored run: JSON lines, the first one about the run, the others one benchmark each.
 *
 * @param header where and how the results came about
 * @param measurements the results
 */
record ResultsFile(RunHeader header, List<Measurement> measurements) {
    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    static void write(Results results, Path file) throws IOException {
        AtomicFile.write(file, text(results).getBytes(StandardCharsets.UTF_8));
    }

    /** A run as it stands in its file. */
    static String text(Results results) {
        StringBuilder text = new StringBuilder(headerLine(results.header())).append('\n');
        for (Measurement measurement : results.measurements()) {
            text.append(line(results.header(), measurement, results.ratios(measurement)))
                    .append('\n');
        }
        return text.toString();
    }

    private static String headerLine(RunHeader header) {
        Map<String, Object> run = new LinkedHashMap<>();
        run.put("machine", header.machine());
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

    /** Reads a stored run; refuses what is none in one sentence. */
    static ResultsFile read(Path file) throws IOException {
        List<String> lines;
        try {
            lines = Files.readAllLines(file);
        } catch (NoSuchFileException e) {
            throw new RequestException("there is no baseline " + file + "; give the results.jsonl of an earlier run");
        }
        try {
            JsonNode run =
                    MAPPER.readTree(lines.isEmpty() ? "" : lines.getFirst()).required("run");
            RunHeader header = new RunHeader(
                    run.required("machine").asString(),
                    run.required("jdk").asString(),
                    run.required("profile").asString(),
                    run.required("emulated").asBoolean(),
                    texts(run.required("flags")),
                    run.required("command").asString(),
                    run.required("effort").asString(),
                    run.required("loadAverage").asDouble(),
                    texts(run.required("notes")));
            List<Measurement> measurements = new ArrayList<>();
            for (String line : lines.subList(1, lines.size())) {
                JsonNode result = MAPPER.readTree(line);
                List<Double> forks = new ArrayList<>();
                result.required("forks").forEach(fork -> forks.add(fork.asDouble()));
                measurements.add(new Measurement(
                        result.required("suite").asString(),
                        result.required("benchmark").asString(),
                        forks.stream().mapToDouble(Double::doubleValue).toArray(),
                        result.required("unit").asString(),
                        result.required("allocatedBytesPerOp").asDouble(Double.NaN)));
            }
            return new ResultsFile(header, measurements);
        } catch (JacksonException | IllegalArgumentException e) {
            throw new RequestException(
                    file + " is not the results of a run, or was cut short; give the results.jsonl of an earlier run");
        }
    }

    private static List<String> texts(JsonNode array) {
        List<String> texts = new ArrayList<>();
        array.forEach(text -> texts.add(text.asString()));
        return texts;
    }
}
