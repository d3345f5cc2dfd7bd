package dev.antipode.controller.report;

import dev.antipode.controller.train.GuardDecision;
import dev.antipode.controller.train.GuardReport;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;

/** The part of a training report that says which estimator made the updates of a guarded run, and why. */
final class GuardSection {
    private static final String GRADIENTS = "update by gradients";
    private static final String ES = "update by evolution strategies";

    private final List<LearningPoint> updates;
    private final GuardSummary summary;

    /** Of the updates that a guard decided about. */
    GuardSection(List<LearningPoint> learning, GuardSummary summary) {
        this.updates =
                learning.stream().filter(point -> point.guard().isPresent()).toList();
        this.summary = summary;
    }

    void on(Page page) {
        page.heading("Which estimator made the updates, and why");
        summary.refusal().ifPresent(sentence -> page.paragraph("advice", capitalised(sentence) + "."));
        page.table(List.of("decision", "what it means", "updates", "share"), rows(), 2)
                .paragraph(
                        "note",
                        "Amplification: by how much perturbations of the closed loop grow over the window. What is not a finite "
                                + "number is not drawn.")
                .charts("", List.of(window(), amplification(), spectralRadius()));
        probes(page);
    }

    private static String capitalised(String sentence) {
        return sentence.substring(0, 1).toUpperCase(Locale.ROOT) + sentence.substring(1);
    }

    private List<List<String>> rows() {
        List<List<String>> rows = new ArrayList<>();
        for (GuardDecision decision : GuardDecision.values()) {
            int count = summary.updates(decision);
            if (decision == GuardDecision.SWITCHED && count == 0) {
                continue;
            }
            rows.add(List.of(
                    decision.text(),
                    meaning(decision),
                    Integer.toString(count),
                    String.format(Locale.ROOT, "%.1f %%", 100.0 * count / summary.all())));
        }
        return rows;
    }

    private static String meaning(GuardDecision decision) {
        return switch (decision) {
            case GRADIENT -> "truncated backpropagation made the update: no test spoke against its gradient";
            case AMPLIFICATION ->
                "evolution strategies made it: one control step already amplifies perturbations more than is permitted";
            case VARIANCE ->
                "evolution strategies made it: at equal cost their estimate varies less, or it is undecided";
            case DIRECTION -> "evolution strategies made it: against the gradients the cost does not surely fall";
            case NON_FINITE -> "evolution strategies made it: the gradient was not finite";
            case SWITCHED -> "evolution strategies made it: it was their turn";
            case UNTESTED ->
                "evolution strategies made it: against the gradients the cost falls, but the variances are still to be compared";
        };
    }

    private Chart window() {
        return decided("Window that costs are backpropagated through", "window [control steps]", GuardReport::window);
    }

    private Chart amplification() {
        return decided("Amplification over the window", "amplification", GuardReport::amplification)
                .logarithmicWhereWide();
    }

    private Chart spectralRadius() {
        return decided("Spectral radius of one control step", "spectral radius", GuardReport::spectralRadius)
                .line("1: perturbations keep their size", "reference", ends(), new double[] {1, 1});
    }

    /** Dots in the colour of who made the update. */
    private Chart decided(String title, String label, ToDoubleFunction<GuardReport> value) {
        Chart chart = new Chart(title, "generation", label);
        dots(chart, GRADIENTS, "main", by(updates, true), value);
        dots(chart, ES, "third", by(updates, false), value);
        return chart;
    }

    private void probes(Page page) {
        List<LearningPoint> varied = where(guard -> guard.varianceRatio().isPresent());
        List<LearningPoint> projected = where(guard -> guard.projection().isPresent());
        List<LearningPoint> fallen = where(guard -> guard.fall().isPresent());
        List<Chart> charts = new ArrayList<>();
        if (!varied.isEmpty()) {
            charts.add(tested(
                    "Variance of the gradient over that of evolution strategies",
                    "natural logarithm of the ratio",
                    "0: they vary alike",
                    varied,
                    GuardReport::varianceRatio,
                    GuardReport::varianceRatioError));
        }
        if (!projected.isEmpty()) {
            charts.add(tested(
                    "Slope of the cost along the mean of recent gradients",
                    "slope",
                    "0: the cost does not change",
                    projected,
                    GuardReport::projection,
                    GuardReport::projectionError));
        }
        if (!fallen.isEmpty()) {
            charts.add(tested(
                    "Fall of the cost from update to update by gradients",
                    "fall of an update",
                    "0: the cost does not change",
                    fallen,
                    GuardReport::fall,
                    GuardReport::fallError));
        }
        if (charts.isEmpty()) {
            page.paragraph("note", "No update came as far as a test of variance and direction.");
            return;
        }
        page.paragraph(
                        "note",
                        "Tests: " + varied.size()
                                + " of variance, at equal simulator cost, where below 0 speaks for gradients; "
                                + projected.size()
                                + " of direction, from the same episodes at two points to both sides of the parameters, where above 0 "
                                + "speaks for gradients. They are not needed where the cost has surely fallen from update to update "
                                + "anyway. Bars are one standard error to each side; what is within the noise counts against "
                                + "a gradient that is not trusted yet, and in the long run against any. After every test that is not "
                                + "passed evolution strategies take twice as many candidates, from eight up to the whole population.")
                .charts("", charts);
    }

    private Chart tested(
            String title,
            String label,
            String zero,
            List<LearningPoint> probes,
            Function<GuardReport, OptionalDouble> value,
            Function<GuardReport, OptionalDouble> error) {
        Chart chart = new Chart(title, "generation", label);
        chart.line(zero, "reference", ends(), new double[2]);
        for (LearningPoint probe : probes) {
            GuardReport guard = probe.guard().orElseThrow();
            double middle = number(value.apply(guard));
            double half = number(error.apply(guard));
            if (Double.isFinite(middle) && half > 0 && Double.isFinite(half)) {
                chart.line("", "second", new double[] {probe.generation(), probe.generation()}, new double[] {
                    middle - half, middle + half
                });
            }
        }
        dots(chart, GRADIENTS, "main", by(probes, true), guard -> number(value.apply(guard)));
        dots(chart, ES, "third", by(probes, false), guard -> number(value.apply(guard)));
        return chart;
    }

    private static void dots(
            Chart chart, String name, String style, List<LearningPoint> points, ToDoubleFunction<GuardReport> value) {
        if (!points.isEmpty()) {
            chart.points(
                    name,
                    style,
                    points.stream().mapToDouble(LearningPoint::generation).toArray(),
                    points.stream()
                            .mapToDouble(
                                    point -> value.applyAsDouble(point.guard().orElseThrow()))
                            .toArray());
        }
    }

    private List<LearningPoint> where(Predicate<GuardReport> test) {
        return updates.stream()
                .filter(point -> test.test(point.guard().orElseThrow()))
                .toList();
    }

    private static List<LearningPoint> by(List<LearningPoint> points, boolean gradients) {
        return points.stream()
                .filter(point -> gradients == (point.guard().orElseThrow().decision() == GuardDecision.GRADIENT))
                .toList();
    }

    /** The whole run, so that all charts have the same horizontal axis. */
    private double[] ends() {
        return new double[] {updates.getFirst().generation(), updates.getLast().generation()};
    }

    private static double number(OptionalDouble value) {
        return value.orElse(Double.NaN);
    }
}
