package dev.antipode.controller.report;

import dev.antipode.controller.identify.Alternative;
import dev.antipode.controller.identify.Combination;
import dev.antipode.controller.identify.FittedParameter;
import dev.antipode.controller.identify.IdentificationResult;
import dev.antipode.controller.identify.OutputFit;
import dev.antipode.controller.identify.OutputFit.Trace;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * Everything that the page of an identification shows.
 *
 * @param result what the log says
 * @param version the library's version
 * @param configuration the settings, name to value
 * @param device where it ran, name to value
 */
public record IdentificationReport(
        IdentificationResult result, String version, Map<String, String> configuration, Map<String, String> device) {
    /** Segments whose traces are drawn: the first ones of what was fitted, and of what was held out. */
    private static final int SHOWN = 3;

    /**
     * The page.
     *
     * @return a whole HTML document that needs no other file
     */
    public String html() {
        Page page = new Page(
                result.plant() + ": identification",
                result.plant(),
                "Identification from a log of " + (result.measurements() + result.heldOut())
                        + " measurements, Antipode " + version);
        page.figures(figures());
        for (Combination combination : result.combinations()) {
            page.paragraph("advice", combination.sentence() + ".");
        }
        for (Alternative alternative : result.alternatives()) {
            page.paragraph("advice", alternative.sentence() + ".");
        }
        parameters(page);
        page.heading("Free runs");
        page.paragraph(
                "note",
                "The plant simulated from one initial state under the recorded inputs. The fit is 100 % minus the norm of the "
                        + "residuals over the norm of the output about its mean; on what was held out, initial states alone were "
                        + "fitted.");
        fits(page);
        for (OutputFit fit : result.outputs()) {
            page.charts("", charts(fit));
        }
        return page.section("Configuration", configuration)
                .section("Device", device)
                .end();
    }

    private List<Page.Figure> figures() {
        List<Page.Figure> figures = new ArrayList<>();
        double held = result.outputs().stream()
                .mapToDouble(OutputFit::heldOutPercent)
                .min()
                .orElse(Double.NaN);
        figures.add(new Page.Figure(percent(held), "least fit of an output on what was held out"));
        figures.add(new Page.Figure(
                number(result.delaySeconds()) + " s",
                "delay of the inputs, " + result.delaySteps() + " steps of the plant"
                        + (result.delayAtLimit() ? ", the longest that was tried" : "")));
        figures.add(new Page.Figure(
                result.outputs().stream().allMatch(fit -> fit.whiteness().white()) ? "white" : "not white",
                "residuals, by the test of Ljung and Box at 1 %"));
        figures.add(new Page.Figure(
                Long.toString(result.parameters().stream()
                        .filter(FittedParameter::identified)
                        .count()),
                "of " + result.parameters().size() + " parameters identified"));
        return figures;
    }

    private void parameters(Page page) {
        page.heading("Parameters");
        List<List<String>> rows = new ArrayList<>();
        for (FittedParameter one : result.parameters()) {
            rows.add(List.of(
                    one.name(),
                    one.unit(),
                    number(one.before()),
                    number(one.value()),
                    one.identified() ? number(one.deviation()) : "unknown",
                    one.identified() ? number(one.low()) : "unknown",
                    one.identified() ? number(one.high()) : "unknown"));
        }
        page.table(List.of("parameter", "unit", "before", "value", "deviation", "95 % from", "to"), rows, 2);
        if (result.corrected()) {
            page.paragraph(
                    "note",
                    "Residuals are not white; intervals are wider for it. The plant may lack something that the log shows.");
        }
    }

    private void fits(Page page) {
        List<List<String>> rows = new ArrayList<>();
        for (OutputFit fit : result.outputs()) {
            rows.add(List.of(
                    fit.signal().name(),
                    fit.signal().unit(),
                    number(fit.deviation()),
                    percent(fit.fitPercent()),
                    percent(fit.heldOutPercent()),
                    number(fit.whiteness().statistic()),
                    number(fit.whiteness().critical())));
        }
        page.table(
                List.of("output", "unit", "residual deviation", "fit", "held out", "Ljung-Box", "white below"),
                rows,
                2);
    }

    private static List<Chart> charts(OutputFit fit) {
        String name = fit.signal().name();
        String label = name + " [" + fit.signal().unit() + "]";
        Chart output = new Chart(name, "time [s]", label);
        Chart residuals = new Chart(name + ": residuals", "time [s]", label);
        int[] shown = new int[2];
        for (Trace trace : fit.traces()) {
            int kind = trace.heldOut() ? 1 : 0;
            if (shown[kind]++ >= SHOWN) {
                continue;
            }
            boolean first = shown[kind] == 1;
            output.points(first && kind == 0 ? "measured" : "", "second", trace.seconds(), trace.measured());
            String style = trace.heldOut() ? "third" : "main";
            String key = !first ? "" : trace.heldOut() ? "held out" : "fitted";
            output.line(key, style, trace.seconds(), trace.simulated());
            residuals.points(key, style, trace.seconds(), trace.residuals());
        }
        double[] correlation = fit.whiteness().autocorrelation();
        double[] lags = IntStream.range(0, correlation.length).asDoubleStream().toArray();
        double[] band = new double[lags.length];
        Arrays.fill(band, fit.whiteness().band());
        double[] below = Arrays.stream(band).map(value -> -value).toArray();
        Chart memory = new Chart(name + ": autocorrelation of residuals", "lag [rows]", "autocorrelation")
                .line("", "main", lags, correlation)
                .points("", "main", lags, correlation)
                .line("95 % of white residuals", "reference", lags, band)
                .line("", "reference", lags, below);
        return List.of(output, residuals, memory);
    }

    private static String number(double value) {
        return Double.isNaN(value) ? "unknown" : String.format(Locale.ROOT, "%.5g", value);
    }

    private static String percent(double value) {
        return Double.isNaN(value) ? "nothing" : String.format(Locale.ROOT, "%.2f %%", value);
    }
}
