package dev.antipode.controller.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class TimingsTest {
    @TempDir
    Path folder;

    @Test
    void everyStageOfAStartIsTimedInItsOrder() {
        CommandLineRun run = CommandLineRun.of(
                        "train",
                        "cart-pole",
                        "--generations",
                        "2",
                        "--population",
                        "4",
                        "--episodes",
                        "2",
                        "--kernels",
                        "scalar",
                        "--timings",
                        "--json",
                        "--quiet",
                        "--out",
                        folder.resolve("run"))
                .done();
        JsonNode done = JsonMapper.shared().readTree(run.out().lines().toList().getLast());
        List<String> stages = new ArrayList<>();
        double before = 0;
        for (JsonNode mark : done.get("timings")) {
            stages.add(mark.get("stage").asString());
            assertThat(mark.get("wallSeconds").asDouble()).isGreaterThanOrEqualTo(before);
            assertThat(mark.get("cpuSeconds").asDouble()).isPositive();
            assertThat(mark.get("garbageBytes").asLong()).isPositive();
            before = mark.get("wallSeconds").asDouble();
        }
        // Scalar kernels are at their full speed whenever the waiting thread looks.
        assertThat(stages).contains("every kernel at full speed");
        stages.remove("every kernel at full speed");
        assertThat(stages)
                .containsExactly(
                        "command known",
                        "device known",
                        "task lifted",
                        "loop compiled",
                        "ready to step",
                        "first generation",
                        "generation at full speed",
                        "report written");
        assertThat(run.err()).contains("largest resident memory");
    }
}
