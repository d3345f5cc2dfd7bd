package dev.antipode.controller.report;

import dev.antipode.controller.inspect.Exponents;
import dev.antipode.controller.inspect.GradientComparison;
import dev.antipode.controller.inspect.GradientPoint;
import dev.antipode.controller.inspect.InspectionResult;
import dev.antipode.controller.inspect.JacobianSpectra;
import dev.antipode.controller.inspect.RadiusPoint;
import dev.antipode.controller.inspect.VectorEstimate;
import dev.antipode.core.linear.Eigenvalues;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalInt;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/**
 * Everything that the page of an inspection shows.
 *
 * @param result what was measured
 * @param version the library's version
 * @param configuration the settings, name to value
 * @param device where it ran, name to value
 */
public record InspectionReport(
        InspectionResult result, String version, Map<String, String> configuration, Map<String, String> device) {
    private static final double LOG10_E = 0.4342944819032518;
    private static final int CIRCLE = 120;

    /**
     * The page.
     *
     * @return a whole HTML document that needs no other file
     */
    public String html() {
        String what = result.policy()
                .map(policy -> "the closed loop with " + policy)
                .orElse("the plant alone, inputs at their defaults");
        Page page = new Page(
                result.name() + ": inspection", result.name(), "Inspection of " + what + ", Antipode " + version);
        page.figures(figures()).paragraph("advice", result.advice().sentence());
        page.heading("Growth of perturbations and gradients").charts("", growthCharts());
        result.gradients().ifPresent(comparison -> gradients(page, comparison));
        spectra(page);
        exponents(page);
        return page.section("Configuration", configuration)
                .heading("Memory plan")
                .memory(result.memory())
                .section("Device", device)
                .end();
    }

    private List<Page.Figure> figures() {
        List<Page.Figure> figures = new ArrayList<>();
        JacobianSpectra spectra = result.spectra();
        figures.add(new Page.Figure(
                number(spectra.spectralRadius()),
                spectra.known()
                        ? "spectral radius of the Jacobian of step " + spectra.step()
                        : "spectral radius: the first trajectory was lost in step 0"));
        figures.add(new Page.Figure(
                number(result.growth().perStep()),
                "growth a step over " + result.growth().measured() + " steps"));
        figures.add(new Page.Figure(
                number(result.exponents().perStep()[0] / result.stepSeconds()) + " /s", "largest Lyapunov exponent"));
        figures.add(new Page.Figure(
                result.advice().longestHorizon() + " steps",
                "longest horizon with growth within " + plain(result.advice().factor())));
        result.gradients().ifPresent(comparison -> {
            OptionalInt crossover = comparison.crossover();
            figures.add(new Page.Figure(
                    crossover.isPresent() ? crossover.getAsInt() + " steps" : "none",
                    "horizon from which evolution strategies have the lower variance"));
        });
        return figures;
    }

    private List<Chart> growthCharts() {
        double[] curve = result.growth().logAmplification();
        double[] horizon = IntStream.range(1, curve.length).asDoubleStream().toArray();
        double[] log10 = IntStream.range(1, curve.length)
                .mapToDouble(h -> LOG10_E * curve[h])
                .toArray();
        double last = curve.length - 1;
        double factor = Math.log10(result.advice().factor());
        List<Chart> charts = new ArrayList<>();
        charts.add(new Chart("Growth of perturbations", "horizon [steps]", "factor")
                .line("measured", "main", horizon, log10)
                .line("permitted", "reference", new double[] {1, last}, new double[] {factor, factor})
                .ofLogarithms());
        result.gradients().ifPresent(comparison -> {
            charts.add(gradientChart("Variance of the gradient", comparison, VectorEstimate::log10Variance));
            charts.add(gradientChart("Norm of the mean gradient", comparison, VectorEstimate::log10Norm));
        });
        return charts;
    }

    private static Chart gradientChart(
            String title, GradientComparison comparison, ToDoubleFunction<VectorEstimate> value) {
        List<GradientPoint> points = comparison.points();
        double[] horizon = points.stream().mapToDouble(GradientPoint::horizon).toArray();
        double[] exact =
                points.stream().mapToDouble(p -> value.applyAsDouble(p.exact())).toArray();
        double[] es =
                points.stream().mapToDouble(p -> value.applyAsDouble(p.es())).toArray();
        return new Chart(title, "horizon [steps]", title.split(" ")[0].toLowerCase(Locale.ROOT))
                .line("exact", "third", horizon, exact)
                .points("", "third", horizon, exact)
                .line("evolution strategies", "main", horizon, es)
                .points("", "main", horizon, es)
                .octaves()
                .ofLogarithms();
    }

    private static void gradients(Page page, GradientComparison comparison) {
        page.paragraph(
                "note",
                comparison.samples() + " samples of the gradient of the mean cost a step, smoothed with sigma "
                        + plain(comparison.sigma())
                        + ": exact (reparameterised) against antithetic evolution strategies with the same "
                        + "perturbations and episodes. A sample is one perturbation on "
                        + (comparison.episodesPerSample() == 1
                                ? "one episode"
                                : "the mean of " + comparison.episodesPerSample() + " episodes")
                        + ". Variance is the mean over parameters; its standard error is of its decimal logarithm, by the jackknife. "
                        + "Disagreement is the distance between the two means in standard errors: about 1 where both estimate the same "
                        + "gradient, more where exact gradients are blind to jumps such as failures. The norm of a mean contains its noise.");
        List<List<String>> rows = new ArrayList<>();
        for (GradientPoint point : comparison.points()) {
            rows.add(List.of(
                    Integer.toString(point.horizon()),
                    power(point.exact().log10Norm()),
                    power(point.exact().log10Variance()),
                    number(point.exact().standardError()),
                    Integer.toString(point.exact().nonFinite()),
                    power(point.es().log10Norm()),
                    power(point.es().log10Variance()),
                    number(point.es().standardError()),
                    number(point.disagreement())));
        }
        page.table(
                List.of(
                        "horizon",
                        "norm",
                        "variance",
                        "± log10",
                        "not finite",
                        "norm, ES",
                        "variance, ES",
                        "± log10",
                        "disagreement"),
                rows,
                0);
    }

    private void spectra(Page page) {
        List<RadiusPoint> points = result.spectra().points();
        double[] step = points.stream().mapToDouble(RadiusPoint::step).toArray();
        List<Chart> charts = new ArrayList<>();
        charts.add(new Chart("Spectral radius of each step", "step", "spectral radius")
                .line("mean of all", "second", step, values(points, p -> Math.exp(p.meanLogRadius())))
                .line("first", "main", step, values(points, p -> Math.exp(p.logRadius())))
                .logarithmicWhereWide());
        charts.add(new Chart("Spectral radius of the product", "step", "spectral radius")
                .line("mean of all", "second", step, values(points, p -> LOG10_E * p.meanLogProductRadius()))
                .line("first", "main", step, values(points, p -> LOG10_E * p.logProductRadius()))
                .ofLogarithms());
        page.heading("Jacobians along the trajectory")
                .paragraph(
                        "note",
                        "Of the Jacobian of each step, and of the product of the Jacobians of all steps up to it: of the "
                                + "first trajectory, and the geometric mean of those of all that are not lost.")
                .charts("", charts);
        eigenvalues(page);
    }

    private static double[] values(List<RadiusPoint> points, ToDoubleFunction<RadiusPoint> value) {
        return points.stream().mapToDouble(value).toArray();
    }

    private Chart complexPlane() {
        double[] x = new double[CIRCLE + 1];
        double[] y = new double[CIRCLE + 1];
        for (int i = 0; i <= CIRCLE; i++) {
            x[i] = Math.cos(2 * Math.PI * i / CIRCLE);
            y[i] = Math.sin(2 * Math.PI * i / CIRCLE);
        }
        JacobianSpectra spectra = result.spectra();
        return new Chart("Eigenvalues at step " + spectra.step(), "real part", "imaginary part")
                .line("unit circle", "second", x, y)
                .points("eigenvalues", "main", spectra.real(), spectra.imaginary())
                .equalScales();
    }

    private void eigenvalues(Page page) {
        JacobianSpectra spectra = result.spectra();
        List<List<String>> rows = new ArrayList<>();
        for (int i = 0; i < spectra.real().length; i++) {
            double re = spectra.real()[i];
            double im = spectra.imaginary()[i];
            rows.add(List.of(number(re), number(im), number(Eigenvalues.modulus(re, im))));
        }
        page.chartWithTable(complexPlane(), List.of("real part", "imaginary part", "modulus"), rows);
    }

    private void exponents(Page page) {
        Exponents exponents = result.exponents();
        page.heading("Lyapunov exponents");
        String how = result.policy().isPresent()
                ? "Of finite time: mean growth over " + exponents.trajectories() + " episodes of " + result.horizon()
                        + " steps. " + (exponents.lost() == 0 ? "None" : exponents.lost() + " of them") + " failed"
                        + (exponents.lost() == 0 ? "." : " and count up to there.")
                : "Mean growth along " + exponents.trajectories() + " trajectories, " + exponents.steps()
                        + " steps in all after a transient."
                        + (exponents.lost() == 0
                                ? ""
                                : " " + exponents.lost() + " trajectories became non-finite and are left out.");
        page.paragraph("note", how);
        List<List<String>> rows = new ArrayList<>();
        for (int i = 0; i < exponents.perStep().length; i++) {
            rows.add(List.of(
                    number(exponents.perStep()[i] / result.stepSeconds()),
                    number(exponents.standardErrors()[i] / result.stepSeconds()),
                    number(exponents.perStep()[i])));
        }
        page.table(List.of("a second", "±", "a step"), rows, 0);
    }

    private static String plain(double value) {
        return new BigDecimal(value, new MathContext(4)).stripTrailingZeros().toPlainString();
    }

    private static String number(double value) {
        return Double.isNaN(value) ? "unknown" : String.format(Locale.ROOT, "%.4g", value);
    }

    /** A number given by its decimal logarithm, which may be beyond the range of a double. */
    private static String power(double log10) {
        if (!Double.isFinite(log10)) {
            return log10 == Double.NEGATIVE_INFINITY ? "0" : number(log10);
        }
        double exponent = Math.floor(log10);
        return String.format(Locale.ROOT, "%.2fe%d", Math.pow(10, log10 - exponent), (int) exponent);
    }
}
