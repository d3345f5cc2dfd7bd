package dev.antipode.controller.report;

import dev.antipode.controller.compare.BaselineRow;
import dev.antipode.controller.compare.ComparedRun;
import dev.antipode.controller.compare.ComparisonOptions;
import dev.antipode.controller.compare.ComparisonResult;
import dev.antipode.controller.compare.CurvePoint;
import dev.antipode.controller.compare.StepWeights;
import dev.antipode.controller.train.EstimatorChoice;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.StringJoiner;
import java.util.function.ToDoubleFunction;

/**
 * Everything that the page of a comparison shows.
 *
 * @param result what came out
 * @param baselines controllers that are not trained, on the same test episodes
 * @param version the library's version
 * @param configuration the settings, name to value
 * @param device where it ran, name to value
 */
public record ComparisonReport(
        ComparisonResult result,
        List<BaselineRow> baselines,
        String version,
        Map<String, String> configuration,
        Map<String, String> device) {
    private static final List<String> STYLES = List.of("main", "third", "fourth", "fifth", "sixth", "second");

    /**
     * The page.
     *
     * @return a whole HTML document that needs no other file
     */
    public String html() {
        ComparisonOptions options = result.options();
        Page page = new Page(
                options.task().name() + ": comparison",
                options.task().name(),
                "Comparison of estimators by Antipode " + version + ": " + result.policy() + ", " + result.parameters()
                        + " parameters, " + options.seeds() + " seeds each");
        equalCost(page);
        equalTime(page);
        page.heading("Learning curves")
                .paragraph(
                        "note",
                        "Validation after training up to there: median over the seeds, and the band between the quartiles. A curve "
                                + "begins where every seed has been validated; a run that has ended stays what it was.")
                .charts("", learningCurves());
        List<Chart> charts = gradientCharts();
        if (!charts.isEmpty()) {
            page.heading("Gradient estimates").charts("", charts);
        }
        tuning(page);
        return page.section(
                        "Cost of a control step, in plain steps, as measured at the start",
                        weights(result.options().estimators(), result.weights()))
                .section("Configuration", configuration)
                .section("Device", device)
                .end();
    }

    private void equalCost(Page page) {
        ComparisonOptions options = result.options();
        ComparisonTables.Table table = ComparisonTables.equalCost(result, baselines);
        page.heading("At equal cost")
                .paragraph(
                        "note",
                        "Every run ends with the last whole generation within " + options.budgetSteps()
                                + " plain control steps. Test cost: mean cost of an unseen test episode, interquartile mean over the "
                                + "seeds with its 95 % interval by the stratified percentile bootstrap, after Agarwal et al., \"Deep "
                                + "reinforcement learning at the edge of the statistical precipice\" (2021)."
                                + (options.seeds() < 4 ? " With less than four seeds it is the plain mean." : "")
                                + " Cost and seconds to the target: until "
                                + ComparisonTables.target(options.target())
                                + " of the validation episodes succeed, median over the seeds. Updates: of all seeds together, and of a guard "
                                + "how often it decided what.")
                .table(table.header(), table.rows(), 1);
        for (BaselineRow row : baselines) {
            page.paragraph("note", row.name() + ": " + row.note() + ".");
        }
    }

    private void equalTime(Page page) {
        ComparisonTables.Table table = ComparisonTables.equalTime(result);
        page.heading(String.format(Locale.ROOT, "At equal time: %.1f s", result.commonSeconds()))
                .paragraph(
                        "note",
                        "The time of the fastest run. Each run is judged by its best validation up to then: this takes no further "
                                + "runs, and it is hard on the slower ones alone, whose learning rates were still to fall. Times are of "
                                + "training with warm kernels. Validation is in them, and drawing and adding up perturbations, which cost "
                                + "does not count, and what else the device did.")
                .table(table.header(), table.rows(), 1);
    }

    private List<Chart> learningCurves() {
        return List.of(
                chart(
                        "Validation cost by cost",
                        "cost [million steps]",
                        "cost",
                        ComparisonReport::megasteps,
                        CurvePoint::validationCost),
                chart("Validation cost by time", "time [s]", "cost", CurvePoint::seconds, CurvePoint::validationCost),
                chart(
                        "Success by cost",
                        "cost [million steps]",
                        "success",
                        ComparisonReport::megasteps,
                        CurvePoint::validationSuccess),
                chart("Success by time", "time [s]", "success", CurvePoint::seconds, CurvePoint::validationSuccess));
    }

    private List<Chart> gradientCharts() {
        List<Chart> charts = new ArrayList<>();
        if (reported(CurvePoint::variance)) {
            charts.add(chart(
                    "Variance of a coordinate of the gradient estimate",
                    "cost [million steps]",
                    "variance",
                    ComparisonReport::megasteps,
                    CurvePoint::variance));
        }
        if (reported(CurvePoint::growth)) {
            charts.add(chart(
                    "Growth of perturbations over a window",
                    "cost [million steps]",
                    "factor",
                    ComparisonReport::megasteps,
                    CurvePoint::growth));
        }
        return charts;
    }

    private boolean reported(ToDoubleFunction<CurvePoint> value) {
        return result.options().estimators().stream()
                .flatMap(estimator -> result.results(estimator).stream())
                .flatMap(run -> run.curve().stream())
                .anyMatch(point -> !Double.isNaN(value.applyAsDouble(point)));
    }

    private static double megasteps(CurvePoint point) {
        return point.cost() * 1e-6;
    }

    private Chart chart(
            String title,
            String xLabel,
            String yLabel,
            ToDoubleFunction<CurvePoint> place,
            ToDoubleFunction<CurvePoint> value) {
        Chart chart = new Chart(title, xLabel, yLabel);
        List<EstimatorChoice> estimators = result.options().estimators();
        for (int i = 0; i < estimators.size(); i++) {
            List<ComparedRun> runs = result.results(estimators.get(i));
            double end = runs.stream()
                    .filter(run -> !run.curve().isEmpty())
                    .mapToDouble(run -> place.applyAsDouble(run.curve().getLast()))
                    .max()
                    .orElse(0);
            SeedBand band = SeedBand.of(runs, end, place, value);
            if (band.any()) {
                String style = STYLES.get(i % STYLES.size());
                chart.band(style, band.x(), band.low(), band.high())
                        .line(estimators.get(i).toString(), style, band.x(), band.median());
            }
        }
        return chart.logarithmicWhereWide();
    }

    private void tuning(Page page) {
        ComparisonOptions options = result.options();
        page.heading("Settings");
        page.paragraph(
                "note",
                options.trials() == 0
                        ? "The task's defaults, untried. Of an estimator whose generations differ in cost, one run with another seed "
                                + "and " + options.tuningBudgetSteps() + " steps said how many its budget pays for."
                        : "For each estimator, the best of the same " + options.trials()
                                + " settings, the first of which are the task's defaults: the lowest validation cost, mean of "
                                + ComparisonOptions.TUNING_SEEDS
                                + " seeds that are not among those of the results, with "
                                + options.tuningBudgetSteps() + " steps a run.");
        List<List<String>> rows = new ArrayList<>();
        for (EstimatorChoice estimator : options.estimators()) {
            ComparedRun run = result.results(estimator).getFirst();
            boolean perturbs = estimator.population();
            rows.add(List.of(
                    estimator.toString(),
                    Integer.toString(run.trial()),
                    run.learningRate(),
                    perturbs ? run.sigma() : "",
                    Integer.toString(run.generations())));
        }
        page.table(List.of("estimator", "trial", "learning rate", "sigma", "generations of the first seed"), rows, 1);
    }

    /**
     * What a control step costs.
     *
     * @param estimators in the order wanted
     * @param weights of each
     * @return estimator to a number of plain steps and what it is of
     */
    public static Map<String, String> weights(
            List<EstimatorChoice> estimators, Map<EstimatorChoice, StepWeights> weights) {
        Map<String, String> values = new LinkedHashMap<>();
        for (EstimatorChoice estimator : estimators) {
            StepWeights weight = weights.get(estimator);
            StringJoiner text = new StringJoiner(", ");
            if (weight.gradient() != 1) {
                text.add(String.format(Locale.ROOT, "%.3g with its gradient", weight.gradient()));
            }
            if (weight.tangent() != 1) {
                text.add(String.format(Locale.ROOT, "%.3g with a tangent", weight.tangent()));
            }
            values.put(estimator.toString(), text.length() == 0 ? "1" : text.toString());
        }
        return values;
    }
}
