package dev.antipode.controller.cli;

import dev.antipode.controller.identify.Alternative;
import dev.antipode.controller.identify.Combination;
import dev.antipode.controller.identify.FittedParameter;
import dev.antipode.controller.identify.IdentificationResult;
import dev.antipode.controller.identify.OutputFit;
import dev.antipode.controller.report.IdentificationReport;
import dev.antipode.controller.store.AtomicFile;
import dev.antipode.controller.store.DistributionFile;
import dev.antipode.controller.store.Json;
import dev.antipode.controller.store.LibraryVersion;
import dev.antipode.profiles.DeviceProfile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The result of {@code identify} as JSON, YAML, a page and a few lines. */
final class IdentificationOutput {
    static final String DISTRIBUTION = "distribution.yaml";

    private final IdentificationResult result;
    private final Map<String, String> configuration;
    private final Path folder;

    IdentificationOutput(IdentificationResult result, Map<String, String> configuration, Path folder) {
        this.result = result;
        this.configuration = configuration;
        this.folder = folder;
    }

    /** Writes every file. */
    void write(DeviceProfile profile) throws IOException {
        text(DISTRIBUTION, DistributionFile.text(result.distribution(), result.untold()));
        text("identify.json", Json.line(object()) + "\n");
        text(
                "identify.html",
                new IdentificationReport(result, LibraryVersion.text(), configuration, DeviceFacts.of(profile)).html());
    }

    private void text(String name, String content) throws IOException {
        AtomicFile.write(folder.resolve(name), content.getBytes(StandardCharsets.UTF_8));
    }

    /** What {@code --json} prints and {@code identify.json} holds. */
    Map<String, Object> object() {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("plant", result.plant());
        map.put(
                "parameters",
                result.parameters().stream().map(IdentificationOutput::object).toList());
        map.put("correlations", rows(result.correlations(), result.parameters().size()));
        map.put(
                "unidentified",
                result.combinations().stream().map(IdentificationOutput::object).toList());
        map.put(
                "alternatives",
                result.alternatives().stream().map(IdentificationOutput::object).toList());
        map.put("delaySteps", result.delaySteps());
        map.put("delaySeconds", result.delaySeconds());
        map.put("delayAtLimit", result.delayAtLimit());
        map.put("stepSeconds", result.stepSeconds());
        map.put("substeps", result.substeps());
        map.put(
                "outputs",
                result.outputs().stream().map(IdentificationOutput::object).toList());
        map.put("initialStates", result.initialStates());
        map.put("longestRun", result.longestRun());
        map.put("measurements", result.measurements());
        map.put("heldOut", result.heldOut());
        map.put("corrected", result.corrected());
        map.put("elapsedSeconds", result.seconds());
        map.put("distribution", folder.resolve(DISTRIBUTION).toString());
        return map;
    }

    private static Map<String, Object> object(FittedParameter one) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("name", one.name());
        map.put("unit", one.unit());
        map.put("before", one.before());
        map.put("value", one.value());
        map.put("deviation", one.deviation());
        map.put("low", one.low());
        map.put("high", one.high());
        map.put("identified", one.identified());
        return map;
    }

    private static Map<String, Object> object(Combination one) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("names", one.names());
        map.put("relativeChanges", one.relativeChanges());
        map.put("sentence", one.sentence());
        return map;
    }

    private static Map<String, Object> object(Alternative one) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("values", one.values());
        map.put("delaySteps", one.delaySteps());
        map.put("sentence", one.sentence());
        return map;
    }

    private static Map<String, Object> object(OutputFit one) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("name", one.signal().name());
        map.put("unit", one.signal().unit());
        map.put("residualDeviation", one.deviation());
        map.put("fitPercent", one.fitPercent());
        map.put("heldOutPercent", one.heldOutPercent());
        map.put("ljungBox", one.whiteness().statistic());
        map.put("ljungBoxCritical", one.whiteness().critical());
        map.put("white", one.whiteness().white());
        map.put("autocorrelation", one.whiteness().autocorrelation());
        map.put("band", one.whiteness().band());
        return map;
    }

    private static List<Object> rows(double[] matrix, int columns) {
        List<Object> rows = new ArrayList<>();
        for (int i = 0; i < matrix.length; i += columns) {
            rows.add(Arrays.copyOfRange(matrix, i, i + columns));
        }
        return rows;
    }

    String text() {
        StringBuilder text = new StringBuilder();
        int width = 9;
        for (FittedParameter one : result.parameters()) {
            width = Math.max(width, named(one.name(), one.unit()).length());
        }
        for (OutputFit one : result.outputs()) {
            width = Math.max(
                    width, named(one.signal().name(), one.signal().unit()).length());
        }
        String row = "%-" + width + "s %13s %13s %13s %13s%n";
        text.append(String.format(Locale.ROOT, row, "parameter", "before", "value", "95 % from", "to"));
        for (FittedParameter one : result.parameters()) {
            text.append(String.format(
                    Locale.ROOT,
                    row,
                    named(one.name(), one.unit()),
                    number(one.before()),
                    number(one.value()),
                    one.identified() ? number(one.low()) : "unknown",
                    one.identified() ? number(one.high()) : "unknown"));
        }
        text.append(String.format(Locale.ROOT, row, "output", "deviation", "fit", "held out", "residuals"));
        for (OutputFit one : result.outputs()) {
            text.append(String.format(
                    Locale.ROOT,
                    row,
                    named(one.signal().name(), one.signal().unit()),
                    number(one.deviation()),
                    percent(one.fitPercent()),
                    percent(one.heldOutPercent()),
                    one.whiteness().white() ? "white" : "not white"));
        }
        text.append(String.format(
                Locale.ROOT,
                "delay of the inputs: %d steps of the plant, %s s%s%n",
                result.delaySteps(),
                number(result.delaySeconds()),
                result.delayAtLimit() ? ", the longest that was tried; --max-delay tries longer ones" : ""));
        for (Combination combination : result.combinations()) {
            text.append(combination.sentence()).append(System.lineSeparator());
        }
        for (Alternative alternative : result.alternatives()) {
            text.append(alternative.sentence()).append(System.lineSeparator());
        }
        text.append(String.format(
                Locale.ROOT,
                "%d measurements fitted, free runs of up to %d rows, %.1f s; report %s%n",
                result.measurements(),
                result.longestRun(),
                result.seconds(),
                folder.resolve("identify.html")));
        return text.toString();
    }

    private static String named(String name, String unit) {
        return name + (unit.equals("1") ? "" : " [" + unit + "]");
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, "%.6g", value);
    }

    private static String percent(double value) {
        return Double.isNaN(value) ? "nothing" : String.format(Locale.ROOT, "%.2f %%", value);
    }
}
