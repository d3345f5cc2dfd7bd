package dev.antipode.controller.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.antipode.controller.Antipode;
import dev.antipode.controller.hil.plan.DefaultPlan;
import dev.antipode.controller.policy.TrainablePolicy;
import dev.antipode.controller.store.ControllerFile;
import dev.antipode.controller.store.TrainingRecord;
import dev.antipode.controller.train.LearningSettings;
import dev.antipode.controller.train.TrainedController;
import dev.antipode.core.kernel.Arithmetic;
import dev.antipode.core.memory.Precision;
import dev.antipode.sim.Registry;
import dev.antipode.sim.Signal;
import dev.antipode.sim.TaskModel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.HdrHistogram.EncodableHistogram;
import org.HdrHistogram.HistogramLogReader;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Element;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The command {@code hil test}, over the plant in this process. */
class HilTestTest {
    private static final ClassLoader LOADER = HilTestTest.class.getClassLoader();
    private static final JsonMapper JSON = JsonMapper.builder().build();

    @TempDir
    Path folder;

    private Path file;

    /** The PID for the motor's angle with the gains that were tuned by hand. */
    @BeforeEach
    void controller() throws IOException {
        TaskModel task = Registry.load(LOADER).task("dc-motor");
        TrainablePolicy policy = Antipode.policy("law:dc-motor-pid", LOADER).forTask(task);
        TrainedController controller = new TrainedController(
                task.name(),
                task.fingerprint(),
                task.timing(),
                task.observations(),
                task.plant().inputs(),
                policy.text(),
                policy.fingerprint(),
                policy.tensors(),
                Precision.F32,
                Arithmetic.FUSED,
                policy.initialParameters(1),
                task.observations().stream().mapToDouble(Signal::middle).toArray(),
                task.observations().stream().mapToDouble(o -> 1 / o.halfWidth()).toArray());
        TrainingRecord record =
                new TrainingRecord("test", LearningSettings.defaults().toMap(), 0, -1, 0, 0, Double.NaN, Double.NaN);
        file = folder.resolve("controller.safetensors");
        new ControllerFile(controller, record).write(file);
    }

    private Path plan(String text) throws IOException {
        Path plan = folder.resolve("plan.yaml");
        Files.writeString(plan, text);
        return plan;
    }

    private CommandLineRun test(Path plan, Path out, Object... more) {
        List<Object> words = new ArrayList<>(
                List.of("hil", "test", file, "--plan", plan, "--out", out, "--kernels", "scalar", "--quiet"));
        words.addAll(List.of(more));
        return CommandLineRun.of(words.toArray());
    }

    @Test
    void theDefaultPlan() throws IOException {
        CommandLineRun run = CommandLineRun.of("hil", "test", file, "--out", folder.resolve("out"));
        System.out.println(run.out() + run.err());
    }
}
