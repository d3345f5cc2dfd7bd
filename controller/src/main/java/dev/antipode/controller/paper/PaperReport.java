package dev.antipode.controller.paper;

import dev.antipode.controller.report.Page;
import dev.antipode.core.memory.MemoryPlan;
import dev.antipode.core.memory.MemoryUse;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The page of figures.
 *
 * @param version the library's version
 * @param configuration the settings, name to value
 * @param device where it ran, name to value
 */
public record PaperReport(String version, Map<String, String> configuration, Map<String, String> device) {
    private static final String SOURCE =
            "Metz, Freeman, Schoenholz, Kachman, \"Gradients are Not All You Need\" " + "(arXiv 2111.05803)";

    /** The page with the figures that are done. */
    String html(List<Figure> figures, List<FinishedFigure> finished) {
        Page page = new Page(
                "Gradients are not all you need, measured again",
                "Gradients are not all you need, measured again",
                "The figures of " + SOURCE + ", on the simulators and estimators of Antipode " + version);
        List<List<String>> overview = new ArrayList<>();
        for (Figure figure : figures) {
            for (FinishedFigure done : finished) {
                if (done.id().equals(figure.id())) {
                    long agreeing = done.result().findings().stream()
                            .filter(Finding::agrees)
                            .count();
                    overview.add(List.of(
                            figure.title(),
                            agreeing + " of " + done.result().findings().size() + " points agree",
                            String.format(Locale.ROOT, "%.0f s", done.seconds()),
                            MemoryPlan.readable(done.memory().peakBytes())));
                }
            }
        }
        page.table(List.of("figure", "agreement", "time", "memory"), overview, 2);
        for (Figure figure : figures) {
            finished.stream()
                    .filter(done -> done.id().equals(figure.id()))
                    .forEach(done -> section(page, figure, done));
        }
        return page.section("Configuration", configuration)
                .section("Device", device)
                .end();
    }

    private static void section(Page page, Figure figure, FinishedFigure done) {
        FigureResult result = done.result();
        page.heading(figure.title()).paragraph("advice", result.sentence(figure.shows()));
        page.charts("", result.panels().stream().map(Panel::chart).toList());
        List<List<String>> rows = new ArrayList<>();
        for (Finding finding : result.findings()) {
            rows.add(List.of(finding.expected(), finding.measured(), finding.agrees() ? "yes" : "no"));
        }
        page.table(List.of("expected", "measured", "agrees"), rows, 3);
        result.notes().forEach(note -> page.paragraph("note", note));
        page.paragraph(
                "note", "Every curve as numbers: figure-" + figure.id() + ".csv. Settings: " + figure.settings());
        memory(page, done.memory());
    }

    /** Of no plan, there is nothing to fold. */
    private static void memory(Page page, MemoryUse memory) {
        if (memory.parts().isEmpty()) {
            page.paragraph("note", "Memory plan: none.");
            return;
        }
        String most = MemoryPlan.readable(memory.peakBytes());
        page.fold(
                "Memory plan: " + most + " at most at a time",
                folded -> memory.parts()
                        .forEach(part -> folded.paragraph("", part.plan().name() + part.often())
                                .memory(part.plan())));
    }
}
