package dev.antipode.controller.cli;

import static dev.antipode.controller.cli.TrainTest.train;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** {@code train --imitate}. */
class ImitateTrainTest {
    @TempDir
    Path folder;

    private static JsonNode last(CommandLineRun run) {
        return JsonMapper.builder().build().readTree(run.done().out().lines().reduce("", (_, line) -> line));
    }

    @Test
    void aRunStartsFromWhatWasLearnt() throws IOException {
        Path out = folder.resolve("run");
        JsonNode done = last(train(
                "dc-motor",
                "--imitate",
                "dc-motor-pid",
                "--generations",
                2,
                "--sigma",
                0.001,
                "--learning-rate",
                0.001,
                "--out",
                out,
                "--json"));
        assertThat(out.resolve("run.yaml"))
                .content()
                .contains("imitate: dc-motor-pid", "imitation:", "errorBefore", "errorAfter");
        assertThat(out.resolve("report.html"))
                .content()
                .contains(
                        "<td>law</td><td>imitated law dc-motor-pid", "<td>start</td><td>what was learnt from the law");
        // The law turns the shaft to its place in every episode, and so does who learnt from it.
        JsonNode start = last(
                CommandLineRun.of("evaluate", out.resolve("imitated.safetensors"), "--json", "--kernels", "scalar"));
        JsonNode law = last(CommandLineRun.of("baseline", "law", "dc-motor", "--json", "--kernels", "scalar"));
        assertThat(start.get("success").doubleValue()).isGreaterThan(0.95);
        assertThat(start.get("meanCost").doubleValue())
                .isLessThan(1.1 * law.get("meanCost").doubleValue());
        assertThat(done.get("success").doubleValue()).isGreaterThan(0.95);

        // A process that is killed before its first checkpoint goes on from what it had learnt.
        for (String name : List.of("checkpoint.safetensors", "metrics.csv", "controller.safetensors", "report.html")) {
            Files.delete(out.resolve(name));
        }
        JsonNode again = last(CommandLineRun.of("train", "--resume", out, "--json", "--quiet", "--kernels", "scalar"));
        assertThat(again.get("parameterHash")).isEqualTo(done.get("parameterHash"));
        assertThat(out.resolve("report.html")).content().contains("<td>start</td>");
    }

    @Test
    void contradictionsAreRefused() {
        Path out = folder.resolve("run");
        Object[][] requests = {
            {"--imitate", "dc-motor-pid", "--from", "controller.safetensors", "both say where training starts"},
            {"--imitate", "dc-motor-pid", "--residual", "dc-motor-pid", "starts from its law already"},
            {"--imitate", "dc-motor-pid", "--policy", "residual:dc-motor-pid:0.1:linear", "starts from its own law"},
            {"--imitate", "dc-motor-pid", "--normalisation", "running", "RANGE"},
            {"--imitate", "dc-motor-pd", "--sigma", 0.1, "there is no control law 'dc-motor-pd'"},
            {"--imitate", "pendulum-energy", "--sigma", 0.1, "but the task's is"},
            {"--imitate", "dc-motor-pid", "--budget", 10_000, "memory plan needs"},
        };
        for (Object[] request : requests) {
            train("dc-motor", "--out", out, request[0], request[1], request[2], request[3])
                    .refused(ExitCode.WRONG_REQUEST, request[4].toString());
        }
        CommandLineRun.of("train", "--resume", out, "--imitate", "dc-motor-pid")
                .refused(ExitCode.WRONG_REQUEST, "leave out the other settings");
        assertThat(out).doesNotExist();
    }
}
