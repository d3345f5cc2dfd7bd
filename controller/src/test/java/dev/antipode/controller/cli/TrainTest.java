package dev.antipode.controller.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.antipode.controller.store.MetricsFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** {@code train} and {@code evaluate} on a task that takes no time. */
class TrainTest {
    private static final String GOOD = BadTasks.Good.class.getName();
    private static final List<String> QUICK = List.of(
            "--policy",
            "linear",
            "--population",
            "16",
            "--episodes",
            "4",
            "--generations",
            "12",
            "--validation-episodes",
            "32",
            "--kernels",
            "scalar",
            "--threads",
            "1",
            "--quiet");

    @TempDir
    Path folder;

    @Test
    void aRunLeavesEverythingInItsFolder() throws IOException {
        Path out = folder.resolve("run");
        CommandLineRun run = train(GOOD, "--out", out, "--json").done();
        List<JsonNode> lines =
                run.out().lines().map(JsonMapper.builder().build()::readTree).toList();
        assertThat(lines).hasSize(13);
        for (int i = 0; i < 12; i++) {
            assertThat(lines.get(i).propertyNames())
                    .containsExactly(
                            "generation",
                            "centreCost",
                            "populationMeanCost",
                            "validationCost",
                            "simulatorSteps",
                            "stepsPerSecond",
                            "elapsedSeconds",
                            "estimator");
            assertThat(lines.get(i).get("generation").intValue()).isEqualTo(i);
        }
        JsonNode done = lines.get(12);
        assertThat(done.get("done").booleanValue()).isTrue();
        assertThat(done.get("generations").intValue()).isEqualTo(12);
        assertThat(done.get("simulatorSteps").longValue()).isPositive();
        assertThat(done.get("parameterHash").stringValue()).matches("[0-9a-f]{64}");
        assertThat(Path.of(done.get("controller").stringValue())).isEqualTo(out.resolve("controller.safetensors"));
        assertThat(run.err()).isEmpty();

        assertThat(out.resolve("run.yaml")).content().contains("task: " + GOOD, "seed: '1'", "policy: linear");
        assertThat(Files.readAllLines(out.resolve("metrics.csv"))).hasSize(13);
        assertThat(out.resolve("report.html"))
                .content()
                .contains(
                        "<svg",
                        "Learning curve",
                        "Compared on the same test episodes",
                        "<td>LQR</td><td>sees the true state; weights: the cost&#39;s curvature",
                        "state x",
                        "input u",
                        "Memory plan",
                        "steps per second",
                        "real-time factor");
        assertThat(out.resolve("checkpoint.safetensors")).exists();
        try (var files = Files.list(out)) {
            assertThat(files).hasSize(5);
        }
    }

    /** What is given wins over what the estimator brings, and that over the task's own. */
    @Test
    void estimatorsBringSettingsOfTheirOwn() throws IOException {
        Path out = folder.resolve("run");
        train(GOOD, "--out", out, "--estimator", "ars:2", "--learning-rate", "0.125")
                .done();
        assertThat(out.resolve("run.yaml"))
                .content()
                .contains("estimator: ars:2", "optimizer: sgd:0.0", "learningRate: '0.125'");
        assertThat(Files.readAllLines(out.resolve("metrics.csv")).getFirst())
                .contains(",estimator,mixing,nonFiniteGradients,");
    }

    @Test
    void aControllerIsJudgedOnEpisodesOfItsOwn() {
        Path out = folder.resolve("run");
        train(GOOD, "--out", out).done();
        Path file = out.resolve("controller.safetensors");
        JsonNode json = JsonMapper.builder()
                .build()
                .readTree(evaluate(file, "--episodes", 200, "--json").done().out());
        assertThat(json.propertyNames())
                .containsExactly(
                        "episodes",
                        "success",
                        "successLow",
                        "successHigh",
                        "meanCost",
                        "p95Cost",
                        "failed",
                        "nonFinite");
        assertThat(json.get("episodes").intValue()).isEqualTo(200);
        double success = json.get("success").doubleValue();
        assertThat(json.get("successLow").doubleValue()).isLessThanOrEqualTo(success);
        assertThat(json.get("successHigh").doubleValue()).isGreaterThanOrEqualTo(success);
        assertThat(json.get("meanCost").doubleValue())
                .isLessThanOrEqualTo(json.get("p95Cost").doubleValue());
        String other =
                evaluate(file, "--episodes", 200, "--json", "--seed", 2).done().out();
        assertThat(JsonMapper.builder().build().readTree(other).get("meanCost")).isNotEqualTo(json.get("meanCost"));
        assertThat(evaluate(file, "--episodes", 50).done().out()).contains("success", "95 % interval", "seed 1");
    }

    @Test
    void sameSeedSameParametersWhateverTheThreads() {
        String one = hash(train(GOOD, "--out", folder.resolve("a"), "--json").done());
        assertThat(hash(train(GOOD, "--out", folder.resolve("b"), "--json", "--threads", 3)
                        .done()))
                .isEqualTo(one);
        assertThat(hash(train(GOOD, "--out", folder.resolve("c"), "--json", "--seed", 2)
                        .done()))
                .isNotEqualTo(one);
    }

    @Test
    void aFinishedRunIsToldAboutAgainAndStaysAsItIs() throws IOException {
        Path out = folder.resolve("run");
        JsonNode done = last(train(GOOD, "--out", out, "--json").done());
        List<byte[]> before = contents(out);
        CommandLineRun again = CommandLineRun.of("train", "--resume", out, "--json", "--kernels", "scalar")
                .done();
        assertThat(again.out().lines()).hasSize(1);
        assertThat(last(again)).isEqualTo(done);
        assertThat(again.err())
                .contains(
                        "was over after 12 of 12 generations",
                        "nothing was changed",
                        "--from " + out.resolve("controller.safetensors"));
        assertThat(contents(out)).usingRecursiveComparison().isEqualTo(before);
        // One that was killed while it wrote is brought to its end.
        Files.delete(out.resolve("report.html"));
        CommandLineRun.of("train", "--resume", out, "--kernels", "scalar", "--quiet")
                .done();
        assertThat(out.resolve("report.html")).exists();
    }

    private static JsonNode last(CommandLineRun run) {
        return JsonMapper.builder()
                .build()
                .readTree(run.out().lines().reduce((_, line) -> line).orElseThrow());
    }

    private static List<byte[]> contents(Path folder) throws IOException {
        List<byte[]> all = new ArrayList<>();
        try (var files = Files.list(folder)) {
            for (Path file : files.sorted().toList()) {
                all.add(Files.readAllBytes(file));
            }
        }
        return all;
    }

    /** A process that is killed before its first checkpoint leaves no more than what was asked for. */
    @Test
    void aRunWithoutACheckpointBeginsAgain() throws IOException {
        Path out = folder.resolve("run");
        String hash = hash(train(GOOD, "--out", out, "--json").done());
        for (String name : List.of("checkpoint.safetensors", "metrics.csv", "controller.safetensors", "report.html")) {
            Files.delete(out.resolve(name));
        }
        CommandLineRun again = CommandLineRun.of("train", "--resume", out, "--json", "--quiet", "--kernels", "scalar");
        assertThat(hash(again.done())).isEqualTo(hash);
        assertThat(again.out().lines()).hasSize(13);
    }

    @Test
    void aRunCanStartFromAController() throws IOException {
        Path first = folder.resolve("first");
        train(GOOD, "--out", first, "--json").done();
        Path second = folder.resolve("second");
        train(GOOD, "--out", second, "--from", first.resolve("controller.safetensors"), "--seed", 3)
                .done();
        double before = firstCost(first);
        assertThat(firstCost(second)).isLessThan(before);
        train(
                        GOOD,
                        "--out",
                        folder.resolve("third"),
                        "--from",
                        first.resolve("controller.safetensors"),
                        "--policy",
                        "mlp:4")
                .refused(2, "policy");
        assertThat(folder.resolve("third")).doesNotExist();
    }

    private static double firstCost(Path run) throws IOException {
        return Double.parseDouble(
                Files.readAllLines(run.resolve("metrics.csv")).get(1).split(",")[1]);
    }

    @Test
    void theHelpTellsWhatWeightDecayIsAShareOf() {
        assertThat(CommandLineRun.of("train", "--help").done().out())
                .containsIgnoringWhitespaces("taken off each step, times the learning rate");
    }

    @Test
    void wrongSettingsAreNamedBeforeAnythingIsWritten() {
        Path out = folder.resolve("run");
        train("cart-pol", "--out", out).refused(2, "there is no task 'cart-pol'", "did you mean 'cart-pole'");
        train("lorenz", "--out", out).refused(2, "lorenz");
        train(GOOD, "--out", out, "--population", 7).refused(2, "population 7", "even", "8");
        train(GOOD, "--out", out, "--population", 0).refused(2, "population 0");
        train(GOOD, "--out", out, "--population", "many").refused(2, "population", "many");
        train(GOOD, "--out", out, "--generations", 0).refused(2, "generations 0");
        train(GOOD, "--out", out, "--episodes", -1).refused(2, "episodes -1");
        train(GOOD, "--out", out, "--sigma", 0).refused(2, "0.0");
        train(GOOD, "--out", out, "--sigma", "NaN").refused(2, "NaN");
        train(GOOD, "--out", out, "--learning-rate", "quick").refused(2, "quick", "cosine:FROM:TO");
        train(GOOD, "--out", out, "--threads", 0).refused(2, "threads 0");
        train(GOOD, "--out", out, "--policy", "mlp:0").refused(2, "mlp:0");
        train(GOOD, "--out", out, "--policy", "perceptron").refused(2, "perceptron", "linear");
        train(GOOD, "--out", out, "--policy", "law:org.example.Absent").refused(2, "org.example.Absent");
        train(GOOD, "--out", out, "--policy", "law:java.lang.Object").refused(2, "no control law");
        train(GOOD, "--out", out, "--estimator", "tbptt").refused(2, "there is no estimator 'tbptt'", "es");
        train(GOOD, "--out", out, "--budget", "1KiB").refused(2, "budget", "largest consumers");
        train(GOOD, "--out", out, "--estimator", "tbptt:full", "--budget", "1KiB")
                .refused(2, "use --tape checkpoints, which needs", "less, or fewer threads");
        train(GOOD, "--out", out, "--tape", "half").refused(2, "--tape", "half");
        train(GOOD, "--out", out, "--population", 2_000_000_000).refused(2, "a smaller --population");
        train(GOOD, "--out", out, "--episodes", 2_000_000_000).refused(2, "fewer --episodes");
        train(GOOD, "--out", out, "--policy", "mlp:46341,46341").refused(2, "narrower layers with --policy");
        train(GOOD, "--out", out, "--policy", "mlp:20000,20000").refused(2, "of the Java heap", "a smaller --policy");
        train(GOOD, "--out", out, "--policy", "mlp:3500,3500").refused(2, "of the Java heap", "a smaller --policy");
        train(GOOD, "--out", out, "--budget", "lots").refused(2, "--budget", "'lots' is not a number of bytes");
        train(GOOD, "--out", out, "--from", folder.resolve("absent")).refused(2, "absent cannot be read");
        CommandLineRun.of("train").refused(2, "no task was named");
        assertThat(out).doesNotExist();
    }

    @Test
    void optionsThatMakeNoDifferenceToTheEstimatorAreTold() {
        Object[][] useless = {
            {"tbptt:10", "--population", 8, "use it: es, guarded, snes, ars"},
            {"online:5", "--sigma", 0.1, "use it: es, guarded, snes, ars"},
            {"forward:4", "--shaping", "none", "use it: es, guarded, guided"},
            {"snes", "--shaping", "none", "use it: es, guarded, guided"},
            {"nres:5", "--shaping", "none", "use it: es, guarded, guided"},
            {"ars:2", "--gradient-scale", "raw", "es, tbptt, guarded, forward, guided, mixed, nres, pes, tes, online"},
            {"es", "--tape", "checkpoints", "tbptt, guarded, guided, mixed, online"},
            {"snes", "--tape", "full", "tbptt, guarded, guided, mixed, online"},
        };
        for (Object[] one : useless) {
            String told = told(one[0].toString(), one[1], one[2]);
            assertThat(told)
                    .contains(one[1] + " " + one[2] + " makes no difference to estimator '" + one[0] + "'")
                    .contains(one[3].toString());
        }
        assertThat(told("guarded:5", "--shaping", "none", "--sigma", 0.1, "--tape", "full"))
                .doesNotContain("makes no difference");
    }

    private String told(String estimator, Object... arguments) {
        Path out = folder.resolve(estimator.replace(':', ' ') + arguments[0]);
        List<Object> all = new ArrayList<>(List.of("train", GOOD, "--out", out, "--estimator", estimator));
        all.addAll(List.of(
                "--policy",
                "linear",
                "--episodes",
                4,
                "--generations",
                1,
                "--validation-episodes",
                32,
                "--kernels",
                "scalar"));
        all.addAll(List.of(arguments));
        return CommandLineRun.of(all.toArray()).done().err();
    }

    @Test
    void tasksThatCannotBeTrainedAreNamed() {
        Path out = folder.resolve("run");
        train(BadTasks.CheapFailure.class.getName(), "--out", out)
                .refused(2, "failing early is cheaper in task", "CheapFailure");
        train(BadTasks.NoPlant.class.getName(), "--out", out).refused(2, "BadTasks$NoPlant.plant() returns null");
        CommandLineRun.of("lift", BadTasks.NoPlant.class.getName()).refused(2, "BadTasks$NoPlant.plant() returns null");
        CommandLineRun.of("lift", BadTasks.WithoutRange.class.getName()).refused(2, "NaN", "x");
        CommandLineRun.of("lift", BadTasks.WithText.class.getName()).refused(2, "name", "String");
        assertThat(out).doesNotExist();
    }

    @Test
    void aPlantThatIsNeverFiniteEndsTheRun() {
        train(BadTasks.NonFinite.class.getName(), "--out", folder.resolve("run"))
                .refused(2, "finite");
        assertThat(folder.resolve("run")).doesNotExist();
        train(BadTasks.NonFiniteLate.class.getName(), "--out", folder.resolve("late"))
                .refused(1, "every episode of generation 0 became non-finite");
    }

    @Test
    void aFolderWithSomethingInItIsNotTouched() throws IOException {
        Path out = Files.createDirectory(folder.resolve("run"));
        train(GOOD, "--out", out, "--generations", 1).done();
        byte[] before = Files.readAllBytes(out.resolve("controller.safetensors"));
        train(GOOD, "--out", out, "--seed", 2).refused(2, "is not empty", "--resume");
        assertThat(Files.readAllBytes(out.resolve("controller.safetensors"))).isEqualTo(before);
        train(GOOD, "--out", out.resolve("run.yaml")).refused(2, "is a file");
        train(GOOD, "--out", out.resolve("run.yaml/below")).refused(2, "cannot be made");
    }

    @Test
    void damagedRunsAreNamed() throws IOException {
        CommandLineRun.of("train", "--resume", folder.resolve("absent")).refused(2, "is not the folder of a run");
        Path out = folder.resolve("run");
        train(GOOD, "--out", out).done();
        CommandLineRun.of("train", "cart-pole", "--resume", out).refused(2, "is of task '" + GOOD + "'");
        CommandLineRun.of("train", "--resume", out, "--sigma", 1).refused(2, "leave out the other settings");
        Path checkpoint = out.resolve("checkpoint.safetensors");
        byte[] bytes = Files.readAllBytes(checkpoint);
        Files.write(checkpoint, Arrays.copyOf(bytes, bytes.length / 2));
        CommandLineRun.of("train", "--resume", out).refused(2, "checkpoint.safetensors is cut short");
        bytes[bytes.length - 3] ^= 4;
        Files.write(checkpoint, bytes);
        CommandLineRun.of("train", "--resume", out).refused(2, "checkpoint.safetensors is altered");
        Files.writeString(out.resolve("run.yaml"), "run: [");
        CommandLineRun.of("train", "--resume", out).refused(2, "run.yaml cannot be read as YAML");
    }

    @Test
    void damagedAndForeignControllersAreNamed() throws IOException {
        Path out = folder.resolve("run");
        train(GOOD, "--out", out).done();
        Path file = out.resolve("controller.safetensors");
        evaluate(out.resolve("checkpoint.safetensors")).refused(2, "is a checkpoint file, not a controller file");
        evaluate(out.resolve("absent")).refused(2, "absent cannot be read");
        evaluate(file, "--task", "cart-pole").refused(2, "was trained for task '" + GOOD + "'");
        evaluate(file, "--episodes", 0).refused(2, "episodes 0");
        train("cart-pole", "--from", file, "--out", folder.resolve("other"))
                .refused(2, "was trained for task '" + GOOD + "'");
        byte[] bytes = Files.readAllBytes(file);
        Files.write(file, Arrays.copyOf(bytes, bytes.length - 1));
        evaluate(file).refused(2, "is cut short");
        bytes[bytes.length - 1] ^= 1;
        Files.write(file, bytes);
        evaluate(file).refused(2, "is altered");
    }

    @Test
    void metricsReadAsATable() throws IOException {
        Path out = folder.resolve("run");
        train(GOOD, "--out", out, "--validation-interval", 1).done();
        Path file = out.resolve("metrics.csv");
        List<String> lines = Files.readAllLines(file);
        assertThat(lines.getFirst()).startsWith("generation,centreCost,populationMeanCost,validationCost");
        int columns = lines.getFirst().split(",", -1).length;
        assertThat(lines).allMatch(line -> line.split(",", -1).length == columns);
        assertThat(MetricsFile.read(file))
                .hasSize(12)
                .allMatch(line -> Double.isFinite(line.centreCost()) && Double.isFinite(line.validationCost()));
    }

    static CommandLineRun train(Object... arguments) {
        List<Object> all = new ArrayList<>(List.of("train"));
        all.addAll(QUICK);
        // The test's own arguments come last and replace the quick ones.
        for (Object argument : arguments) {
            int at = all.indexOf(argument);
            if (at > 0 && argument.toString().startsWith("--")) {
                all.remove(at);
                all.remove(at);
            }
        }
        all.addAll(List.of(arguments));
        return CommandLineRun.of(all.toArray());
    }

    private static CommandLineRun evaluate(Object... arguments) {
        List<Object> all = new ArrayList<>(List.of("evaluate", "--kernels", "scalar", "--threads", "1"));
        all.addAll(List.of(arguments));
        return CommandLineRun.of(all.toArray());
    }

    private static String hash(CommandLineRun run) {
        String last = run.out().lines().reduce("", (_, line) -> line);
        return JsonMapper.builder().build().readTree(last).get("parameterHash").stringValue();
    }
}
