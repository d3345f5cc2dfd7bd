package dev.antipode.bench.run;

import dev.antipode.controller.store.AtomicFile;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reads a stored run whole, or refuses it in one sentence with file, line and reason. */
final class ResultsReader {
    private static final JsonMapper MAPPER = JsonMapper.builder().build();
    private static final String REMEDY = "; give the results.jsonl of an earlier run";

    private final Path file;

    private ResultsReader(Path file) {
        this.file = file;
    }

    /** Reads a stored run; a file without a number of results is one of an earlier version, and is taken as whole. */
    static ResultsFile read(Path file) {
        return new ResultsReader(file).read();
    }

    private ResultsFile read() {
        List<String> lines = lines();
        JsonNode run =
                lines.isEmpty() ? MAPPER.nullNode() : parse(lines.getFirst()).path("run");
        RunHeader header = header(run);
        List<Measurement> measurements = new ArrayList<>();
        List<FailedSuite> failed = new ArrayList<>();
        for (int i = 1; i < lines.size(); i++) {
            JsonNode line = parse(lines.get(i));
            if (line.path("failed").isString() && line.path("suite").isString()) {
                failed.add(new FailedSuite(
                        line.get("suite").asString(), line.get("failed").asString()));
            } else {
                measurements.add(measurement(line, i + 1));
            }
        }
        if (measurements.isEmpty()) {
            throw new RequestException(
                    file + " has no results" + (failed.isEmpty() ? "" : ", as all its suites failed") + REMEDY);
        }
        require(run.path("results"), "results", measurements.size());
        require(run.path("failed"), "suites that failed", failed.size());
        return new ResultsFile(header, measurements, failed);
    }

    /** A count that the file does not have is of an earlier version. */
    private void require(JsonNode count, String what, int found) {
        if (!count.isMissingNode() && count.asInt(-1) != found) {
            throw new RequestException(file + " line 1 says " + count + " " + what + ", but " + found
                    + " follow: the file was cut short or changed" + REMEDY);
        }
    }

    private List<String> lines() {
        if (Files.isDirectory(file)) {
            throw new RequestException(file + " is a folder" + REMEDY);
        }
        try {
            return Files.readAllLines(file);
        } catch (NoSuchFileException e) {
            throw new RequestException("there is no baseline " + file + REMEDY);
        } catch (CharacterCodingException e) {
            throw new RequestException(file + " is not text" + REMEDY);
        } catch (IOException e) {
            throw new RequestException("cannot read " + file + ": " + AtomicFile.reason(e) + REMEDY);
        }
    }

    /** What is no JSON has no fields either. */
    private static JsonNode parse(String line) {
        try {
            return MAPPER.readTree(line);
        } catch (JacksonException e) {
            return MAPPER.missingNode();
        }
    }

    private RunHeader header(JsonNode run) {
        try {
            return new RunHeader(
                    run.required("machine").asString(),
                    run.path("processor").asString(),
                    run.required("jdk").asString(),
                    run.required("profile").asString(),
                    run.required("emulated").asBoolean(),
                    texts(run.required("flags")),
                    run.required("command").asString(),
                    run.required("effort").asString(),
                    run.required("loadAverage").asDouble(Double.NaN),
                    texts(run.required("notes")));
        } catch (JacksonException | IllegalArgumentException e) {
            throw new RequestException(file + " line 1 does not describe a run of benchmarks" + REMEDY);
        }
    }

    private Measurement measurement(JsonNode result, int number) {
        for (String name : List.of("suite", "benchmark", "unit")) {
            if (!result.path(name).isString()) {
                throw new RequestException(
                        file + " line " + number + " is no result, or was cut short: it has no " + name + REMEDY);
            }
        }
        return new Measurement(
                result.get("suite").asString(),
                result.get("benchmark").asString(),
                forks(result.path("forks"), number),
                result.get("unit").asString(),
                result.path("allocatedBytesPerOp").asDouble(Double.NaN));
    }

    private double[] forks(JsonNode forks, int number) {
        boolean good = forks.isArray() && !forks.isEmpty();
        for (JsonNode fork : forks) {
            good &= fork.isNumber() && Double.isFinite(fork.asDouble()) && fork.asDouble() > 0;
        }
        if (!good) {
            throw new RequestException(
                    file + " line " + number + " has forks " + (forks.isMissingNode() ? "none" : forks)
                            + ", but they must be a list of one number or more, finite and above 0" + REMEDY);
        }
        double[] times = new double[forks.size()];
        for (int i = 0; i < times.length; i++) {
            times[i] = forks.get(i).asDouble();
        }
        return times;
    }

    private static List<String> texts(JsonNode array) {
        List<String> texts = new ArrayList<>();
        array.forEach(text -> texts.add(text.asString()));
        return texts;
    }
}
