package dev.antipode.controller.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.antipode.controller.policy.PolicyDesign;
import dev.antipode.controller.store.CsvTable;
import dev.antipode.sim.PlantModel;
import dev.antipode.sim.Registry;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** {@code inspect} against systems of which the answer is known. */
class InspectTest {
    private static final Registry REGISTRY = Registry.load(InspectTest.class.getClassLoader());
    private static final String GOOD = BadTasks.Good.class.getName();

    @TempDir
    Path folder;

    private int runs;

    private CommandLineRun inspect(Object... arguments) {
        List<Object> all = new ArrayList<>(List.of("inspect"));
        all.addAll(Arrays.asList(arguments));
        all.addAll(List.of("--out", folder.resolve("run" + runs++), "--quiet"));
        return CommandLineRun.of(all.toArray());
    }

    private JsonNode json(Object... arguments) {
        Object[] all = Arrays.copyOf(arguments, arguments.length + 1);
        all[arguments.length] = "--json";
        CommandLineRun run = inspect(all).done();
        assertThat(run.err()).isEmpty();
        return JsonMapper.builder().build().readTree(run.out());
    }

    private Path file(String name, String content) throws IOException {
        return Files.writeString(folder.resolve(name), content);
    }

    private static double exponent(JsonNode result, int i) {
        return result.get("lyapunov").get(i).get("perSecond").doubleValue();
    }

    /** Exactly ln 2; perturbations grow fast, so that gradients through a few steps are all there is. */
    @Test
    void logisticMap() {
        JsonNode chaotic = json("logistic", "--seconds", 8000, "--horizon", 60);
        assertThat(exponent(chaotic, 0)).isCloseTo(Math.log(2), within(0.02));
        assertThat(chaotic.get("lyapunov").get(0).get("standardError").doubleValue())
                .isBetween(1e-7, 0.02);
        assertThat(chaotic.get("longestHorizon").intValue()).isBetween(1, 5);
        assertThat(chaotic.get("advice").stringValue()).contains("evolution strategies");
        assertThat(chaotic.get("productGrowthPerStep").doubleValue()).isBetween(1.7, 2.4);
    }

    /** At r = 3.2 it settles on a cycle of two: half the logarithm of its multiplier 4 + 2r - r^2 is -0.91629. At r = 5 every trajectory escapes. */
    @Test
    void settlingAndEscapingMaps() {
        JsonNode settled = json("logistic", "--seconds", 1000, "--horizon", 60, "--parameter", "r=3.2");
        assertThat(exponent(settled, 0)).isCloseTo(-0.91629, within(1e-4));
        assertThat(settled.get("longestHorizon").intValue()).isEqualTo(60);
        assertThat(settled.get("advice").stringValue()).contains("whole horizon of 60 steps");

        JsonNode escaped = json("logistic", "--seconds", 1000, "--horizon", 60, "--parameter", "r=5", "--factor", 3);
        assertThat(escaped.get("lostTrajectories").intValue()).isEqualTo(16);
        assertThat(escaped.get("longestHorizon").intValue()).isLessThan(5);
        assertThat(escaped.get("advice").stringValue()).contains("16 of 16 trajectories failed");
        assertThat(escaped.get("lyapunov").get(0).get("perSecond").isNull()).isTrue();
    }

    @Test
    void henonMap() {
        JsonNode result = json("henon", "--seconds", 20000, "--horizon", 40);
        assertThat(exponent(result, 0)).isCloseTo(0.4192, within(0.01));
        assertThat(exponent(result, 0) + exponent(result, 1)).isCloseTo(Math.log(0.3), within(1e-9));
    }

    @Test
    void lorenzFlow() {
        JsonNode result = json("lorenz", "--seconds", 60, "--horizon", 200, "--exponents", 3);
        assertThat(exponent(result, 0)).isCloseTo(0.906, within(0.08));
        assertThat(exponent(result, 1)).isCloseTo(0, within(0.03));
        double sum = exponent(result, 0) + exponent(result, 1) + exponent(result, 2);
        assertThat(sum).isCloseTo(-(10 + 1 + 8.0 / 3), within(0.001));
        assertThat(json("lorenz", "--seconds", 1, "--horizon", 10, "--exponents", 2)
                        .get("lyapunov"))
                .hasSize(2);
    }

    /** Speed and angle move one after the other: the Jacobian is [[1 + 15 h^2 cos, h], [15 h cos, 1]]. */
    @Test
    void eigenvaluesOfOneStep() throws IOException {
        for (double theta : new double[] {0.5, 2.5}) {
            Path initial = file("initial" + theta + ".csv", "theta,thetaDot\n" + theta + ",0.3\n");
            JsonNode result =
                    json("pendulum", "--plant", "--initial", initial, "--step", 0, "--horizon", 3, "--seconds", 10);
            double trace = 2 + 15 * 0.05 * 0.05 * Math.cos(theta);
            // The determinant is 1.
            double discriminant = trace * trace / 4 - 1;
            JsonNode values = result.get("eigenvalues");
            assertThat(values).hasSize(2);
            double root = Math.sqrt(Math.abs(discriminant));
            assertThat(values.get(0).get("re").doubleValue())
                    .isCloseTo(trace / 2 + (discriminant > 0 ? root : 0), within(1e-12));
            assertThat(values.get(0).get("im").doubleValue()).isCloseTo(discriminant > 0 ? 0 : root, within(1e-12));
            assertThat(result.get("spectralRadius").doubleValue())
                    .isCloseTo(discriminant > 0 ? trace / 2 + root : 1, within(1e-12));
            assertThat(result.get("trajectories").intValue()).isEqualTo(1);
        }
    }

    /** x' = (1 + h (rate + w)) x with a linear policy: every number is known. Some episodes fail, and stand still. */
    @Test
    void aLinearClosedLoop() {
        double w = PolicyDesign.linear().forTask(REGISTRY.task(GOOD)).initialParameters(1)[1];
        double growth = 1 + 0.05 * (0.5 + w);
        JsonNode result = json(GOOD, "--policy", "linear", "--factor", 2, "--samples", 4);
        assertThat(result.get("stateSize").intValue()).isEqualTo(1);
        assertThat(result.get("spectralRadius").doubleValue()).isCloseTo(growth, within(1e-12));
        assertThat(result.get("productGrowthPerStep").doubleValue()).isCloseTo(growth, within(1e-12));
        assertThat(result.get("lyapunov").get(0).get("perStep").doubleValue())
                .isCloseTo(Math.log(growth), within(1e-12));
        assertThat(exponent(result, 0)).isCloseTo(Math.log(growth) / 0.05, within(1e-12));
        assertThat(result.get("lostTrajectories").intValue()).isBetween(1, 15);
        assertThat(result.get("longestHorizon").intValue()).isEqualTo((int) Math.floor(Math.log(2) / Math.log(growth)));
        assertThat(result.get("advice").stringValue()).contains("trajectories failed");
        JsonNode curve = result.get("amplification");
        assertThat(curve).hasSize(40);
        for (JsonNode point : curve) {
            assertThat(point.get("log10").doubleValue())
                    .isCloseTo(point.get("horizon").intValue() * Math.log10(growth), within(1e-10));
        }
        for (JsonNode point : result.get("productRadius")) {
            assertThat(point.get("meanLog10").doubleValue())
                    .isCloseTo(point.get("steps").intValue() * Math.log10(growth), within(1e-10));
        }
    }

    /** Over two steps the cost is (x0^2 + x1^2) / 2, and E[x0^2] is 1/12: the gradient with respect to w is h (1 + h (rate + w)) / 12. */
    @Test
    void bothEstimatorsGiveTheGradient() {
        double w = PolicyDesign.linear().forTask(REGISTRY.task(GOOD)).initialParameters(1)[1];
        double expected = 0.05 * (1 + 0.05 * (0.5 + w)) / 12;
        JsonNode result =
                json(GOOD, "--policy", "linear", "--samples", 2000, "--horizon", 2, "--sigma", 0.02, "--episodes", 2);
        assertThat(result.get("episodesPerSample").intValue()).isEqualTo(1);
        JsonNode first = result.get("gradient").get(0);
        assertThat(first.get("norm").doubleValue()).isZero();
        JsonNode second = result.get("gradient").get(1);
        assertThat(second.get("horizon").intValue()).isEqualTo(2);
        for (String prefix : List.of("", "es")) {
            String norm = prefix.isEmpty() ? "norm" : "esNorm";
            String trace = prefix.isEmpty() ? "log10Trace" : "esLog10Trace";
            double error = Math.sqrt(Math.pow(10, second.get(trace).doubleValue()) / 2000);
            assertThat(second.get(norm).doubleValue()).isCloseTo(expected, within(4 * error));
            assertThat(error).isLessThan(0.2 * expected);
        }
        assertThat(second.get("disagreement").doubleValue()).isLessThan(3);
        assertThat(second.get("nonFinite").intValue()).isZero();
    }

    /** A network, with lanes that share its parameters: the two estimators agree on a smooth loop over a few steps. */
    @Test
    void estimatorsOfANetworkAgree() {
        JsonNode result = json(
                "pendulum", "--policy", "mlp:3", "--samples", 200, "--horizon", 4, "--sigma", 0.02, "--episodes", 2);
        assertThat(result.get("episodesPerSample").intValue()).isEqualTo(16);
        assertThat(result.get("gradient").values())
                .extracting(p -> p.get("horizon").intValue())
                .containsExactly(1, 2, 4);
        for (JsonNode point : result.get("gradient")) {
            assertThat(point.get("disagreement").doubleValue()).isLessThan(2);
            assertThat(point.get("log10Variance").doubleValue())
                    .isLessThan(point.get("esLog10Variance").doubleValue());
        }
        assertThat(result.get("crossoverHorizon").isNull()).isTrue();
    }

    /** Double pendulums that swing far: perturbations and the variance of exact gradients grow exponentially. */
    @Test
    void chaosFavoursEvolutionStrategies() {
        JsonNode result =
                json("double-pendulum", "--policy", "mlp:4", "--samples", 8, "--episodes", 16, "--horizon", 256);
        assertThat(result.get("stateSize").intValue()).isEqualTo(4);
        assertThat(exponent(result, 0)).isBetween(0.3, 2.0);
        assertThat(result.get("longestHorizon").intValue()).isBetween(4, 100);
        assertThat(result.get("crossoverHorizon").intValue()).isBetween(32, 256);
        JsonNode last = result.get("gradient").get(result.get("gradient").size() - 1);
        assertThat(last.get("horizon").intValue()).isEqualTo(256);
        assertThat(last.get("log10Variance").doubleValue()).isGreaterThan(3);
        assertThat(last.get("esLog10Variance").doubleValue()).isLessThan(2);
    }

    /** A delayed command belongs to the loop's state, one that acts at once does not. */
    @Test
    void delaysBelongToTheState() {
        JsonNode result = json("thermal", "--horizon", 4, "--samples", 2, "--episodes", 2);
        assertThat(result.get("stateSize").intValue()).isEqualTo(4 + 2);
    }

    static Stream<String> names() {
        return Stream.concat(REGISTRY.taskNames().stream(), REGISTRY.plantNames().stream())
                .distinct();
    }

    @ParameterizedTest
    @MethodSource("names")
    void everythingThatIsRegisteredCanBeInspected(String name) {
        boolean task = REGISTRY.isTask(name);
        PlantModel plant = task ? REGISTRY.task(name).plant() : REGISTRY.plant(name);
        // A step of many bodies has ten thousands of derivatives.
        int horizon = plant.states().size() > 40 ? 2 : 6;
        List<Object> arguments = new ArrayList<>(List.of(name, "--horizon", horizon, "--kernels", "scalar"));
        arguments.addAll(
                task
                        ? List.of("--samples", 3, "--episodes", 3)
                        : List.of("--seconds", (horizon > 2 ? 20 : 3) * plant.period()));
        JsonNode result = json(arguments.toArray());
        assertThat(result.get("spectralRadius").isNumber()).isTrue();
        assertThat(result.get("amplification")).hasSize(horizon);
        for (JsonNode point : result.get("amplification")) {
            assertThat(point.get("log10").isNumber()).isTrue();
        }
        assertThat(result.get("lyapunov").get(0).get("perStep").isNumber()).isTrue();
    }

    @Test
    void theSameSeedGivesTheSameOnAnyKernels() {
        Object[] arguments = {
            "cart-pole",
            "--policy",
            "gru:3",
            "--horizon",
            8,
            "--samples",
            3,
            "--episodes",
            3,
            "--seed",
            5,
            "--kernels",
            ""
        };
        List<String> outputs = new ArrayList<>();
        for (String kernels : List.of("scalar", "auto", "scalar")) {
            arguments[arguments.length - 1] = kernels;
            JsonNode result = json(arguments);
            outputs.add(result.toString().replaceAll("\"out\":\"[^\"]*\"", ""));
        }
        assertThat(outputs.get(1)).isEqualTo(outputs.get(0));
        assertThat(outputs.get(2)).isEqualTo(outputs.get(0));
        arguments[10] = 6;
        assertThat(json(arguments).toString().replaceAll("\"out\":\"[^\"]*\"", ""))
                .isNotEqualTo(outputs.get(0));
    }

    @Test
    void aTaskLeavesFilesAndJson() throws IOException {
        CommandLineRun run = inspect(GOOD, "--samples", 3, "--json").done();
        Path out = folder.resolve("run0");
        JsonNode result = JsonMapper.builder().build().readTree(run.out());
        assertThat(run.out().lines()).hasSize(1);
        assertThat(result.propertyNames())
                .containsExactly(
                        "name",
                        "kind",
                        "policy",
                        "parameters",
                        "seed",
                        "stepSeconds",
                        "horizon",
                        "stateSize",
                        "step",
                        "spectralRadius",
                        "productGrowthPerStep",
                        "lyapunov",
                        "factor",
                        "longestHorizon",
                        "advice",
                        "trajectories",
                        "lostTrajectories",
                        "eigenvalues",
                        "radiusAlongTrajectory",
                        "productRadius",
                        "amplification",
                        "sigma",
                        "samples",
                        "episodesPerSample",
                        "crossoverHorizon",
                        "gradient",
                        "out");
        assertThat(result.get("lyapunov").get(0).propertyNames()).contains("perSecond", "perStep", "standardError");
        assertThat(result.get("gradient").get(0).propertyNames())
                .contains("horizon", "norm", "variance", "esNorm", "esVariance", "nonFinite");
        assertThat(result.get("sigma").doubleValue()).isEqualTo(0.1);
        assertThat(out.resolve("inspect.json")).hasContent(run.out().strip());
        assertThat(CsvTable.read(out.resolve("radius.csv")).rows()).hasSize(40);
        assertThat(CsvTable.read(out.resolve("amplification.csv")).rows()).hasSize(40);
        assertThat(Files.readAllLines(out.resolve("gradient.csv"))).hasSize(1 + 7);
        assertThat(out.resolve("inspect.html"))
                .content()
                .contains("Variance of the gradient", "Eigenvalues at step", "unit circle", "Lyapunov exponents")
                .contains(result.get("advice").stringValue())
                .doesNotContainPattern("https?:|src=|href=|@import|url\\(|<script|<link");
    }

    @Test
    void peopleGetLines() {
        CommandLineRun run =
                inspect("logistic", "--seconds", 100, "--horizon", 5).done();
        assertThat(run.out()).contains("spectral radius", "Lyapunov", "advice", "inspect.html");
        assertThat(folder.resolve("run0").resolve("gradient.csv")).doesNotExist();
    }

    @Test
    void aSavedControllerIsInspected() throws IOException {
        Path trained = folder.resolve("trained");
        CommandLineRun.of(
                        "train",
                        GOOD,
                        "--policy",
                        "linear",
                        "--population",
                        16,
                        "--generations",
                        12,
                        "--threads",
                        1,
                        "--kernels",
                        "scalar",
                        "--quiet",
                        "--out",
                        trained)
                .done();
        Path controller = trained.resolve("controller.safetensors");
        JsonNode result = json(GOOD, "--controller", controller, "--samples", 2);
        assertThat(result.get("spectralRadius").doubleValue()).isLessThan(1);
        assertThat(result.get("lostTrajectories").intValue()).isZero();
        assertThat(result.get("advice").stringValue()).contains("whole horizon");
        inspect("cart-pole", "--controller", controller).refused(2, "was trained for task '" + GOOD + "'");
        inspect(GOOD, "--controller", controller, "--policy", "linear").refused(2, "leave out --policy");
    }

    @Test
    void wrongRequestsAreNamed() throws IOException {
        inspect("lorentz").refused(2, "there is no plant 'lorentz'", "did you mean 'lorenz'");
        inspect("pendulum", "--horizon", 201).refused(2, "a horizon of 201 steps is not between 1 and the 200 steps");
        inspect("lorenz", "--horizon", 0).refused(2, "a horizon of 0 steps");
        inspect("lorenz", "--step", 1000).refused(2, "step 1000 is not between 0 and 999");
        inspect("lorenz", "--exponents", 4).refused(2, "4 exponents", "give from 1 to 3");
        inspect("lorenz", "--exponents", 0).refused(2, "0 exponents", "give from 1 to 3");
        inspect("lorenz", "--factor", 0.5).refused(2, "factor of 0.5", "give 1 or more");
        inspect("lorenz", "--seconds", -1).refused(2, "-1.0 seconds must be above 0");
        inspect("lorenz", "--dt", 0).refused(2, "must be above 0");
        inspect("pendulum", "--samples", 1).refused(2, "samples 1 have no variance");
        inspect("pendulum", "--episodes", 2_000_000_000)
                .refused(2, "of the Java heap", "give fewer --episodes", "-Xmx");
        inspect("pendulum", "--policy", "mlp:46341,46341").refused(2, "more than", "narrower layers with --policy");
        inspect("pendulum", "--policy", "mlp:20000,20000")
                .refused(2, "of the Java heap", "narrower layers with --policy");
        inspect("pendulum", "--policy", "mlp:100000,100000").refused(2, "more than", "narrower layers with --policy");
        inspect("pendulum", "--episodes", 1).refused(2, "give 2 or more");
        inspect("pendulum", "--sigma", 0).refused(2, "sigma 0.0 must be above 0");
        inspect("pendulum", "--budget", "10KiB").refused(2, "the budget is 10.0 KiB");
        inspect("pendulum", "--dt", 0.1).refused(2, "add --plant");
        inspect("lorenz", "--sigma", 0.1).refused(2, "a plant alone takes no --sigma");
        inspect("pendulum", "--plant", "--integrator", "rk4").refused(2, "takes no --integrator");
        inspect("lorenz", "--parameter", "tau=1").refused(2, "no parameter 'tau'");
        inspect("pendulum", "--policy", "net").refused(2, "'net' is not a policy");
        inspect(BadTasks.class.getName() + "$Good", "--step", 39, "--horizon", 39)
                .refused(2, "step 39");
        inspect("pendulum", "--plant", "--initial", file("many.csv", "theta,thetaDot\n" + "0,1\n".repeat(17)))
                .refused(2, "give at most 16");
        Files.createDirectories(folder.resolve("full"));
        Files.writeString(folder.resolve("full").resolve("x"), "x");
        CommandLineRun.of("inspect", "lorenz", "--out", folder.resolve("full")).refused(2, "is not empty", "--out");
        CommandLineRun.of("inspect", "lorenz", "--out", folder.resolve("full").resolve("x"))
                .refused(2, "is a file");
        assertThat(folder.resolve("run0")).doesNotExist();
    }

    /** Those of tasks, too, that have the name of a plant. */
    @Test
    void everyKnownNameIsToldOnce() {
        String names = inspect("lorentz").err().replaceAll("(?s).*known are (.*), or name a class.*", "$1");
        assertThat(names.split(", ")).contains("lorenz", "pendulum").doesNotHaveDuplicates();
    }

    @Test
    void theHelpTellsHowManyTrajectoriesThereMayBe() {
        assertThat(CommandLineRun.of("inspect", "--help").done().out())
                .containsIgnoringWhitespaces("one row a trajectory, at most 16");
    }

    /** In a JVM of its own: the heap of this one has room. */
    @Test
    void aHorizonThatWouldFillTheHeapIsRefused() throws IOException, InterruptedException {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:-UsePerfData",
                        "-XX:+UseSerialGC",
                        "-Xmx64m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Main.class.getName(),
                        "inspect",
                        "henon",
                        "--horizon",
                        "200000",
                        "--out",
                        folder.resolve("run").toString())
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        String err = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(err).isEqualTo(ExitCode.WRONG_REQUEST);
        assertThat(err).contains("antipode: ", "of the Java heap", "a shorter --horizon", "-Xmx");
        assertThat(folder.resolve("run")).doesNotExist();
    }

    @Test
    void initialStatesMustBeFinite() throws IOException {
        Path initial = file("nan.csv", "theta,thetaDot\n0.1,0\n0.1,NaN\n");
        inspect("pendulum", "--plant", "--initial", initial).refused(2, "nan.csv has NaN in line 3, column 'thetaDot'");
    }

    /** x' = 2e306 for ever: what differs by a little keeps its distance, until nothing is left but infinity. */
    @Test
    void exponentsOfLostTrajectoriesAreUnknown() throws IOException {
        Path initial = file("one.csv", "x\n0\n");
        for (List<Object> more : List.of(List.<Object>of(), List.<Object>of("--initial", initial))) {
            List<Object> all = new ArrayList<>(List.of(BadTasks.Escape.class.getName(), "--seconds", 200));
            all.addAll(List.of("--horizon", 20));
            all.addAll(more);
            JsonNode lost = json(all.toArray());
            assertThat(lost.get("lyapunov").get(0).get("perStep").isNull()).isTrue();
            assertThat(lost.get("lyapunov").get(0).get("standardError").isNull())
                    .isTrue();
        }
    }

    /** Late in the first episode there is no Jacobian, since it has failed. */
    @Test
    void aStepAfterTheFailureIsRefused() {
        inspect(BadTasks.NonFinite.class.getName(), "--step", 5, "--samples", 2).refused(2, "lost in step 0");
        JsonNode lost = json(BadTasks.NonFinite.class.getName(), "--samples", 2);
        assertThat(lost.get("advice").stringValue()).contains("nothing can be said");
        assertThat(lost.get("spectralRadius").isNull()).isTrue();
        CommandLineRun lines = inspect(BadTasks.NonFinite.class.getName(), "--samples", 2);
        assertThat(lines.done().out()).contains("none known").doesNotContain("step -1");
    }
}
