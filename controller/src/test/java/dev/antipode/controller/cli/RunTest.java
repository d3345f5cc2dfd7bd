package dev.antipode.controller.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.antipode.controller.Antipode;
import dev.antipode.controller.policy.TrainablePolicy;
import dev.antipode.controller.store.ControllerFile;
import dev.antipode.controller.store.TrainingRecord;
import dev.antipode.controller.train.LearningSettings;
import dev.antipode.controller.train.TrainedController;
import dev.antipode.core.kernel.Arithmetic;
import dev.antipode.core.memory.Precision;
import dev.antipode.profiles.ProfileWriter;
import dev.antipode.profiles.Profiles;
import dev.antipode.sim.Registry;
import dev.antipode.sim.Signal;
import dev.antipode.sim.TaskModel;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The command {@code run}. How late the loop wakes up is told, never required. */
class RunTest {
    private static final ClassLoader LOADER = RunTest.class.getClassLoader();

    @TempDir
    Path folder;

    private Path controller(String taskName, String design) throws IOException {
        return controller(folder, taskName, design);
    }

    /** Writes an untrained controller. */
    static Path controller(Path folder, String taskName, String design) throws IOException {
        TaskModel task = Registry.load(LOADER).task(taskName);
        TrainablePolicy policy = Antipode.policy(design, LOADER).forTask(task);
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
        Path file = folder.resolve("controller.safetensors");
        new ControllerFile(controller, record).write(file);
        return file;
    }

    private static JsonNode json(CommandLineRun run) {
        return JsonMapper.builder().build().readTree(run.out());
    }

    @Test
    void aRunTellsWhatHappenedAndRecordsEveryTick() throws IOException {
        Path file = controller("dc-motor", "law:dc-motor-pid");
        Path table = folder.resolve("ticks.csv");
        Path times = folder.resolve("times.hlog");
        CommandLineRun run = CommandLineRun.of(
                        "run",
                        file,
                        "--seconds",
                        "2",
                        "--kernels",
                        "scalar",
                        "--record",
                        table,
                        "--histograms",
                        times,
                        "--excite",
                        "prbs",
                        "--miss-limit",
                        "0",
                        "--watchdog",
                        "0",
                        "--json",
                        "--quiet")
                .done();
        JsonNode result = json(run);
        assertThat(result.get("outcome").stringValue()).isEqualTo("completed");
        long ticks = result.get("ticks").longValue();
        assertThat(ticks + result.get("skipped").longValue()).isEqualTo(200);
        assertThat(result.get("faultyTicks").longValue()).isZero();
        assertThat(result.get("recorded").stringValue()).isEqualTo(table.toString());
        assertThat(result.get("dropped").longValue()).isZero();
        assertThat(result.get("meanStageCost").doubleValue()).isBetween(0.0, 1.0);
        for (String name : List.of("wakeUpLatency", "computeTime", "period", "roundTrip")) {
            assertThat(result.get(name).propertyNames())
                    .containsExactly("count", "p50Nanos", "p99Nanos", "p999Nanos", "worstNanos");
        }
        List<String> lines = Files.readAllLines(table);
        assertThat(lines).hasSize((int) ticks + 1);
        assertThat(lines.get(0))
                .endsWith(
                        "stageCost,reference.angle,measurement.error,measurement.speed,command.voltage,applied.voltage");
        assertThat(Files.readString(times)).contains("Tag=wake-up-latency", "Tag=compute-time");
        assertThat(run.err()).isEmpty();
    }

    @Test
    void theSummaryIsForPeople() throws IOException {
        CommandLineRun run = CommandLineRun.of(
                        "run",
                        controller("dc-motor", "law:dc-motor-pid"),
                        "--seconds",
                        "0.5",
                        "--kernels",
                        "scalar",
                        "--miss-limit",
                        "0",
                        "--fallback",
                        "dc-motor-pid",
                        "--wait",
                        "hybrid")
                .done();
        assertThat(run.out())
                .contains(
                        "dc-motor over task:, 100.000 Hz asked for",
                        "wake-up latency  p50 ",
                        "compute time     p50 ",
                        "faults           none",
                        "bytes allocated in the loop");
    }

    @Test
    void anotherRateIsRefusedUnlessItIsPermitted() throws IOException {
        Path file = controller("dc-motor", "law:dc-motor-pid");
        CommandLineRun.of("run", file, "--rate", "200")
                .refused(ExitCode.WRONG_REQUEST, "trained at 100.000 Hz", "200.000 Hz", "--other-rate");
        JsonNode result = json(CommandLineRun.of(
                        "run",
                        file,
                        "--rate",
                        "200",
                        "--other-rate",
                        "--seconds",
                        "0.5",
                        "--kernels",
                        "scalar",
                        "--json",
                        "--miss-limit",
                        "0")
                .done());
        assertThat(result.get("requestedHertz").doubleValue()).isEqualTo(200);
        assertThat(result.get("ticks").longValue() + result.get("skipped").longValue())
                .isEqualTo(100);
    }

    /** A device that is asked for next to nothing, so that every tick is beyond it, and for no real-time scheduling. */
    private Path lameDevice() throws IOException {
        String profile = ProfileWriter.yaml(
                        Profiles.shipped("generic-x86_64-avx2").withId("lame"))
                .replace("rate: 1 kHz", "rate: 50 Hz")
                .replace("deadline: 1 ms", "deadline: 1 ns")
                .replace("jitter: 250 us", "jitter: 1 ns");
        return Files.writeString(folder.resolve("lame.yaml"), profile);
    }

    @Test
    void ticksAreHeldAgainstWhatANamedProfileAsksFor() throws IOException {
        Object[] request = {
            "run",
            controller("dc-motor", "linear"),
            "--seconds",
            "0.5",
            "--kernels",
            "scalar",
            "--miss-limit",
            "0",
            "--watchdog",
            "0",
            "--range-factor",
            "1e6",
            "--json",
            "--profile",
            lameDevice()
        };
        CommandLineRun run = CommandLineRun.of(request).done();
        JsonNode budget = json(run).get("budget");
        assertThat(budget.get("starts").longValue()).isEqualTo(45);
        assertThat(budget.get("deadlineNanos").longValue()).isEqualTo(1);
        assertThat(budget.get("lateCommands").longValue()).isEqualTo(45);
        assertThat(budget.get("lateStarts").longValue()).isPositive();
        assertThat(run.err()).contains("The profile lame asks its device for 50.0000 Hz at most");
        List<Object> more = new ArrayList<>(List.of(request));
        more.addAll(List.of("--deadline", "9000", "--jitter", "10000"));
        budget = json(CommandLineRun.of(more.toArray()).done()).get("budget");
        assertThat(budget.get("deadlineNanos").longValue()).isEqualTo(9_000_000);
        assertThat(budget.get("jitterNanos").longValue()).isEqualTo(10_000_000);
    }

    /** Whether it is granted depends on who runs this; what is not is said before the loop begins, and the loop runs. */
    @Test
    void theSchedulingOfANamedProfileIsAskedForOrSaidToBeLeftOut() throws IOException {
        Object[] request = {
            "run",
            controller("dc-motor", "linear"),
            "--seconds",
            "0.1",
            "--kernels",
            "scalar",
            "--miss-limit",
            "0",
            "--watchdog",
            "0",
            "--profile",
            "raspberry-pi-5"
        };
        CommandLineRun run = CommandLineRun.of(request).done();
        assertThat(run.err())
                .contains("raspberry-pi-5 has", "--fifo 80", "--cpu 3")
                .doesNotContain("Not granted");
        assertThat(run.out()).contains("late starts      ", "late commands    ");
        List<Object> more = new ArrayList<>(List.of(request));
        more.addAll(List.of("--fifo", "0", "--cpu", "any"));
        assertThat(CommandLineRun.of(more.toArray()).done().err()).doesNotContain("--fifo", "--cpu");
    }

    @Test
    void wrongRequestsAreRefusedInOneSentence() throws IOException {
        Path file = controller("dc-motor", "linear");
        Path precious = Files.writeString(folder.resolve("precious.csv"), "measured yesterday");
        String[][] wrong = {
            {"--link", "smoke:signals", "'smoke:signals' names no kind of link", "task:NAME"},
            {"--link", "task:pendulum", "command 1 of the controller is 'voltage'", "'torque'"},
            {"--link", "task:dc-moter", "did you mean 'dc-motor'"},
            {"--safe", "1,2", "--safe has 2 numbers", "voltage"},
            {"--safe", "99", "outside of its range"},
            {"--fifo", "100", "priority 100 must be from 1 to 99"},
            {"--record", folder.resolve("ticks.txt").toString(), "neither a .csv nor a .mcap"},
            {"--record", folder.resolve("no/such/folder.csv").toString(), "there is no folder", "--record"},
            {"--record", precious.toString(), "exists already", "another file"},
            {"--histograms", precious.toString(), "exists already", "another file"},
            {"--histograms", folder.resolve("no/such/times.hlog").toString(), "there is no folder", "--histograms"},
            {"--seconds", "-1", "at least 0"},
            {"--watchdog", "-1", "--watchdog -1.0 ms must be above 0, or 0 for no limit"},
            {"--cpu", "-1", "--cpu", "'-1' must be the number of a processor, at least 0, or 'any'"},
            {"--cpu", "one", "'one' must be the number of a processor"},
            {"--deadline", "0", "--deadline 0.0 must be above 0 microseconds and at most the period, 10.0 ms"},
            {"--jitter", "20000", "--jitter 20000.0 must be above 0 microseconds and at most the period, 10.0 ms"},
            {"--jitter", "NaN", "--jitter NaN must be above 0"},
            {"--rate", "0", "must be above 0"},
            {"--fallback", "magic", "magic"},
            {"--amplitude", "0.2", "--amplitude does nothing without --excite KIND; add it, or leave out --amplitude"},
            {"--ring", "65536", "--ring does nothing without --record FILE or --dump FOLDER"},
            {"--keep", "better.safetensors", "--keep does nothing without --train"},
            {"--train-threads", "2", "--train-threads does nothing without --train"},
            {"--train-budget", "1MiB", "--train-budget does nothing without --train"},
            {"--train-threads=1", "--keep=a", "--train-threads and --keep do nothing without --train"},
            {"--other-rate", "--quiet", "--other-rate does nothing without --rate HERTZ"},
        };
        for (String[] words : wrong) {
            CommandLineRun run = CommandLineRun.of("run", file, words[0], words[1], "--kernels", "scalar");
            run.refused(ExitCode.WRONG_REQUEST, java.util.Arrays.copyOfRange(words, 2, words.length));
        }
        assertThat(precious).hasContent("measured yesterday");
    }

    /** A measurement out of range from the first tick on: the loop ends in the safe action, and says so. */
    @Test
    void aLoopThatEndsInTheSafeActionHasFailed() throws IOException {
        CommandLineRun run = CommandLineRun.of(
                "run",
                controller("dc-motor", "linear"),
                "--seconds",
                "0.5",
                "--kernels",
                "scalar",
                "--range-factor",
                "1e-9",
                "--dump",
                folder.resolve("dumps"),
                "--quiet");
        assertThat(run.code()).isEqualTo(ExitCode.FAILED);
        assertThat(run.err()).contains("ended in the safe action").contains("measurement out of range");
        assertThat(run.out()).contains("safe action");
        try (var files = Files.list(folder.resolve("dumps"))) {
            assertThat(files).hasSize(1);
        }
    }

    /** Training beside the loop: no tick is lost unaccounted, whatever the load; what was missed without and with it is told. */
    @Test
    void theLoopRunsOnWhileTheControllerIsTrained() throws IOException {
        Path file = controller("dc-motor", "linear");
        JsonNode result = json(CommandLineRun.of(
                        "run",
                        file,
                        "--seconds",
                        "12",
                        "--kernels",
                        "scalar",
                        "--train",
                        "--miss-limit",
                        "0",
                        "--watchdog",
                        "0",
                        // Where the plant is in the last tick depends on the load, and is not what this is about.
                        "--range-factor",
                        "1e6",
                        "--json",
                        "--quiet")
                .done());
        assertThat(result.get("outcome").stringValue()).isEqualTo("completed");
        assertThat(result.get("ticks").longValue() + result.get("skipped").longValue())
                .isEqualTo(1200);
        JsonNode training = result.get("training");
        assertThat(training.get("ticksWithout").longValue()
                        + training.get("ticksWith").longValue())
                .isEqualTo(1200);
        assertThat(training.get("missedWithout").longValue()
                        + training.get("missedWith").longValue())
                .isEqualTo(result.get("missed").longValue());
        long live = training.get("wentLive").longValue();
        assertThat(training.get("offered").longValue()).isBetween(live, live + 1);
        long kept = training.get("kept").longValue();
        assertThat(kept + training.get("rolledBack").longValue()).isBetween(live - 1, live);
        Path saved = folder.resolve("controller-live.safetensors");
        assertThat(Files.exists(saved)).isEqualTo(kept > 0);
        if (kept > 0) {
            ControllerFile better = ControllerFile.read(saved);
            assertThat(better.training().validationCost())
                    .isEqualTo(better.training().validationCost());
            CommandLineRun.of("evaluate", saved, "--episodes", "64", "--kernels", "scalar")
                    .done();
        }
    }

    /** However long the first generation takes: the loop, which has no end, runs on until it is there, and is then ended. */
    @Test
    void theTrainingGoesOnWhileTheLoopRuns() throws Exception {
        Path file = controller("dc-motor", "linear");
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        AtomicInteger code = new AtomicInteger(-1);
        Console console = new Console(
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8),
                false);
        String[] arguments = {
            "run",
            file.toString(),
            "--seconds",
            "0",
            "--rate",
            "1000",
            "--other-rate",
            "--kernels",
            "scalar",
            "--train",
            "--miss-limit",
            "0",
            "--watchdog",
            "0",
            "--range-factor",
            "1e6",
            "--json"
        };
        Thread command = Thread.ofPlatform().start(() -> code.set(Main.execute(console, arguments)));
        Pattern trained = Pattern.compile("tick (\\d+), .* [1-9]\\d* generations trained");
        while (command.isAlive()
                && !trained.matcher(err.toString(StandardCharsets.UTF_8)).find()) {
            command.join(50);
        }
        Matcher told = trained.matcher(err.toString(StandardCharsets.UTF_8));
        assertThat(told.find()).as(err.toString(StandardCharsets.UTF_8)).isTrue();
        command.interrupt();
        command.join();
        assertThat(code).as(err.toString(StandardCharsets.UTF_8)).hasValue(0);
        JsonNode result = json(new CommandLineRun(0, out.toString(StandardCharsets.UTF_8), ""));
        assertThat(result.get("outcome").stringValue()).isEqualTo("stopped");
        long ticks = result.get("ticks").longValue() + result.get("skipped").longValue();
        JsonNode training = result.get("training");
        assertThat(training.get("generations").longValue()).isPositive();
        long without = training.get("ticksWithout").longValue();
        assertThat(without).isGreaterThanOrEqualTo(1000);
        assertThat(Long.parseLong(told.group(1))).isBetween(without + 1, ticks);
        assertThat(without + training.get("ticksWith").longValue()).isEqualTo(ticks);
    }
}
