package dev.antipode.controller.paper;

import dev.antipode.controller.report.Chart;
import java.util.List;

/**
 * A chart of a figure.
 *
 * @param id its name in the CSV file, without comma and quote
 * @param title above it
 * @param xLabel what the horizontal axis shows
 * @param yLabel what the vertical axis shows
 * @param xScale of the horizontal axis; positions are the numbers themselves on every scale
 * @param yScale of the vertical axis; on {@link PanelScale#DECADES} the curves' heights are decimal logarithms
 * @param curves at least one
 */
public record Panel(
        String id,
        String title,
        String xLabel,
        String yLabel,
        PanelScale xScale,
        PanelScale yScale,
        List<Curve> curves) {

    /** Keeps a copy of the list. */
    public Panel {
        curves = List.copyOf(curves);
        if (yScale == PanelScale.OCTAVES) {
            throw new IllegalArgumentException("heights of panel '" + id + "' by octaves cannot be drawn");
        }
    }

    /** The chart in the report. */
    Chart chart() {
        Chart chart = new Chart(title, xLabel, yLabel);
        for (Curve curve : curves) {
            if (curve.points()) {
                chart.points(curve.name(), curve.style(), curve.x(), curve.y());
            } else {
                chart.line(curve.name(), curve.style(), curve.x(), curve.y());
            }
        }
        switch (xScale) {
            case OCTAVES -> chart.octaves();
            case DECADES -> chart.decades();
            case LINEAR -> {}
        }
        return yScale == PanelScale.DECADES ? chart.ofLogarithms() : chart;
    }
}
