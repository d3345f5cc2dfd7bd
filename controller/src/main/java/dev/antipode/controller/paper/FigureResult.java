package dev.antipode.controller.paper;

import java.util.List;

/**
 * What was measured for a figure.
 *
 * @param measured the main numbers, as a clause that follows "measured here:"
 * @param findings what was compared, one after another
 * @param panels the charts
 * @param notes choices where the paper is silent, and what else a reader should know
 */
public record FigureResult(String measured, List<Finding> findings, List<Panel> panels, List<String> notes) {
    /** Keeps copies of the lists. */
    public FigureResult {
        findings = List.copyOf(findings);
        panels = List.copyOf(panels);
        notes = List.copyOf(notes);
    }

    /**
     * Whether everything that was compared agrees.
     *
     * @return true if no finding speaks against the paper
     */
    public boolean agrees() {
        return findings.stream().allMatch(Finding::agrees);
    }

    /**
     * The figure in one sentence.
     *
     * @param shows what the paper shows
     * @return what the paper shows, what was measured and whether they agree
     */
    public String sentence(String shows) {
        long agreeing = findings.stream().filter(Finding::agrees).count();
        String verdict = agrees()
                ? "they agree"
                : agreeing == 0
                        ? "they do not agree"
                        : "they agree in " + agreeing + " of " + findings.size() + " points";
        return "The paper shows " + shows + "; measured here: " + measured + "; " + verdict + ".";
    }
}
