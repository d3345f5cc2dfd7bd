package dev.antipode.controller.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** {@code compare} from end to end: a servo, two seeds, two estimators, a few generations. */
class CompareTest {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final int BUDGET = 2_000_000;
    private static final List<String> QUICK = List.of("--kernels", "scalar", "--threads", "1", "--quiet");

    @TempDir
    static Path folder;

    private static CommandLineRun run;

    @BeforeAll
    static void compareOnce() {
        run = compare(
                        "dc-motor",
                        "--estimators",
                        "es,tbptt:5",
                        "--seeds",
                        2,
                        "--trials",
                        0,
                        "--budget-steps",
                        BUDGET,
                        "--target",
                        0.5,
                        "--json",
                        "--out",
                        folder.resolve("whole"))
                .done();
    }

    private static CommandLineRun compare(Object... arguments) {
        List<Object> all = new ArrayList<>(List.of("compare"));
        all.addAll(List.of(arguments));
        all.addAll(QUICK);
        return CommandLineRun.of(all.toArray());
    }

    private static List<JsonNode> lines() {
        return run.out().lines().map(JSON::readTree).toList();
    }

    /** The rows of a table of text, by column. */
    private static List<Map<String, String>> table(Path file) throws IOException {
        List<String> lines = Files.readAllLines(file);
        String[] columns = lines.getFirst().split(",");
        List<Map<String, String>> rows = new ArrayList<>();
        for (String line : lines.subList(1, lines.size())) {
            String[] cells = line.split(",", -1);
            assertThat(cells).hasSameSizeAs(columns);
            Map<String, String> row = new TreeMap<>();
            for (int i = 0; i < cells.length; i++) {
                row.put(columns[i], cells[i]);
            }
            rows.add(row);
        }
        return rows;
    }

    @Test
    void aLineForEachRunThenTheTable() {
        List<JsonNode> lines = lines();
        assertThat(lines).hasSize(5);
        for (JsonNode line : lines.subList(0, 4)) {
            assertThat(line.propertyNames())
                    .contains("phase", "estimator", "seed", "cost", "elapsedSeconds", "success", "testCost", "updates");
        }
        assertThat(lines.getLast().propertyNames())
                .startsWith("done", "task", "policy")
                .contains("weights", "equalCost", "baselines", "equalTime", "report");
        assertThat(run.err()).isEmpty();
    }

    @Test
    void theFolderHoldsEverything() throws IOException {
        Path out = folder.resolve("whole");
        try (var files = Files.list(out)) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .containsExactlyInAnyOrder(
                            "comparison.yaml", "runs.csv", "curves.csv", "comparison.json", "report.html");
        }
        assertThat(JSON.readTree(Files.readString(out.resolve("comparison.json"))))
                .isEqualTo(lines().getLast());
        assertThat(out.resolve("report.html"))
                .content()
                .contains(
                        "At equal cost",
                        "At equal time",
                        "Learning curves",
                        "path class=\"band main\"",
                        "path class=\"band third\"",
                        "<td>LQR</td>",
                        "<td>zero</td>",
                        "cosine:0.1:0.01",
                        "with its gradient")
                .doesNotContainPattern("https?:|src=|href=|@import|url\\(|<script|<link");
    }

    /** Every number of the table again, from the file of the runs. With two seeds the interquartile mean is the mean. */
    @Test
    void theTableIsThatOfTheRuns() throws IOException {
        JsonNode last = lines().getLast();
        List<Map<String, String>> runs = table(folder.resolve("whole/runs.csv"));
        assertThat(runs).hasSize(4);
        for (JsonNode row : last.get("equalCost")) {
            String estimator = row.get("estimator").stringValue();
            List<Map<String, String>> own = runs.stream()
                    .filter(line -> line.get("estimator").equals(estimator))
                    .toList();
            assertThat(own).extracting(line -> line.get("seed")).containsExactly("1", "2");
            double weight =
                    last.get("weights").get(estimator).get("gradientStep").doubleValue();
            double cost = 0;
            double testCost = 0;
            double success = 0;
            double seconds = 0;
            long updates = 0;
            int reached = 0;
            for (Map<String, String> line : own) {
                double simulated = number(line, "simulatorSteps");
                double counted = simulated + (weight - 1) * number(line, "gradientSteps");
                assertThat(number(line, "cost")).isCloseTo(counted, within(1e-6 * counted));
                assertThat(counted).isLessThanOrEqualTo(BUDGET).isGreaterThan(0.5 * BUDGET);
                cost += counted / 2;
                testCost += number(line, "testCost") / 2;
                success += number(line, "testSuccesses") / number(line, "testEpisodes") / 2;
                seconds += number(line, "seconds") / 2;
                updates += (long) number(line, "generations");
                reached += Double.isInfinite(number(line, "costToTarget")) ? 0 : 1;
            }
            assertThat(row.get("cost").doubleValue()).isCloseTo(cost, within(1e-6 * cost));
            assertThat(row.get("testCost").doubleValue()).isCloseTo(testCost, within(1e-9 * testCost));
            assertThat(row.get("success").doubleValue()).isCloseTo(success, within(1e-12));
            assertThat(row.get("elapsedSeconds").doubleValue()).isCloseTo(seconds, within(1e-9));
            assertThat(row.get("seedsAtTarget").intValue()).isEqualTo(reached);
            assertThat(row.get("updates").get(estimator).longValue()).isEqualTo(updates);
            assertThat(row.get("low").doubleValue()).isLessThanOrEqualTo(testCost);
            assertThat(row.get("high").doubleValue()).isGreaterThanOrEqualTo(testCost);
        }
        double fastest =
                runs.stream().mapToDouble(line -> number(line, "seconds")).min().orElseThrow();
        assertThat(last.get("equalTime").get("seconds").doubleValue()).isEqualTo(fastest);
    }

    private static double number(Map<String, String> line, String column) {
        return Double.parseDouble(line.get(column));
    }

    /** What was trained is tested on the episodes that {@code baseline} runs with the same seed. */
    @Test
    void baselinesRunOnTheSameEpisodes() {
        double sum = 0;
        for (int seed = 1; seed <= 2; seed++) {
            JsonNode baseline = JSON.readTree(
                    CommandLineRun.of("baseline", "lqr", "dc-motor", "--seed", seed, "--json", "--kernels", "scalar")
                            .done()
                            .out());
            sum += baseline.get("meanCost").doubleValue() / 2;
        }
        JsonNode row = lines().getLast().get("baselines").get(0);
        assertThat(row.get("baseline").stringValue()).isEqualTo("LQR");
        assertThat(row.get("testCost").doubleValue()).isCloseTo(sum, within(1e-9 * sum));
    }

    @Test
    void aComparisonGoesOnWhereItWasCutShort() throws IOException {
        Path out = folder.resolve("cut");
        Files.createDirectories(out);
        Files.copy(folder.resolve("whole/comparison.yaml"), out.resolve("comparison.yaml"));
        // As it was before the last run: its validations may have been written already.
        List<String> runs = Files.readAllLines(folder.resolve("whole/runs.csv"));
        Files.write(out.resolve("runs.csv"), runs.subList(0, 4));
        Files.copy(folder.resolve("whole/curves.csv"), out.resolve("curves.csv"));
        JsonNode resumed = JSON.readTree(
                compare("--resume", out, "--json").done().out().lines().reduce("", (_, line) -> line));
        JsonNode whole = lines().getLast();
        for (int i = 0; i < 2; i++) {
            for (String name : List.of("estimator", "testCost", "low", "high", "success", "cost", "updates")) {
                assertThat(resumed.get("equalCost").get(i).get(name))
                        .as(name)
                        .isEqualTo(whole.get("equalCost").get(i).get(name));
            }
        }
        assertThat(resumed.get("weights")).isEqualTo(whole.get("weights"));
        assertThat(Files.readAllLines(out.resolve("curves.csv")))
                .hasSameSizeAs(Files.readAllLines(folder.resolve("whole/curves.csv")));
    }

    @Test
    void whatCannotBeComparedIsRefusedInOneSentence() {
        Path out = folder.resolve("none");
        compare("--out", out).refused(2, "no task was named");
        compare("no-such-task").refused(2, "no-such-task");
        compare("dc-motor", "--estimators", "es,magic").refused(2, "there is no estimator 'magic'");
        compare("dc-motor", "--estimators", "es,").refused(2, "there is no estimator ''");
        compare("dc-motor", "--estimators", "es,tbptt:5,es").refused(2, "estimator 'es' was named twice");
        compare("dc-motor", "--seeds", 0).refused(2, "seeds 0 must be at least 1");
        compare("dc-motor", "--trials", -1).refused(2, "trials -1");
        compare("dc-motor", "--target", 1.5).refused(2, "a target of 1.5 is no success rate");
        compare("dc-motor", "--budget-steps", 0).refused(2, "a budget of 0 steps");
        compare("dc-motor", "--budget-steps", 1000, "--trials", 0)
                .refused(2, "a budget of 1000 steps is too small: one generation of 'es' costs");
        compare("dc-motor", "--budget-steps", 1000).refused(2, "or --trials 0");
        compare("dc-motor", "--estimators", "tbptt:100000", "--out", out).refused(2, "a window of 100000 steps");
        compare("dc-motor", "--resume", folder.resolve("whole"), "--seeds", 3)
                .refused(2, "leave out the other settings");
        compare("pendulum", "--resume", folder.resolve("whole")).refused(2, "is of task 'dc-motor', not of 'pendulum'");
        compare("--resume", folder.resolve("absent")).refused(2, "is not the folder of a comparison");
        compare("dc-motor", "--estimators", "es", "--trials", 0, "--out", folder.resolve("whole"))
                .refused(2, "is not empty", "--resume");
        assertThat(out).doesNotExist();
    }

    @Test
    void aDamagedFolderIsNamed() throws IOException {
        Path out = Files.createDirectories(folder.resolve("damaged"));
        Files.writeString(out.resolve("comparison.yaml"), "comparison: [");
        compare("--resume", out).refused(2, "comparison.yaml cannot be read as YAML");
        Files.writeString(out.resolve("comparison.yaml"), "comparison:\n  task: dc-motor\n");
        compare("--resume", out).refused(2, "does not say 'policy'");
        Files.copy(
                folder.resolve("whole/comparison.yaml"),
                out.resolve("comparison.yaml"),
                java.nio.file.StandardCopyOption.REPLACE_EXISTING);
        Files.copy(folder.resolve("whole/curves.csv"), out.resolve("curves.csv"));
        String runs = Files.readString(folder.resolve("whole/runs.csv"));
        Files.writeString(out.resolve("runs.csv"), runs.replaceFirst("\nRESULT,", "\nWINNER,"));
        compare("--resume", out).refused(2, "runs.csv has a line that is no run");
        Files.writeString(out.resolve("runs.csv"), runs.substring(0, runs.length() - 40));
        compare("--resume", out).refused(2, "runs.csv has a line");
        Files.writeString(out.resolve("runs.csv"), "phase\n");
        compare("--resume", out).refused(2, "does not begin with the line");
    }
}
