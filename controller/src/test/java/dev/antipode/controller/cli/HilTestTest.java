package dev.antipode.controller.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.antipode.controller.hil.plan.DefaultPlan;
import dev.antipode.controller.law.DcMotorPid;
import dev.antipode.controller.law.LawPolicy;
import dev.antipode.controller.law.Laws;
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
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.DatagramChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
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
        LawPolicy policy = LawPolicy.of(new DcMotorPid(), task);
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
                policy.parameters(Laws.handTuned("dc-motor").orElseThrow().gains()),
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

    private static JsonNode last(CommandLineRun run) {
        return JSON.readTree(run.out().lines().reduce((a, b) -> b).orElseThrow());
    }

    /** A controller that is sound keeps to the plan that is run where none is given. */
    @Test
    void aSoundControllerKeepsToTheDefaultPlan() throws IOException {
        Path out = folder.resolve("out");
        CommandLineRun run = CommandLineRun.of("hil", "test", file, "--out", out, "--kernels", "scalar");
        assertThat(run.code()).as(run.out() + run.err()).isZero();
        assertThat(run.out())
                .contains("nominal ", "sensor noise ", "the heap is under pressure ", " 0 failed, 0 broke off")
                .contains("simulator        largest difference 0.00, root mean square 0.00 half ranges")
                // The motor never asks for as much as weak and slow actuators would refuse.
                .contains("23 passed, 0 failed, 0 broke off, 2 not run or not judged");
        assertThat(run.err()).contains("case 25 of 25").contains("s left");
        assertThat(Files.readString(out.resolve("plan.yaml"))).isEqualTo(DefaultPlan.text());
        String page = Files.readString(out.resolve("report.html"));
        assertThat(page).contains("<svg", "Simulator against link", "parameter hash", "without faults", "time source");
        assertThat(page).doesNotContain("http://", "https://", "<script", "NaN");
    }

    private static final String SHORT = """
            version: 1
            nominal: {episodes: 2, seconds: 1, require: {lost: 0 %, maxDifference: 0}}
            cases:
              - name: loss & <noise>
                faults: [drop: {p: 20 %}, sensor-noise: {deviation: 1 %}]
                require: {lost: 0 %}
              - name: cannot be
                faults: [sensor-bias: {by: 20 %}]
                require: {costRatio: 0.01, lost: 0 %}
            """;

    @Test
    void aBrokenCriterionEndsWithOneAndEveryReportSaysSo() throws Exception {
        Path out = folder.resolve("out");
        CommandLineRun run = test(plan(SHORT), out, "--json", "--flight-recorder");
        assertThat(run.code()).isEqualTo(ExitCode.FAILED);
        assertThat(run.err().lines().toList()).singleElement().asString().contains("1 failed", "of 3 cases");
        List<JsonNode> lines = run.out().lines().map(JSON::readTree).toList();
        assertThat(lines).hasSize(4);
        assertThat(lines.get(1).get("case").stringValue()).isEqualTo("loss & <noise>");
        assertThat(lines.get(1).get("verdict").stringValue()).isEqualTo("passed");
        assertThat(lines.get(2).get("verdict").stringValue()).isEqualTo("failed");
        assertThat(lines.get(3).get("passed").booleanValue()).isFalse();
        assertThat(lines.get(3).get("failedCases").intValue()).isEqualTo(1);

        JsonNode report = JSON.readTree(Files.readString(out.resolve("report.json")));
        assertThat(report.get("passed").booleanValue()).isFalse();
        assertThat(report.get("cases").size()).isEqualTo(3);
        assertThat(report.get("configuration").get("parameter hash").stringValue())
                .isNotEmpty();
        assertThat(report.get("device").has("Java")).isTrue();
        assertThat(report.get("simulatorDifference").get("max").doubleValue()).isZero();
        assertThat(report.get("jvm").get("dev.antipode.LoopWindow").get("count").intValue())
                .isPositive();
        JsonNode loop = report.get("cases").get(1).get("loop");
        assertThat(loop.get("computeTime").propertyNames())
                .containsExactly("count", "p50Nanos", "p99Nanos", "p999Nanos", "p9999Nanos", "worstNanos");
        assertThat(loop.get("faults").get("missingMeasurement").intValue()).isPositive();
        JsonNode signal =
                report.get("cases").get(0).get("control").get("signals").get(0);
        assertThat(signal.get("signal").stringValue()).isEqualTo("error");
        assertThat(signal.get("iae").doubleValue()).isPositive();
        assertThat(signal.get("riseSeconds").doubleValue()).isPositive();

        Element suite = DocumentBuilderFactory.newDefaultInstance()
                .newDocumentBuilder()
                .parse(out.resolve("junit.xml").toFile())
                .getDocumentElement();
        assertThat(suite.getTagName()).isEqualTo("testsuite");
        assertThat(suite.getAttribute("tests")).isEqualTo("3");
        assertThat(suite.getAttribute("failures")).isEqualTo("1");
        assertThat(suite.getElementsByTagName("testcase").getLength()).isEqualTo(3);
        Element loss = (Element) suite.getElementsByTagName("testcase").item(1);
        assertThat(loss.getAttribute("name")).isEqualTo("loss & <noise>");
        Element failure = (Element) suite.getElementsByTagName("failure").item(0);
        assertThat(failure.getAttribute("message")).contains("costRatio", "required at most 0.01");

        try (HistogramLogReader reader =
                new HistogramLogReader(out.resolve("01-loss-noise.hlog").toFile())) {
            List<String> tags = new ArrayList<>();
            while (reader.hasNext()) {
                EncodableHistogram histogram = reader.nextIntervalHistogram();
                tags.add(histogram.getTag());
            }
            assertThat(tags).containsExactly("wake-up-latency", "compute-time", "period", "round-trip");
        }
    }

    @Test
    void wrongRequestsAreRefusedInOneSentence() throws IOException {
        Path good = plan(SHORT);
        Path out = folder.resolve("out");
        test(good, folder).refused(ExitCode.WRONG_REQUEST, "is not empty");
        test(folder.resolve("none.yaml"), out).refused(ExitCode.WRONG_REQUEST, "there is no plan", "--write-plan");
        test(good, out, "--link", "smoke:1").refused(ExitCode.WRONG_REQUEST, "names no kind of link");
        test(good, out, "--timeout", "-1").refused(ExitCode.WRONG_REQUEST, "--timeout -1.0");
        test(good, out, "--safe", "1,2").refused(ExitCode.WRONG_REQUEST, "--safe has 2 numbers");
        CommandLineRun.of("hil", "test").refused(ExitCode.WRONG_REQUEST, "hil test needs a controller");
        Path bad = plan(SHORT.replace("sensor-noise", "sensor-nose"));
        test(bad, out)
                .refused(
                        ExitCode.WRONG_REQUEST,
                        "plan.yaml:5: there is no fault 'sensor-nose'; did you mean 'sensor-noise'?");
        bad = plan(SHORT.replace("sensor-noise: {deviation: 1 %}", "sensor-noise: {deviation: -1 %}"));
        test(bad, out).refused(ExitCode.WRONG_REQUEST, "plan.yaml:5", "deviation", "is -1 % but must be at least 0");
        Files.write(bad, new byte[] {(byte) 0xff, 'a'});
        test(bad, out).refused(ExitCode.WRONG_REQUEST, "no text in UTF-8");
        assertThat(Files.exists(out)).as("what is refused leaves no folder").isFalse();
    }

    /** Nothing was run, so no check has failed: the same code from both commands. */
    @Test
    void aPlantThatDoesNotAnswerIsAWrongRequest() throws IOException {
        Path out = folder.resolve("out");
        try (DatagramChannel mute = DatagramChannel.open()) {
            mute.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
            int port = ((InetSocketAddress) mute.getLocalAddress()).getPort();
            String link = "udp:localhost:" + port;
            CompletableFuture<CommandLineRun> run = CompletableFuture.supplyAsync(
                    () -> CommandLineRun.of("run", file, "--link", link, "--kernels", "scalar"));
            CommandLineRun test = test(plan(SHORT), out, "--link", link);
            for (CommandLineRun end : List.of(test, run.join())) {
                end.refused(ExitCode.WRONG_REQUEST, "no plant answers at localhost:" + port, "hil serve");
            }
        }
        assertThat(out).doesNotExist();
    }

    @Test
    void thePlanToStartFromAndTheFaultsThereAre() throws IOException {
        Path mine = folder.resolve("mine.yaml");
        CommandLineRun.of("hil", "test", "--write-plan", mine).done();
        assertThat(Files.readString(mine)).isEqualTo(DefaultPlan.text());
        CommandLineRun.of("hil", "test", "--write-plan", mine).refused(ExitCode.WRONG_REQUEST, "exists already");
        Path second = folder.resolve("second.yaml");
        JsonNode written = last(CommandLineRun.of("hil", "test", "--write-plan", second, "--json")
                .done());
        assertThat(written.get("plan").stringValue()).isEqualTo(second.toString());
        assertThat(CommandLineRun.of("hil", "test", "--faults").done().out()).contains("drop  ", "memory-pressure  ");
        JsonNode faults =
                last(CommandLineRun.of("hil", "test", "--faults", "--json").done());
        assertThat(faults.get("faults").size()).isEqualTo(22);
    }
}
