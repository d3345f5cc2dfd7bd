package dev.antipode.controller.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What {@code train} says of a guard's decisions, whatever they are. */
class GuardedTrainTest {
    private static final String HEADING = "Which estimator made the updates, and why";
    private static final String REFUSED =
            "very gradient was refused; the run was trained by evolution strategies alone";
    private static final int GENERATIONS = 12;

    @TempDir
    Path folder;

    private static CommandLineRun guarded(Path out, Object... more) {
        Object[] all = new Object[5 + more.length];
        List.of(BadTasks.Good.class.getName(), "--out", out, "--estimator", "guarded:10")
                .toArray(all);
        System.arraycopy(more, 0, all, 5, more.length);
        return TrainTest.train(all).done();
    }

    private static CommandLineRun resumed(Path out, Object... more) {
        Object[] all = new Object[6 + more.length];
        List.of("train", "--resume", out, "--quiet", "--kernels", "scalar").toArray(all);
        System.arraycopy(more, 0, all, 6, more.length);
        return CommandLineRun.of(all).done();
    }

    private static List<JsonNode> json(CommandLineRun run) {
        return run.out().lines().map(JsonMapper.builder().build()::readTree).toList();
    }

    @Test
    void theCountsAddUpToTheGenerations() {
        Path out = folder.resolve("run");
        List<JsonNode> lines = json(guarded(out, "--json"));
        for (JsonNode line : lines.subList(0, GENERATIONS)) {
            assertThat(line.get("decision").stringValue()).matches("gradient|es: [a-z-]+");
            assertThat(line.get("window").intValue()).isBetween(1, 10);
            assertThat(line.get("amplification").doubleValue()).isPositive();
        }
        JsonNode guard = lines.get(GENERATIONS).get("guard");
        assertThat(guard.propertyNames())
                .containsExactly(
                        "gradient", "amplification", "variance", "direction", "nonFinite", "switched", "untested");
        assertThat(guard.values().stream().mapToInt(JsonNode::intValue).sum()).isEqualTo(GENERATIONS);
        long gradients = lines.subList(0, GENERATIONS).stream()
                .filter(line -> line.get("decision").stringValue().equals("gradient"))
                .count();
        assertThat(guard.get("gradient").longValue()).isEqualTo(gradients);
        assertThat(out.resolve("report.html")).content().contains(HEADING);
        // Resumed, the run has no generation left to count.
        List<JsonNode> again = json(resumed(out, "--json"));
        assertThat(again).hasSize(1);
        assertThat(again.getFirst().get("guard")).isEqualTo(guard);
        assertThat(resumed(out).out()).contains("\nguard: " + gradients + " of 12 updates by gradients");
    }

    /** What is said after the run comes from its file, not from what one process remembers. */
    @Test
    void theCountsAreThoseOfTheWholeRun() throws IOException {
        Path out = folder.resolve("run");
        guarded(out);
        Path metrics = out.resolve("metrics.csv");
        String refused = Files.readAllLines(metrics).stream()
                .map(line -> line.replaceFirst(",(gradient|es: [a-z-]+),", ",es: direction,"))
                .collect(Collectors.joining("\n", "", "\n"));
        Files.writeString(metrics, refused);
        Files.delete(out.resolve("report.html"));
        assertThat(resumed(out).out())
                .contains("guard: 0 of 12 updates by gradients; es: 12 direction", "\ne" + REFUSED);
        assertThat(out.resolve("report.html")).content().contains(HEADING, "E" + REFUSED + ".");
    }

    @Test
    void otherEstimatorsSayNothingOfAGuard() {
        Path out = folder.resolve("run");
        CommandLineRun run =
                TrainTest.train(BadTasks.Good.class.getName(), "--out", out).done();
        assertThat(run.out()).doesNotContain("guard");
        assertThat(out.resolve("report.html")).content().doesNotContain(HEADING, "first order");
    }

    @Test
    void aMixedRunShowsItsShares() {
        Path out = folder.resolve("run");
        TrainTest.train(BadTasks.Good.class.getName(), "--out", out, "--estimator", "mixed:10")
                .done();
        assertThat(out.resolve("report.html"))
                .content()
                .contains("Share of first order in the estimate")
                .doesNotContain(HEADING);
    }
}
