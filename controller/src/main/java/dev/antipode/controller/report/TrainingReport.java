package dev.antipode.controller.report;

import dev.antipode.core.memory.MemoryPlan;
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
        StringBuilder page = new StringBuilder();
        page.append("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n")
                .append("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>")
                .append(Html.escape(task))
                .append(": training report</title>\n<style>\n")
                .append(Html.STYLE)
                .append("</style>\n</head>\n<body>\n<h1>")
                .append(Html.escape(task))
                .append("</h1>\n<p class=\"lead\">Training report of Antipode ")
                .append(Html.escape(version))
                .append("</p>\n");
        result(page);
        if (!comparisons.isEmpty()) {
            comparison(page);
        }
        if (!learning.isEmpty()) {
            learningCurve(page);
        }
        trajectories(page);
        page.append("<h2>Memory plan</h2>\n").append(memoryTable());
        section(page, "Timings", timings);
        section(page, "Configuration", configuration);
        section(page, "Device", device);
        return page.append("</body>\n</html>\n").toString();
    }

    private void result(StringBuilder page) {
        page.append("<div class=\"big\">\n");
        figure(
                page,
                percent(outcome.success()),
                "success, 95 % interval " + percent(outcome.successLow()) + " to " + percent(outcome.successHigh()));
        figure(page, String.format(Locale.ROOT, "%.4g", outcome.meanCost()), "mean cost of an episode");
        figure(page, Long.toString(outcome.episodes()), "unseen test episodes");
        figure(page, Long.toString(outcome.failed()), "failed, of these non-finite: " + outcome.nonFinite());
        page.append("</div>\n");
    }

    private static void figure(StringBuilder page, String value, String meaning) {
        page.append("<div><b>")
                .append(Html.escape(value))
                .append("</b>")
                .append(Html.escape(meaning))
                .append("</div>\n");
    }

    private void comparison(StringBuilder page) {
        page.append("<h2>Compared on the same test episodes</h2>\n<div class=\"scroll\"><table>\n")
                .append(Html.row(
                        "th", "", List.of("controller", "", "success", "95 % interval", "mean cost", "failed"), 2));
        for (Comparison row : comparisons) {
            Outcome o = row.outcome();
            List<String> cells = o == null
                    ? List.of(row.name(), row.note(), "", "", "", "")
                    : List.of(
                            row.name(),
                            row.note(),
                            percent(o.success()),
                            percent(o.successLow()) + " to " + percent(o.successHigh()),
                            String.format(Locale.ROOT, "%.4g", o.meanCost()),
                            Long.toString(o.failed()));
            page.append(Html.row("td", "", cells, 2));
        }
        page.append("</table></div>\n");
    }

    private static String percent(double fraction) {
        return String.format(Locale.ROOT, "%.1f %%", 100 * fraction);
    }

    private void learningCurve(StringBuilder page) {
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
        page.append("<h2>Learning curve</h2>\n<div class=\"charts one\">\n")
                .append(chart.svg())
                .append("</div>\n");
    }

    private void trajectories(StringBuilder page) {
        page.append("<h2>One test episode in closed loop</h2>\n<div class=\"charts\">\n");
        for (Trajectory.Channel channel : trajectory.channels()) {
            String label = channel.unit().equals("1") ? channel.name() : channel.name() + " [" + channel.unit() + "]";
            Chart chart = new Chart(channel.kind() + " " + channel.name(), "time [s]", label);
            line(chart, channel, channel.name(), "main", channel.values());
            if (channel.reference() != null) {
                line(chart, channel, "reference", "reference", channel.reference());
            }
            page.append(chart.svg());
        }
        page.append("</div>\n");
    }

    private void line(Chart chart, Trajectory.Channel channel, String name, String style, double[] values) {
        if (channel.angle()) {
            WrappedAngle wrapped = WrappedAngle.of(trajectory.seconds(), values);
            chart.line(name, style, wrapped.seconds(), wrapped.radians());
        } else {
            chart.line(name, style, trajectory.seconds(), values);
        }
    }

    private String memoryTable() {
        StringBuilder table = new StringBuilder("<div class=\"scroll\"><table>\n");
        table.append(Html.row("th", "", List.of("consumer", "dimensions", "bytes", ""), 2));
        for (MemoryPlan.Entry entry : memory.entries()) {
            table.append(Html.row(
                    "td",
                    "",
                    List.of(
                            entry.name(),
                            entry.dimensions(),
                            Long.toString(entry.bytes()),
                            MemoryPlan.readable(entry.bytes())),
                    2));
        }
        table.append(Html.row(
                "td",
                "total",
                List.of("total", "", Long.toString(memory.totalBytes()), MemoryPlan.readable(memory.totalBytes())),
                2));
        return table.append("</table></div>\n").toString();
    }

    private static void section(StringBuilder page, String title, Map<String, String> values) {
        page.append("<h2>").append(Html.escape(title)).append("</h2>\n<div class=\"scroll\"><table>\n");
        values.forEach((name, value) -> page.append(Html.row("td", "", List.of(name, value), 2)));
        page.append("</table></div>\n");
    }
}
