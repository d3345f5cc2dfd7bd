package dev.antipode.controller.cli;

import dev.antipode.controller.inspect.GradientComparison;
import dev.antipode.controller.inspect.GradientPoint;
import dev.antipode.controller.inspect.InspectionResult;
import dev.antipode.controller.inspect.RadiusPoint;
import dev.antipode.controller.inspect.VectorEstimate;
import dev.antipode.controller.store.AtomicFile;
import dev.antipode.controller.store.CsvWriter;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** The curves of {@code inspect} as CSV. */
final class InspectionTables {
    private static final double LOG10_E = 0.4342944819032518;

    private InspectionTables() {}

    static void write(InspectionResult result, Path folder) throws IOException {
        radii(result, folder.resolve("radius.csv"));
        amplification(result, folder.resolve("amplification.csv"));
        if (result.gradients().isPresent()) {
            gradients(result.gradients().get(), folder.resolve("gradient.csv"));
        }
    }

    private static void radii(InspectionResult result, Path file) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        CsvWriter csv = new CsvWriter(
                bytes,
                List.of(
                        "step",
                        "radius",
                        "meanRadius",
                        "log10ProductRadius",
                        "meanLog10ProductRadius",
                        "trajectories"));
        for (RadiusPoint point : result.spectra().points()) {
            csv.integer(point.step())
                    .number(StrictMath.exp(point.logRadius()))
                    .number(StrictMath.exp(point.meanLogRadius()))
                    .number(LOG10_E * point.logProductRadius())
                    .number(LOG10_E * point.meanLogProductRadius())
                    .integer(point.trajectories())
                    .endRow();
        }
        AtomicFile.write(file, bytes.toByteArray());
    }

    private static void amplification(InspectionResult result, Path file) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        CsvWriter csv = new CsvWriter(bytes, List.of("horizon", "log10Amplification"));
        double[] curve = result.growth().logAmplification();
        for (int h = 1; h < curve.length; h++) {
            csv.integer(h).number(LOG10_E * curve[h]).endRow();
        }
        AtomicFile.write(file, bytes.toByteArray());
    }

    private static void gradients(GradientComparison comparison, Path file) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        CsvWriter csv = new CsvWriter(
                bytes,
                List.of(
                        "horizon",
                        "log10Norm",
                        "log10Variance",
                        "log10VarianceStandardError",
                        "nonFinite",
                        "esLog10Norm",
                        "esLog10Variance",
                        "esLog10VarianceStandardError",
                        "esNonFinite",
                        "disagreement"));
        for (GradientPoint point : comparison.points()) {
            csv.integer(point.horizon());
            for (VectorEstimate each : List.of(point.exact(), point.es())) {
                csv.number(each.log10Norm())
                        .number(each.log10Variance())
                        .number(each.standardError())
                        .integer(each.nonFinite());
            }
            csv.number(point.disagreement()).endRow();
        }
        AtomicFile.write(file, bytes.toByteArray());
    }
}
