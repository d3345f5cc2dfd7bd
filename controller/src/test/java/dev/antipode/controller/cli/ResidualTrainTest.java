package dev.antipode.controller.cli;

import static dev.antipode.controller.cli.TrainTest.train;
import static org.assertj.core.api.Assertions.assertThat;

import dev.antipode.controller.law.DcMotorPid;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** {@code train --residual}. */
class ResidualTrainTest {
    @TempDir
    Path folder;

    private static JsonNode last(CommandLineRun run) {
        return JsonMapper.builder().build().readTree(run.done().out().lines().reduce("", (_, line) -> line));
    }

    /** Its folder says what was trained, so that it goes on and is judged without being told again. */
    @Test
    void aRunGoesOnAndIsJudged() {
        Path out = folder.resolve("run");
        JsonNode done = last(train(
                "dc-motor",
                "--residual",
                "dc-motor-pid",
                "--policy",
                "mlp:4:tanh",
                "--generations",
                3,
                "--out",
                out,
                "--json"));
        assertThat(out.resolve("run.yaml")).content().contains("policy: residual:dc-motor-pid:0.3:mlp:4:tanh");
        JsonNode again = last(CommandLineRun.of("train", "--resume", out, "--json", "--quiet", "--kernels", "scalar"));
        assertThat(again.get("parameterHash")).isEqualTo(done.get("parameterHash"));
        JsonNode judged = last(
                CommandLineRun.of("evaluate", out.resolve("controller.safetensors"), "--json", "--kernels", "scalar"));
        assertThat(judged.get("success")).isEqualTo(done.get("success"));
        // By its class, with another bound, from where the first run ended: another policy.
        train(
                        "dc-motor",
                        "--residual",
                        DcMotorPid.class.getName(),
                        "--authority",
                        0.5,
                        "--policy",
                        "mlp:4:tanh",
                        "--from",
                        out.resolve("controller.safetensors"),
                        "--out",
                        folder.resolve("wider"))
                .refused(ExitCode.WRONG_REQUEST, "has the policy");
    }

    @Test
    void contradictionsAreRefused() {
        Path out = folder.resolve("run");
        Object[][] requests = {
            {"--residual", "dc-motor-pid", "--policy", "law:dc-motor-pid", "is a law itself"},
            {"--residual", "dc-motor-pid", "--policy", "residual:dc-motor-pid:0.1:linear", "is a law itself"},
            {"--residual", "dc-motor-pid", "--authority", 0, "above 0 and at most 1"},
            {"--residual", "dc-motor-pid", "--authority", 1.01, "above 0 and at most 1"},
            {"--policy", "linear", "--authority", 0.3, "--residual"},
            {"--residual", "dc-motor-pd", "--authority", 0.3, "there is no control law 'dc-motor-pd'"},
            {"--residual", "pendulum-energy", "--authority", 0.3, "but the task's is"},
            {"--residual", "dc-motor-pid", "--normalisation", "running", "RANGE"},
        };
        for (Object[] request : requests) {
            train("dc-motor", "--out", out, request[0], request[1], request[2], request[3])
                    .refused(ExitCode.WRONG_REQUEST, request[4].toString());
        }
        CommandLineRun.of("train", "--resume", out, "--residual", "dc-motor-pid")
                .refused(ExitCode.WRONG_REQUEST, "leave out the other settings");
        assertThat(out).doesNotExist();
    }
}
