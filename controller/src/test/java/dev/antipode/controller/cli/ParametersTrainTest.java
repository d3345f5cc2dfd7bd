package dev.antipode.controller.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.antipode.controller.store.ControllerFile;
import dev.antipode.controller.store.DistributionFile;
import dev.antipode.sim.ParameterDistribution;
import dev.antipode.sim.Registry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** {@code train --parameters}, and what later commands know of it. */
class ParametersTrainTest {
    private static final String FILE = """
            kind: parameter-distribution
            version: 1
            plant: dc-motor
            delaySeconds: 0.004
            parameters:
              - {name: torqueConstant, unit: N*m/A, value: 0.03, deviation: 0.001}
              - {name: inertia, unit: kg*m^2, value: 5e-4, deviation: 2e-5, correlations: {torqueConstant: 0.9}}
            """;

    @TempDir
    Path folder;

    private Path file(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text);
    }

    private static CommandLineRun train(Path out, Object... more) {
        List<Object> arguments = new ArrayList<>(List.of("train", "dc-motor", "--out", out));
        arguments.addAll(List.of("--population", 8, "--episodes", 4, "--validation-episodes", 16));
        arguments.addAll(List.of("--generations", 3, "--kernels", "scalar", "--json", "--quiet"));
        arguments.addAll(List.of(more));
        return CommandLineRun.of(arguments.toArray());
    }

    private static JsonNode last(CommandLineRun run) {
        return JsonMapper.builder()
                .build()
                .readTree(run.done().out().lines().toList().getLast());
    }

    private static double cost(Path controller, Object... more) {
        List<Object> arguments = new ArrayList<>(List.of("evaluate", controller, "--episodes", 32));
        arguments.addAll(List.of("--kernels", "scalar", "--json", "--quiet"));
        arguments.addAll(List.of(more));
        return last(CommandLineRun.of(arguments.toArray())).get("meanCost").doubleValue();
    }

    @Test
    void theDistributionStaysWithRunAndController() throws IOException {
        Path file = file("known.yaml", FILE);
        ParameterDistribution known = DistributionFile.read(file);
        Path run = folder.resolve("run");
        train(run, "--parameters", file).done();
        Path controller = run.resolve("controller.safetensors");
        assertThat(ControllerFile.read(controller).controller().distribution()).contains(known);
        assertThat(DistributionFile.read(run.resolve("parameters.yaml"))).isEqualTo(known);
        assertThat(Files.readString(run.resolve("report.html")))
                .contains("torqueConstant 0.03 N*m/A (deviation 0.001)");
        assertThat(ControllerFile.read(controller).controller().taskFingerprint())
                .isEqualTo(Registry.load(getClass().getClassLoader())
                        .task("dc-motor")
                        .withParameters(known)
                        .fingerprint());

        assertThat(cost(controller))
                .isEqualTo(cost(controller, "--parameters", file))
                .isNotEqualTo(cost(controller, "--parameter", "inertia=5e-4"));
        Path plan = file("plan.yaml", "version: 1\nnominal: {episodes: 1, require: {maxDifference: 0}}\n");
        Path test = folder.resolve("test");
        CommandLineRun.of("hil", "test", controller, "--out", test, "--plan", plan, "--kernels", "scalar", "--quiet")
                .done();
        assertThat(Files.readString(test.resolve("report.html"))).contains("inputs act after 0.004 s");
    }

    @Test
    void whatIsOutsideItsRangeIsRefused() throws IOException {
        Path out = folder.resolve("run");
        train(out, "--parameter", "inertia=-1e-5")
                .refused(
                        ExitCode.WRONG_REQUEST,
                        "parameter 'inertia' cannot be -1.0E-5; its declared range is [1.0E-9, Infinity]");
        train(out, "--parameter", "inductance=0")
                .refused(ExitCode.WRONG_REQUEST, "parameter 'inductance' cannot be 0.0");
        assertThat(out).doesNotExist();
    }

    @Test
    void aRunGoesOnWithNothingElse() throws IOException {
        Path file = file("known.yaml", FILE);
        Path run = folder.resolve("run");
        train(run, "--parameters", file).done();
        CommandLineRun.of("train", "--resume", run, "--parameters", file, "--kernels", "scalar", "--json", "--quiet")
                .done();
        Path other = file("other.yaml", FILE.replace("0.03", "0.031"));
        CommandLineRun.of("train", "--resume", run, "--parameters", other, "--quiet")
                .refused(ExitCode.WRONG_REQUEST, "is on another plant", "torqueConstant 0.03 N*m/A");
        Files.copy(other, run.resolve("parameters.yaml"), StandardCopyOption.REPLACE_EXISTING);
        CommandLineRun.of("train", "--resume", run, "--kernels", "scalar", "--quiet")
                .refused(ExitCode.WRONG_REQUEST, "the parameters given for it were changed since");
        Files.delete(run.resolve("parameters.yaml"));
        CommandLineRun.of("train", "--resume", run, "--quiet").refused(ExitCode.WRONG_REQUEST, "does not exist");
    }

    @Test
    void wrongRequestsAreRefusedInOneSentence() throws IOException {
        Path out = folder.resolve("none");
        refused(out, FILE.replace("name: inertia", "name: inertai"), "no parameter 'inertai'; did you mean 'inertia'?");
        refused(out, FILE.replace("plant: dc-motor", "plant: pendulum"), "which task 'dc-motor' is not on");
        refused(out, FILE.replace("plant: dc-motor", "plant: nothing"), "is of plant 'nothing'");
        refused(out, FILE.replace("kg*m^2", "kg"), "is in kg*m^2, not in kg");
        refused(out, FILE.replace("2e-5", "-2e-5"), "deviation of parameter 'inertia' is -2.0E-5");
        refused(out, FILE.replace("0.004", "0.003"), "multiple of the plant's step");
        refused(out, FILE.replace("0.004", "100"), "inputs would act after 100.0 s, but an episode ends after 2.0 s");
        refused(
                out,
                FILE + "  - {name: friction, unit: N*m*s/rad, value: 1e-4, deviation: 1e-5,"
                        + " correlations: {torqueConstant: 0.9, inertia: -0.9}}\n",
                "the covariance is not positive semidefinite");
        CommandLineRun.of("train", "dc-motor", "--parameters", folder.resolve("no.yaml"), "--quiet")
                .refused(ExitCode.WRONG_REQUEST, "no.yaml does not exist");
        CommandLineRun.of("train", "dc-motor", "--parameter", "inertai=1", "--quiet")
                .refused(ExitCode.WRONG_REQUEST, "did you mean 'inertia'?");
        CommandLineRun.of("train", "hopper", "--parameter", "friction=3", "--quiet")
                .refused(ExitCode.WRONG_REQUEST, "parameter 'friction' cannot be 3.0", "range is [0.0, 2.0]");
        CommandLineRun.of("hil", "serve", "dc-motor", "--link", "udp:0", "--parameter", "inertia=NaN", "--quiet")
                .refused(ExitCode.WRONG_REQUEST, "parameter 'inertia' cannot be NaN");
        assertThat(out).doesNotExist();
    }

    private void refused(Path out, String text, String reason) throws IOException {
        train(out, "--parameters", file("bad.yaml", text)).refused(ExitCode.WRONG_REQUEST, reason);
    }
}
