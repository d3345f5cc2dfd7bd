package dev.antipode.controller.report;

import dev.antipode.core.memory.MemoryPlan;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Everything that the page of a training run shows.
 *
 * @param task the task's name
 * @param version the library's version
 * @param outcome the result on the test episodes
 * @param comparisons the trained controller beside others on the same episodes; may be empty
 * @param learning the learning curve, in order; may be empty
 * @param trajectory one closed-loop episode
 * @param memory the run's memory plan
 * @param timings what took how long, such as steps per second and the real-time factor; name to value with unit
 * @param configuration the run's settings, name to value
 * @param device where it ran, name to value
 */
public record TrainingReport(
        String task,
        String version,
        Outcome outcome,
        List<Comparison> comparisons,
        List<LearningPoint> learning,
        Trajectory trajectory,
        MemoryPlan memory,
        Map<String, String> timings,
        Map<String, String> configuration,
        Map<String, String> device) {

    /**
     * The page.
     *
     * @return a whole HTML document that needs no other file
     */
    public String html() {
        Page page = new Page(task + ": training report", task, "Training report of Antipode " + version);
        result(page);
        if (!comparisons.isEmpty()) {
            page.heading("Compared on the same test episodes")
                    .table(
                            List.of("controller", "", "success", "95 % interval", "mean cost", "failed"),
                            comparisons.stream().map(TrainingReport::cells).toList(),
                            2);
        }
        if (!learning.isEmpty()) {
            page.heading("Learning curve").charts("one", List.of(learningCurve()));
        }
        ZeroGradients.of(learning).ifPresent(sentence -> page.paragraph("note", sentence));
        mixing(page);
        GuardSummary.of(learning).ifPresent(summary -> new GuardSection(learning, summary).on(page));
        page.heading("One test episode in closed loop").charts("", trajectories());
        return page.heading("Memory plan")
                .memory(memory)
                .section("Timings", timings)
                .section("Configuration", configuration)
                .section("Device", device)
                .end();
    }

    private void result(Page page) {
        page.figures(List.of(
                new Page.Figure(
                        percent(outcome.success()),
                        "success, 95 % interval " + percent(outcome.successLow()) + " to "
                                + percent(outcome.successHigh())),
                new Page.Figure(String.format(Locale.ROOT, "%.4g", outcome.meanCost()), "mean cost of an episode"),
                new Page.Figure(Long.toString(outcome.episodes()), "unseen test episodes"),
                new Page.Figure(
                        Long.toString(outcome.failed()), "failed, of these non-finite: " + outcome.nonFinite())));
    }

    private static List<String> cells(Comparison row) {
        Outcome o = row.outcome();
        return o == null
                ? List.of(row.name(), row.note(), "", "", "", "")
                : List.of(
                        row.name(),
                        row.note(),
                        percent(o.success()),
                        percent(o.successLow()) + " to " + percent(o.successHigh()),
                        String.format(Locale.ROOT, "%.4g", o.meanCost()),
                        Long.toString(o.failed()));
    }

    private static String percent(double fraction) {
        return String.format(Locale.ROOT, "%.1f %%", 100 * fraction);
    }

    private Chart learningCurve() {
        double[] generation =
                learning.stream().mapToDouble(LearningPoint::generation).toArray();
        List<LearningPoint> validated = learning.stream()
                .filter(p -> Double.isFinite(p.validationCost()))
                .toList();
        Chart chart = new Chart("Mean cost of an episode", "generation", "cost")
                .line(
                        "population",
                        "second",
                        generation,
                        learning.stream()
                                .mapToDouble(LearningPoint::populationMeanCost)
                                .toArray())
                .line(
                        "centre",
                        "main",
                        generation,
                        learning.stream().mapToDouble(LearningPoint::centreCost).toArray());
        if (!validated.isEmpty()) {
            chart.line(
                    "validation",
                    "third",
                    validated.stream().mapToDouble(LearningPoint::generation).toArray(),
                    validated.stream()
                            .mapToDouble(LearningPoint::validationCost)
                            .toArray());
        }
        return chart;
    }

    private void mixing(Page page) {
        List<LearningPoint> mixed =
                learning.stream().filter(p -> !Double.isNaN(p.mixing())).toList();
        if (mixed.isEmpty()) {
            return;
        }
        double[] generation =
                mixed.stream().mapToDouble(LearningPoint::generation).toArray();
        double[] ends = {generation[0], generation[generation.length - 1]};
        Chart chart = new Chart("Share of first order in the estimate", "generation", "share")
                .line("1: gradients alone", "reference", ends, new double[] {1, 1})
                .line("0: evolution strategies alone", "second", ends, new double[2])
                .line(
                        "share",
                        "main",
                        generation,
                        mixed.stream().mapToDouble(LearningPoint::mixing).toArray());
        page.heading("How much of the updates was of first order")
                .paragraph(
                        "note",
                        "At 0 the gradients could not be trusted, or there were too few candidates to judge them by.")
                .charts("one", List.of(chart));
    }

    private List<Chart> trajectories() {
        List<Chart> charts = new ArrayList<>();
        for (Trajectory.Channel channel : trajectory.channels()) {
            String label = channel.unit().equals("1") ? channel.name() : channel.name() + " [" + channel.unit() + "]";
            Chart chart = new Chart(channel.kind() + " " + channel.name(), "time [s]", label);
            line(chart, channel, channel.name(), "main", channel.values());
            if (channel.reference() != null) {
                line(chart, channel, "reference", "reference", channel.reference());
            }
            charts.add(chart);
        }
        return charts;
    }

    private void line(Chart chart, Trajectory.Channel channel, String name, String style, double[] values) {
        if (channel.angle()) {
            WrappedAngle wrapped = WrappedAngle.of(trajectory.seconds(), values);
            chart.line(name, style, wrapped.seconds(), wrapped.radians());
        } else {
            chart.line(name, style, trajectory.seconds(), values);
        }
    }
}
