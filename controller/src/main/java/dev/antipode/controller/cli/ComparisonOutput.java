package dev.antipode.controller.cli;

import dev.antipode.controller.compare.BaselineRow;
import dev.antipode.controller.compare.BootstrapInterval;
import dev.antipode.controller.compare.ComparisonFolder;
import dev.antipode.controller.compare.ComparisonOptions;
import dev.antipode.controller.compare.ComparisonResult;
import dev.antipode.controller.compare.CostRow;
import dev.antipode.controller.compare.TimeRow;
import dev.antipode.controller.report.ComparisonReport;
import dev.antipode.controller.report.ComparisonTables;
import dev.antipode.controller.store.AtomicFile;
import dev.antipode.controller.store.Json;
import dev.antipode.controller.store.LibraryVersion;
import dev.antipode.core.memory.MemoryPlan;
import dev.antipode.profiles.DeviceProfile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.StringJoiner;

/** A comparison as lines, JSON and a page. */
final class ComparisonOutput {
    private final ComparisonOptions options;
    private final ComparisonPlan plan;
    private final ComparisonFolder folder;
    private final DeviceProfile profile;
    private List<BaselineRow> baselines;

    ComparisonOutput(ComparisonOptions options, ComparisonPlan plan, ComparisonFolder folder, DeviceProfile profile) {
        this.options = options;
        this.plan = plan;
        this.folder = folder;
        this.profile = profile;
    }

    /** What is going to be done. */
    String announcement(int finished) {
        StringBuilder text = new StringBuilder();
        text.append(String.format(
                Locale.ROOT,
                "Comparing %s on %s with %s: %d seeds from %d on, %d steps a run%s, %s, %d threads, profile %s, into %s%n",
                options.estimatorsText(),
                plan.task(),
                plan.policy(),
                options.seeds(),
                options.learning().seed(),
                options.budgetSteps(),
                options.trials() == 0
                        ? ", default settings untried"
                        : ", " + options.trials() + " trials x " + ComparisonOptions.TUNING_SEEDS + " seeds each of "
                                + options.tuningBudgetSteps() + " steps, judged by validation cost",
                options.learning().precision(),
                options.execution().threads(),
                profile.id(),
                folder.path()));
        StringJoiner weights = new StringJoiner(", ", "Cost of a control step in plain steps: ", ".\n");
        ComparisonReport.weights(options.estimators(), plan.weights())
                .forEach((estimator, cost) -> weights.add(estimator + " " + cost));
        text.append(weights);
        text.append(finished == 0 ? "" : "Going on after " + finished + " of ")
                .append(options.runs())
                .append(" runs.");
        return text.toString();
    }

    /** Runs the baselines, writes every file and gives the last line of the JSON. */
    Map<String, Object> write(ComparisonResult result) throws IOException {
        baselines = BaselineRow.of(options);
        Map<String, Object> object = object(result);
        text(folder.json(), Json.line(object) + "\n");
        ComparisonReport report = new ComparisonReport(
                result, baselines, LibraryVersion.text(), configuration(), DeviceFacts.of(profile));
        text(folder.report(), report.html());
        return object;
    }

    private static void text(Path file, String content) throws IOException {
        AtomicFile.write(file, content.getBytes(StandardCharsets.UTF_8));
    }

    private Map<String, Object> object(ComparisonResult result) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("done", true);
        map.put("task", plan.task());
        map.put("policy", plan.policy());
        map.put("parameters", result.parameters());
        map.put("seed", options.learning().seed());
        map.put("seeds", options.seeds());
        map.put("budgetSteps", options.budgetSteps());
        map.put("trials", options.trials());
        map.put("tuningBudgetSteps", options.tuningBudgetSteps());
        map.put("target", options.target());
        Map<String, Object> weights = new LinkedHashMap<>();
        options.estimators().forEach(estimator -> {
            Map<String, Object> entry = new LinkedHashMap<>();
            entry.put("gradientStep", plan.weights().get(estimator).gradient());
            entry.put("tangentStep", plan.weights().get(estimator).tangent());
            weights.put(estimator.toString(), entry);
        });
        map.put("weights", weights);
        map.put(
                "equalCost",
                result.equalCost().stream().map(row -> cost(result, row)).toList());
        map.put("baselines", baselines.stream().map(ComparisonOutput::baseline).toList());
        Map<String, Object> time = new LinkedHashMap<>();
        time.put("seconds", result.commonSeconds());
        time.put("rows", result.equalTime().stream().map(ComparisonOutput::time).toList());
        map.put("equalTime", time);
        map.put("report", folder.report().toString());
        return map;
    }

    private static Map<String, Object> cost(ComparisonResult result, CostRow row) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("estimator", row.estimator().toString());
        map.put("testCost", row.testCost());
        interval(map, row.interval());
        map.put("success", row.success());
        map.put("cost", row.cost());
        map.put("elapsedSeconds", row.seconds());
        map.put("costToTarget", row.costToTarget());
        map.put("secondsToTarget", row.secondsToTarget());
        map.put("seedsAtTarget", row.reached());
        map.put("diverged", row.diverged());
        map.put("memoryBytes", row.memoryBytes());
        map.put("updates", row.updates());
        map.put("learningRate", result.results(row.estimator()).getFirst().learningRate());
        map.put("sigma", result.results(row.estimator()).getFirst().sigma());
        return map;
    }

    private static void interval(Map<String, Object> map, BootstrapInterval interval) {
        map.put("low", interval.low());
        map.put("high", interval.high());
    }

    private static Map<String, Object> baseline(BaselineRow row) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("baseline", row.name());
        map.put("testCost", row.testCost());
        interval(map, row.interval());
        map.put("success", row.success());
        map.put("description", row.note());
        return map;
    }

    private static Map<String, Object> time(TimeRow row) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("estimator", row.estimator().toString());
        map.put("validationCost", row.validationCost());
        interval(map, row.interval());
        map.put("success", row.success());
        map.put("cost", row.cost());
        map.put("seedsValidated", row.validated());
        return map;
    }

    private Map<String, String> configuration() {
        Map<String, String> map = new LinkedHashMap<>();
        map.put("task", plan.task());
        map.put("policy", plan.policy());
        map.put("estimators", options.estimatorsText());
        map.put("seeds", options.seeds() + " from " + options.learning().seed() + " on");
        map.put("budget of a run", options.budgetSteps() + " plain control steps");
        map.put("trials", Integer.toString(options.trials()));
        map.put("target", Double.toString(options.target()));
        Map<String, String> learning = options.learning().toMap();
        // What each run has of its own.
        List.of("estimator", "seed", "generations", "validationInterval", "patience")
                .forEach(learning::remove);
        map.putAll(learning);
        map.put("arithmetic", plan.arithmetic().name());
        map.put("threads", Integer.toString(options.execution().threads()));
        map.put("lanes", Integer.toString(options.execution().lanes()));
        map.put("kernels", options.execution().kernels().toString());
        map.put("memory budget", MemoryPlan.readable(options.execution().budgetBytes()));
        return map;
    }

    /** For people. */
    String text(ComparisonResult result) {
        StringBuilder text = new StringBuilder();
        text.append(plan.task())
                .append(" at equal cost, ")
                .append(ComparisonTables.steps(options.budgetSteps()))
                .append(" steps a run:\n")
                .append(columns(ComparisonTables.equalCost(result, baselines)))
                .append(String.format(Locale.ROOT, "at equal time, %.1f s:%n", result.commonSeconds()))
                .append(columns(ComparisonTables.equalTime(result)))
                .append("report ")
                .append(folder.report())
                .append('\n');
        return text.toString();
    }

    /** The first column to the left, the others to the right. */
    private static String columns(ComparisonTables.Table table) {
        List<List<String>> rows = new ArrayList<>();
        rows.add(table.header());
        rows.addAll(table.rows());
        int[] widths = new int[table.header().size()];
        for (List<String> row : rows) {
            for (int i = 0; i < widths.length; i++) {
                widths[i] = Math.max(widths[i], row.get(i).length());
            }
        }
        StringBuilder text = new StringBuilder();
        for (List<String> row : rows) {
            StringBuilder line = new StringBuilder();
            for (int i = 0; i < widths.length; i++) {
                String pad = " ".repeat(widths[i] - row.get(i).length());
                line.append(i == 0 ? "  " + row.get(i) + pad : "  " + pad + row.get(i));
            }
            text.append(line.toString().stripTrailing()).append('\n');
        }
        return text.toString();
    }
}
