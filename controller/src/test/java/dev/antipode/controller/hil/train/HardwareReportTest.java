package dev.antipode.controller.hil.train;

import static org.assertj.core.api.Assertions.assertThat;

import dev.antipode.controller.hil.train.HardwareGeneration.Decision;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HardwareReportTest {
    @TempDir
    Path folder;

    private static HardwareGeneration told(int generation, Decision decision, double checked, double drift) {
        return new HardwareGeneration(
                generation, decision, 4, checked, 2.5, 0.125, 0.75, 0.25, drift, 16L * generation, 1.5 * generation);
    }

    private static final List<HardwareGeneration> RUN = List.of(
            told(0, Decision.UPDATED, 3, Double.NaN),
            told(1, Decision.BELOW_NOISE, Double.NaN, Double.NaN),
            told(2, Decision.UPDATED, 2, 0.01),
            told(3, Decision.NOTHING_CAME_BACK, Double.NaN, 0.01));

    private static HardwareReport report(List<HardwareGeneration> generations) {
        return new HardwareReport(
                "motor",
                "<lead>",
                new HardwareOutcome(HardwareOutcome.Reason.BUDGET, "the budget is spent"),
                1.75,
                new HardwareProgress(4, 9, 0, 4, 64, 64, 6, 0, 2, 0.125, 0.01, 3, 1, 2),
                generations,
                Map.of("link", "udp:here"),
                Map.of("device", "bench"));
    }

    @Test
    void thePageShowsWhatTheRunWas() {
        String html = report(RUN).html();
        assertThat(html)
                .contains("<b>1.750</b>", "<b>+1.0 %</b>", "the budget is spent", "&lt;lead&gt;", "udp:here", "bench")
                .contains("class=\"band main\"", "checked parameters", "% a minute", "3 pairs were lost")
                .contains("<td>updated</td><td class=\"number\">2</td>")
                .doesNotContain("NaN");
        String none = report(List.of()).html();
        assertThat(none).contains("the budget is spent").doesNotContain("Learning curve");
    }

    /** What is read back is what was written; a run that goes on drops what came after its checkpoint, and half a line. */
    @Test
    void theLogIsReadBack() throws IOException {
        Path file = folder.resolve("plant.csv");
        try (HardwareLog log = HardwareLog.open(file, 0)) {
            for (HardwareGeneration generation : RUN) {
                log.add(generation);
            }
        }
        assertThat(HardwareLog.read(file)).isEqualTo(RUN);
        Files.writeString(file, "4,UPDATED,4,1", StandardOpenOption.APPEND);
        assertThat(HardwareLog.read(file)).isEqualTo(RUN);
        HardwareGeneration again = told(2, Decision.BELOW_NOISE, 1, 0.5);
        try (HardwareLog log = HardwareLog.open(file, 2)) {
            log.add(again);
        }
        List<HardwareGeneration> expected = new ArrayList<>(RUN.subList(0, 2));
        expected.add(again);
        assertThat(HardwareLog.read(file)).isEqualTo(expected);
    }
}
