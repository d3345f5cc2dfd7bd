package dev.antipode.controller.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.antipode.controller.hil.fmi.FmiVersion;
import dev.antipode.controller.hil.fmi.TestFmu;
import dev.antipode.controller.hil.train.HardwareGeneration;
import dev.antipode.controller.hil.train.HardwareLog;
import dev.antipode.controller.store.ControllerFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** {@code train --link}. */
class HardwareTrainTest {
    @TempDir
    Path folder;

    private static CommandLineRun train(Object... arguments) {
        return CommandLineRun.of(
                Stream.concat(Stream.of("train", "--kernels", "scalar", "--json", "--quiet"), Stream.of(arguments))
                        .toArray());
    }

    private static List<JsonNode> lines(CommandLineRun run) {
        JsonMapper mapper = JsonMapper.builder().build();
        return run.done().out().lines().map(mapper::readTree).toList();
    }

    private static JsonNode last(CommandLineRun run) {
        return lines(run).getLast();
    }

    /** The budget cuts the run in the middle of a generation; with more, it goes on to the bits of one that was not cut. */
    @Test
    void aRunOnAPlantIsCutByItsBudgetAndGoesOn() throws IOException {
        Path cut = folder.resolve("cut");
        Path whole = folder.resolve("whole");
        CommandLineRun first =
                train("dc-motor", "--link", "task:", "--generations", "2", "--max-episodes", "37", "--out", cut);
        JsonNode done = last(first);
        assertThat(done.get("outcome").stringValue()).isEqualTo("budget");
        assertThat(done.get("sentence").stringValue()).contains("the budget of 37 episodes is spent");
        assertThat(done.get("episodes").longValue()).isEqualTo(36);
        assertThat(cut.resolve("controller.safetensors")).exists();
        List<JsonNode> all = lines(train("dc-motor", "--link", "task:", "--generations", "2", "--out", whole));
        assertThat(all).hasSize(3);
        assertThat(all.getFirst().get("plannedEpisodes").longValue()).isEqualTo(8 + 2 * 16 + 8);
        JsonNode resumed = last(train("--resume", cut, "--max-episodes", "100"));
        assertThat(resumed.get("outcome").stringValue()).isEqualTo("completed");
        assertThat(resumed.get("parameterHash")).isEqualTo(all.getLast().get("parameterHash"));
        assertThat(Files.readString(cut.resolve("metrics.csv")).lines()).hasSize(3);
        assertThat(HardwareLog.read(cut.resolve("plant.csv")))
                .extracting(HardwareGeneration::generation)
                .containsExactly(0, 1);
        assertThat(Files.readString(cut.resolve("report.html")))
                .contains("dc-motor: training on a plant", "What became of each update", "task:", "all 2 generations");
        CommandLineRun evaluated = CommandLineRun.of(
                        "evaluate", cut.resolve("controller.safetensors"), "--episodes", "16")
                .done();
        assertThat(evaluated.out()).contains("dc-motor");
    }

    /** An FMU knows no cost: it is said what one is; it begins its episodes itself. */
    @Test
    void anFmuIsTrainedOn() throws IOException {
        Path fmu = TestFmu.build(folder, FmiVersion.FMI_3);
        Path out = folder.resolve("fmu");
        JsonNode done = last(train(
                "pendulum",
                "--link",
                "fmu:" + fmu,
                "--policy",
                "linear",
                "--generations",
                "2",
                "--population",
                "4",
                "--cost",
                "sinTheta=1,cosTheta=1@1,thetaDot=0.01",
                "--out",
                out));
        assertThat(done.get("outcome").stringValue()).isEqualTo("completed");
        assertThat(done.get("cost").doubleValue()).isPositive();
        // The same start every time: nothing is left to chance.
        assertThat(done.get("noise").doubleValue()).isZero();
        assertThat(ControllerFile.read(out.resolve("controller.safetensors"))
                        .training()
                        .validationCost())
                .isEqualTo(done.get("cost").doubleValue());
        train("pendulum", "--link", "fmu:" + fmu, "--generations", "1", "--out", folder.resolve("none"))
                .refused(1, "does not tell what its ticks cost", "--cost NAME=WEIGHT");
    }

    /** An FMU that takes its state back begins its episodes by that, one that cannot by a reset: the same episodes, the same bits. */
    @Test
    void anFmuIsTrainedOnWithItsStateRestoredOrReset() throws IOException {
        Path keeping = TestFmu.build(folder, FmiVersion.FMI_3);
        Path forgetful = TestFmu.buildDescribed(
                folder, FmiVersion.FMI_3, TestFmu.text("pendulum3.xml").replace("canGetAndSetFMUState=\"true\"", ""));
        assertThat(forgetful).isNotEqualTo(keeping);
        List<String> hashes = new ArrayList<>();
        for (Path fmu : List.of(keeping, forgetful)) {
            JsonNode done = last(train(
                    "pendulum",
                    "--link",
                    "fmu:" + fmu,
                    "--policy",
                    "linear",
                    "--generations",
                    "1",
                    "--population",
                    "4",
                    "--cost",
                    "sinTheta=1,cosTheta=1@1,thetaDot=0.01",
                    "--out",
                    folder.resolve("run" + hashes.size())));
            assertThat(done.get("noise").doubleValue()).isZero();
            hashes.add(done.get("parameterHash").stringValue());
        }
        assertThat(hashes.get(1)).isEqualTo(hashes.get(0));
    }

    @Test
    void wrongRequestsAreRefusedInOneSentence() {
        train("dc-motor", "--max-episodes", "5").refused(2, "is for training on a plant", "--link");
        Path none = folder.resolve("none");
        String[][] wrong = {
            {"--envelope", "sped=0:1", "did you mean 'speed'?"},
            {"--cost", "volts=1", "there is no measurement or command 'volts'"},
            {"--max-episodes", "20", "20 episodes is not enough"},
            {"--max-episodes", "many", "'many' for 'maxEpisodes' is not a number"},
            {"--max-minutes", "0", "0.0 minutes must be above 0"},
            {"--safe", "99", "outside of its range"},
            {"--estimator", "snes", "not by 'snes"},
            {"--imitate", "dc-motor-pid", "--imitate learns in the simulator"},
            {"--missing", "0", "must be at least 1"}
        };
        for (String[] request : wrong) {
            train("dc-motor", "--link", "task:", "--out", none, request[0], request[1])
                    .refused(2, request[2]);
            assertThat(none).doesNotExist();
        }
        train("dc-motor", "--link", "teleport:", "--out", none).refused(2, "names no kind of link");
    }

    @Test
    void whatARunWasBegunWithCannotBeChanged() {
        Path out = folder.resolve("run");
        train("dc-motor", "--link", "task:", "--generations", "1", "--population", "2", "--out", out)
                .done();
        train("--resume", out, "--envelope", "speed=0:1").refused(2, "'envelope' was given", "only --link");
        assertThat(last(train("--resume", out, "--link", "task:dc-motor"))
                        .get("outcome")
                        .stringValue())
                .isEqualTo("completed");
    }
}
