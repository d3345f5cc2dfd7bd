package dev.antipode.controller.cli;

import dev.antipode.controller.hil.Link;
import dev.antipode.controller.hil.fault.FaultContext;
import dev.antipode.controller.hil.fault.FaultKind;
import dev.antipode.controller.hil.fault.FaultKinds;
import dev.antipode.controller.hil.plan.DefaultPlan;
import dev.antipode.controller.hil.plan.PlanReader;
import dev.antipode.controller.hil.plan.TestPlan;
import dev.antipode.controller.store.AtomicFile;
import dev.antipode.controller.train.ExecutionSettings;
import dev.antipode.controller.train.TrainedController;
import dev.antipode.profiles.DeviceProfile;
import dev.antipode.sim.TaskModel;
import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code antipode hil test}. */
@Command(
        name = "test",
        mixinStandardHelpOptions = true,
        description = {
            "Tests a saved controller against a plant on a link: nominal episodes, then faults, each with what it must keep to.",
            "Ends with 0 if all of it holds, 1 if something does not, 2 if nothing could be tested: the request was wrong, or "
                    + "no plant answers."
        })
final class HilTestCommand implements Callable<Integer> {
    private static final String PLAN = "--write-plan";

    private final Console console;

    @Mixin
    private CommonOptions common;

    @Mixin
    private ServiceOptions service;

    @Parameters(index = "0", arity = "0..1", paramLabel = "FILE", description = "A controller.safetensors.")
    private Path file;

    @Option(
            names = "--plan",
            paramLabel = "PLAN.yaml",
            description = "What to test. Default: the plan that " + PLAN + " writes.")
    private Path plan;

    @Option(
            names = PLAN,
            paramLabel = "FILE",
            description = "Write the default plan, to start from, and do nothing else.")
    private Path writePlan;

    @Option(names = "--faults", description = "List the kinds of faults and their keys, and do nothing else.")
    private boolean faults;

    @Option(
            names = "--out",
            paramLabel = "FOLDER",
            description = "Where the report goes. Default: runs/hil-TASK-<time>.")
    private Path out;

    @Option(
            names = "--real-time",
            description = "Run every case by the clock, also where the plant would wait for the controller.")
    private boolean byTheClock;

    @Option(
            names = "--flight-recorder",
            description =
                    "Record what the JVM does meanwhile (pauses, safepoints, compilations) into test.jfr of the report.")
    private boolean flightRecorder;

    HilTestCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws IOException {
        if (faults) {
            return list();
        }
        if (writePlan != null) {
            return write();
        }
        if (file == null) {
            throw new RequestException("hil test needs a controller; give a controller.safetensors");
        }
        Deployed deployed = Deployed.load(file, common);
        TestPlan read = plan(deployed);
        DeviceProfile profile = Host.profile(common, console);
        TrainedController controller = deployed.controller();
        ExecutionSettings execution = service.device.settings(profile, controller.arithmetic());
        Path folder = out == null ? RunNames.folder("hil-" + deployed.task().name()) : out;
        long seed = read.seed().orElse(common.seed);
        double period = controller.timing().periodSeconds();
        try (Link plant = service.open(deployed, execution, period, seed);
                Link simulator = ServiceOptions.simulator(deployed, execution, period, seed)) {
            return new HilTestRun(console, common, deployed, file, profile, execution, folder, service)
                    .run(read, plant, simulator, seed, byTheClock, flightRecorder);
        }
    }

    private int list() {
        Map<String, FaultKind> kinds = FaultKinds.all(UserJars.loader(common.classpath));
        if (common.json) {
            Map<String, Object> map = new LinkedHashMap<>();
            kinds.forEach((name, kind) -> map.put(name, kind.usage()));
            console.json(Map.of("faults", map));
        } else {
            kinds.forEach(
                    (name, kind) -> console.out().print(String.format(Locale.ROOT, "%-22s%s%n", name, kind.usage())));
            console.out().flush();
        }
        return ExitCode.DONE;
    }

    private int write() throws IOException {
        NewFile.require(PLAN, writePlan);
        AtomicFile.write(writePlan, DefaultPlan.text().getBytes(StandardCharsets.UTF_8));
        console.say(common, "Wrote " + writePlan + ".");
        if (common.json) {
            console.json(Map.of("plan", writePlan.toString()));
        }
        return ExitCode.DONE;
    }

    private TestPlan plan(Deployed deployed) throws IOException {
        TaskModel task = deployed.task();
        FaultContext context = new FaultContext(
                deployed.controller().observations(),
                deployed.controller().inputs(),
                task.plant().parameters(),
                task.timing().periodSeconds(),
                task.timing().horizonSteps());
        PlanReader reader = new PlanReader(context, FaultKinds.all(deployed.loader()));
        if (plan == null) {
            return reader.read(DefaultPlan.NAME, DefaultPlan.text());
        }
        try {
            return reader.read(plan.toString(), Files.readString(plan));
        } catch (NoSuchFileException e) {
            throw new RequestException("there is no plan " + plan + "; " + PLAN + " " + plan + " makes one");
        } catch (MalformedInputException e) {
            throw new RequestException(plan + " is no text in UTF-8; give a plan in YAML");
        }
    }
}
