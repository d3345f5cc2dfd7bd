package dev.antipode.controller.cli;

import dev.antipode.controller.inspect.Exponents;
import dev.antipode.controller.inspect.GradientComparison;
import dev.antipode.controller.inspect.GradientPoint;
import dev.antipode.controller.inspect.InspectionOptions;
import dev.antipode.controller.inspect.InspectionResult;
import dev.antipode.controller.inspect.RadiusPoint;
import dev.antipode.controller.inspect.VectorEstimate;
import dev.antipode.controller.report.InspectionReport;
import dev.antipode.controller.store.AtomicFile;
import dev.antipode.controller.store.Json;
import dev.antipode.controller.store.LibraryVersion;
import dev.antipode.profiles.DeviceProfile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalInt;

/** The result of {@code inspect} as JSON, CSV, a page and a few lines. */
final class InspectionOutput {
    private static final double LOG10_E = 0.4342944819032518;

    private final InspectionResult result;
    private final InspectionOptions options;
    private final Path folder;

    InspectionOutput(InspectionResult result, InspectionOptions options, Path folder) {
        this.result = result;
        this.options = options;
        this.folder = folder;
    }

    /** Writes every file. */
    void write(DeviceProfile profile) throws IOException {
        text("inspect.json", Json.line(object()) + "\n");
        InspectionTables.write(result, folder);
        InspectionReport report =
                new InspectionReport(result, LibraryVersion.text(), configuration(), DeviceFacts.of(profile));
        text("inspect.html", report.html());
    }

    private void text(String name, String content) throws IOException {
        AtomicFile.write(folder.resolve(name), content.getBytes(StandardCharsets.UTF_8));
    }

    /** What {@code --json} prints and {@code inspect.json} holds. */
    Map<String, Object> object() {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("name", result.name());
        map.put("kind", result.policy().isPresent() ? "task" : "plant");
        map.put("policy", result.policy().orElse(null));
        map.put("parameters", result.parameters());
        map.put("seed", options.seed());
        map.put("stepSeconds", result.stepSeconds());
        map.put("horizon", result.horizon());
        map.put("stateSize", result.size());
        map.put("step", result.spectra().step());
        map.put("spectralRadius", result.spectra().spectralRadius());
        map.put("productGrowthPerStep", result.growth().perStep());
        map.put("lyapunov", exponents());
        map.put("factor", result.advice().factor());
        map.put("longestHorizon", result.advice().longestHorizon());
        map.put("advice", result.advice().sentence());
        map.put("trajectories", result.growth().trajectories());
        map.put("lostTrajectories", result.growth().lost());
        map.put("eigenvalues", eigenvalues());
        map.put("radiusAlongTrajectory", radii());
        map.put("productRadius", productRadii());
        map.put("amplification", amplification());
        result.gradients().ifPresent(comparison -> gradients(map, comparison));
        map.put("out", folder.toString());
        return map;
    }

    private List<Object> exponents() {
        List<Object> list = new ArrayList<>();
        Exponents exponents = result.exponents();
        for (int i = 0; i < exponents.perStep().length; i++) {
            Map<String, Object> map = new LinkedHashMap<>();
            map.put("perSecond", exponents.perStep()[i] / result.stepSeconds());
            map.put("perStep", exponents.perStep()[i]);
            map.put("standardError", exponents.standardErrors()[i] / result.stepSeconds());
            map.put("standardErrorPerStep", exponents.standardErrors()[i]);
            list.add(map);
        }
        return list;
    }

    private List<Object> eigenvalues() {
        List<Object> list = new ArrayList<>();
        for (int i = 0; i < result.spectra().real().length; i++) {
            Map<String, Object> map = new LinkedHashMap<>();
            map.put("re", result.spectra().real()[i]);
            map.put("im", result.spectra().imaginary()[i]);
            list.add(map);
        }
        return list;
    }

    private List<Object> radii() {
        List<Object> list = new ArrayList<>();
        for (RadiusPoint point : result.spectra().points()) {
            Map<String, Object> map = new LinkedHashMap<>();
            map.put("step", point.step());
            map.put("radius", StrictMath.exp(point.logRadius()));
            map.put("meanRadius", StrictMath.exp(point.meanLogRadius()));
            map.put("trajectories", point.trajectories());
            list.add(map);
        }
        return list;
    }

    private List<Object> productRadii() {
        List<Object> list = new ArrayList<>();
        for (RadiusPoint point : result.spectra().points()) {
            Map<String, Object> map = new LinkedHashMap<>();
            map.put("steps", point.step() + 1);
            map.put("log10", LOG10_E * point.logProductRadius());
            map.put("meanLog10", LOG10_E * point.meanLogProductRadius());
            list.add(map);
        }
        return list;
    }

    private List<Object> amplification() {
        List<Object> list = new ArrayList<>();
        double[] curve = result.growth().logAmplification();
        for (int h = 1; h < curve.length; h++) {
            Map<String, Object> map = new LinkedHashMap<>();
            map.put("horizon", h);
            map.put("log10", LOG10_E * curve[h]);
            list.add(map);
        }
        return list;
    }

    private static void gradients(Map<String, Object> map, GradientComparison comparison) {
        map.put("sigma", comparison.sigma());
        map.put("samples", comparison.samples());
        map.put("episodesPerSample", comparison.episodesPerSample());
        OptionalInt crossover = comparison.crossover();
        map.put("crossoverHorizon", crossover.isPresent() ? crossover.getAsInt() : null);
        List<Object> list = new ArrayList<>();
        for (GradientPoint point : comparison.points()) {
            Map<String, Object> entry = new LinkedHashMap<>();
            entry.put("horizon", point.horizon());
            VectorEstimate exact = point.exact();
            entry.put("norm", exact.norm());
            entry.put("variance", exact.variance());
            entry.put("log10Variance", exact.log10Variance());
            entry.put("log10VarianceStandardError", exact.standardError());
            entry.put("log10Trace", exact.log10Trace());
            entry.put("nonFinite", exact.nonFinite());
            VectorEstimate es = point.es();
            entry.put("esNorm", es.norm());
            entry.put("esVariance", es.variance());
            entry.put("esLog10Variance", es.log10Variance());
            entry.put("esLog10VarianceStandardError", es.standardError());
            entry.put("esLog10Trace", es.log10Trace());
            entry.put("esNonFinite", es.nonFinite());
            entry.put("disagreement", point.disagreement());
            list.add(entry);
        }
        map.put("gradient", list);
    }

    private Map<String, String> configuration() {
        Map<String, String> map = new LinkedHashMap<>();
        map.put(result.policy().isPresent() ? "task" : "plant", result.name());
        result.policy().ifPresent(policy -> map.put("policy", policy + ", " + result.parameters() + " parameters"));
        map.put("seed", Long.toString(options.seed()));
        map.put("step", result.stepSeconds() + " s");
        map.put("horizon", result.horizon() + " steps");
        map.put("state of the loop", result.size() + " numbers");
        map.put("trajectories", Integer.toString(result.growth().trajectories()));
        map.put("start times for growth", Integer.toString(result.growth().starts()));
        map.put("arithmetic", "F64, " + options.execution().arithmetic());
        map.put("kernels", options.execution().kernels().toString());
        map.put("time taken", String.format(Locale.ROOT, "%.1f s", result.elapsedSeconds()));
        return map;
    }

    /** For people. */
    String text() {
        StringBuilder text = new StringBuilder();
        line(
                text,
                "spectral radius",
                result.spectra().known()
                        ? number(result.spectra().spectralRadius()) + " at step "
                                + result.spectra().step()
                        : "none known: the first trajectory was lost in step 0");
        line(text, "growth a step", number(result.growth().perStep()));
        Exponents exponents = result.exponents();
        for (int i = 0; i < exponents.perStep().length; i++) {
            line(
                    text,
                    i == 0 ? "Lyapunov" : "",
                    number(exponents.perStep()[i] / result.stepSeconds()) + " /s, standard error "
                            + number(exponents.standardErrors()[i] / result.stepSeconds()));
        }
        result.gradients().ifPresent(comparison -> gradientLines(text, comparison));
        line(text, "advice", result.advice().sentence());
        line(text, "report", folder.resolve("inspect.html").toString());
        return text.toString();
    }

    private static void gradientLines(StringBuilder text, GradientComparison comparison) {
        for (GradientPoint point : comparison.points()) {
            line(
                    text,
                    point.equals(comparison.points().getFirst()) ? "gradient" : "",
                    String.format(
                            Locale.ROOT,
                            "horizon %5d: log10 variance exact %8.2f ± %.2f, ES %8.2f ± %.2f%s",
                            point.horizon(),
                            point.exact().log10Variance(),
                            point.exact().standardError(),
                            point.es().log10Variance(),
                            point.es().standardError(),
                            point.exact().nonFinite() == 0
                                    ? ""
                                    : ", " + point.exact().nonFinite() + " exact ones not finite"));
        }
        OptionalInt crossover = comparison.crossover();
        line(
                text,
                "crossover",
                crossover.isPresent()
                        ? "evolution strategies have the lower variance from a horizon of " + crossover.getAsInt()
                                + " steps on"
                        : "exact gradients have the lower variance at the longest horizon");
    }

    private static void line(StringBuilder text, String name, String value) {
        text.append(String.format(Locale.ROOT, "%-16s %s%n", name, value));
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, "%.5g", value);
    }
}
