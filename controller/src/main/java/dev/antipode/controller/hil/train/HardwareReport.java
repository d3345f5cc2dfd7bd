package dev.antipode.controller.hil.train;

import dev.antipode.controller.hil.train.HardwareGeneration.Decision;
import dev.antipode.controller.report.Chart;
import dev.antipode.controller.report.Page;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;

/**
 * A run on a plant as one page that needs no other file.
 *
 * @param title what was trained
 * @param lead the line below, such as the library's version
 * @param outcome why the run ended
 * @param cost mean cost of the best parameters on the plant; NaN where there was no check
 * @param progress at the end
 * @param generations in order; may be empty
 * @param configuration name to value
 * @param device where, name to value
 */
public record HardwareReport(
        String title,
        String lead,
        HardwareOutcome outcome,
        double cost,
        HardwareProgress progress,
        List<HardwareGeneration> generations,
        Map<String, String> configuration,
        Map<String, String> device) {
    /** Copies. */
    public HardwareReport {
        generations = List.copyOf(generations);
    }

    /**
     * The page.
     *
     * @return a whole HTML document
     */
    public String html() {
        Page page = new Page(title + ": training on a plant", title, lead);
        page.figures(List.of(
                new Page.Figure(number(cost), "mean cost of an episode of the best parameters"),
                new Page.Figure(number(progress.noise()), "noise of an episode, standard deviation"),
                new Page.Figure(percent(progress.driftPerMinute()), "drift of the cost a minute"),
                new Page.Figure(Long.toString(progress.episodes()), "episodes on the plant"),
                new Page.Figure(number(progress.minutes()), "minutes")));
        page.paragraph("note", "The run ended: " + outcome.sentence() + ".");
        if (!generations.isEmpty()) {
            page.heading("Learning curve")
                    .charts("one", List.of(learningCurve()))
                    .paragraph("note", "The band is the noise of one episode about the checked parameters.");
            drift(page);
            decisions(page);
        }
        return page.section("Configuration", configuration)
                .section("Device", device)
                .end();
    }

    private Chart learningCurve() {
        List<HardwareGeneration> checked = where(g -> Double.isFinite(g.checkedCost()));
        double[] at = values(checked, HardwareGeneration::generation);
        double[] costs = values(checked, HardwareGeneration::checkedCost);
        return new Chart("Mean cost of an episode on the plant", "generation", "cost")
                .band(
                        "main",
                        at,
                        values(checked, g -> g.checkedCost() - g.noise()),
                        values(checked, g -> g.checkedCost() + g.noise()))
                .line(
                        "candidates",
                        "second",
                        values(generations, HardwareGeneration::generation),
                        values(generations, HardwareGeneration::meanCost))
                .line("checked parameters", "main", at, costs);
    }

    private void drift(Page page) {
        List<HardwareGeneration> known = where(g -> Double.isFinite(g.driftPerMinute()));
        if (known.isEmpty()) {
            return;
        }
        page.heading("Drift")
                .charts(
                        "one",
                        List.of(new Chart("Change of the cost of the same parameters", "minutes", "% a minute")
                                .line(
                                        "",
                                        "main",
                                        values(known, HardwareGeneration::minutes),
                                        values(known, g -> 100 * g.driftPerMinute()))));
    }

    private void decisions(Page page) {
        Chart chart = new Chart("What distinguished the halves of a pair, root mean square", "generation", "cost")
                .line(
                        "taken for noise up to",
                        "reference",
                        values(generations, HardwareGeneration::generation),
                        values(generations, HardwareGeneration::noiseLimit));
        String[] styles = {"main", "second", "third"};
        for (Decision decision : Decision.values()) {
            List<HardwareGeneration> of = where(g -> g.decision() == decision);
            if (!of.isEmpty()) {
                chart.points(
                        decision.text(),
                        styles[decision.ordinal()],
                        values(of, HardwareGeneration::generation),
                        values(of, HardwareGeneration::difference));
            }
        }
        page.heading("What became of each update")
                .charts("one", List.of(chart))
                .table(
                        List.of("decision", "generations"),
                        Arrays.stream(Decision.values())
                                .map(decision -> List.of(
                                        decision.text(),
                                        Integer.toString(where(g -> g.decision() == decision)
                                                .size())))
                                .toList(),
                        1)
                .paragraph(
                        "note",
                        progress.lostPairs() + " pairs were lost, " + progress.envelopeEnds()
                                + " episodes were ended by the envelope.");
    }

    private List<HardwareGeneration> where(Predicate<HardwareGeneration> condition) {
        return generations.stream().filter(condition).toList();
    }

    private static double[] values(List<HardwareGeneration> of, ToDoubleFunction<HardwareGeneration> value) {
        return of.stream().mapToDouble(value).toArray();
    }

    private static String number(double value) {
        return Double.isNaN(value) ? "unknown" : String.format(Locale.ROOT, "%.4g", value);
    }

    private static String percent(double share) {
        return Double.isNaN(share) ? "unknown" : String.format(Locale.ROOT, "%+.2g %%", 100 * share);
    }
}
