package dev.antipode.controller.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.antipode.controller.train.GenerationReport;
import dev.antipode.controller.train.GuardDecision;
import dev.antipode.controller.train.GuardReport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is written to {@code metrics.csv} is read back. */
class MetricsFileTest {
    @TempDir
    Path folder;

    private static GenerationReport report(int generation, OptionalDouble mixing, Optional<GuardReport> guard) {
        return new GenerationReport(
                generation,
                9,
                1.5,
                2.5,
                generation == 0 ? OptionalDouble.of(3.5) : OptionalDouble.empty(),
                OptionalDouble.empty(),
                false,
                0.1,
                0.01,
                1,
                "es",
                0,
                0,
                100,
                50,
                25,
                OptionalDouble.empty(),
                OptionalDouble.empty(),
                mixing,
                0,
                guard,
                1e6,
                1,
                2);
    }

    /** Every decision, with and without a probe's figures, and figures that are no finite numbers. */
    @Test
    void guardAndMixAreReadBack() throws IOException {
        Path file = folder.resolve("metrics.csv");
        OptionalDouble none = OptionalDouble.empty();
        int decisions = GuardDecision.values().length;
        try (MetricsFile metrics = MetricsFile.open(file, 0)) {
            for (GuardDecision decision : GuardDecision.values()) {
                metrics.add(report(decision.ordinal(), none, Optional.of(guard(decision))));
            }
            metrics.add(report(decisions, OptionalDouble.of(0.75), Optional.empty()));
        }
        List<MetricsFile.Line> lines = MetricsFile.read(file);
        assertThat(lines).hasSize(decisions + 1);
        for (GuardDecision decision : GuardDecision.values()) {
            MetricsFile.Line line = lines.get(decision.ordinal());
            assertThat(line.guard()).contains(guard(decision));
            assertThat(line.mixing()).isNaN();
        }
        assertThat(lines.get(0).validationCost()).isEqualTo(3.5);
        assertThat(lines.get(decisions))
                .isEqualTo(new MetricsFile.Line(decisions, 1.5, 2.5, Double.NaN, 1, 0.75, Optional.empty()));
    }

    private static GuardReport guard(GuardDecision decision) {
        boolean probed = decision.ordinal() % 2 == 0;
        return new GuardReport(
                decision,
                1 + decision.ordinal(),
                probed ? 0.1 : Double.POSITIVE_INFINITY,
                Double.NaN,
                probed ? OptionalDouble.of(Double.NEGATIVE_INFINITY) : OptionalDouble.empty(),
                probed ? OptionalDouble.of(0) : OptionalDouble.empty(),
                OptionalDouble.of(-1e-300),
                OptionalDouble.empty(),
                probed ? OptionalDouble.of(0.3) : OptionalDouble.empty(),
                OptionalDouble.of(Double.POSITIVE_INFINITY));
    }

    /** Going on drops half a line, what is no line, and generations that will be made again. */
    @Test
    void goingOnKeepsWhatWasBefore() throws IOException {
        Path file = folder.resolve("metrics.csv");
        try (MetricsFile metrics = MetricsFile.open(file, 0)) {
            for (int i = 0; i < 4; i++) {
                metrics.add(report(i, OptionalDouble.empty(), Optional.of(guard(GuardDecision.VARIANCE))));
            }
        }
        String last = Files.readAllLines(file).getLast();
        Files.writeString(
                file,
                last.replace("es: variance", "es: whim") + "\n" + last.substring(0, 9),
                StandardOpenOption.APPEND);
        try (MetricsFile metrics = MetricsFile.open(file, 3)) {
            metrics.add(report(3, OptionalDouble.empty(), Optional.of(guard(GuardDecision.GRADIENT))));
        }
        assertThat(MetricsFile.read(file))
                .extracting(line -> line.guard().orElseThrow().decision())
                .containsExactly(
                        GuardDecision.VARIANCE, GuardDecision.VARIANCE, GuardDecision.VARIANCE, GuardDecision.GRADIENT);
    }
}
