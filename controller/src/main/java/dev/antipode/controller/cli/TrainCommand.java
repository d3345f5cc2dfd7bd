package dev.antipode.controller.cli;

import dev.antipode.controller.Antipode;
import dev.antipode.controller.TrainingOptions;
import dev.antipode.controller.hil.train.HardwareDefaults;
import dev.antipode.controller.loop.Affinity;
import dev.antipode.controller.policy.PolicyDesign;
import dev.antipode.controller.store.CheckpointFile;
import dev.antipode.controller.store.ControllerFile;
import dev.antipode.controller.store.Fit;
import dev.antipode.controller.store.RunFolder;
import dev.antipode.controller.train.EstimatorSetting;
import dev.antipode.controller.train.LearningSettings;
import dev.antipode.controller.train.TrainedController;
import dev.antipode.controller.train.TrainingState;
import dev.antipode.core.kernel.Arithmetic;
import dev.antipode.profiles.DeviceProfile;
import dev.antipode.sim.ParameterDistribution;
import dev.antipode.sim.Registry;
import dev.antipode.sim.Tape;
import dev.antipode.sim.TaskModel;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code antipode train}. */
@Command(
        name = "train",
        mixinStandardHelpOptions = true,
        description = {
            "Trains a controller.",
            "Writes controller.safetensors, report.html, metrics.csv, run.yaml and checkpoints under --out. Ctrl-C saves a "
                    + "checkpoint and ends; --resume goes on as if the run had never stopped.",
            "With --link, episodes are run on that plant, and there is no report.html."
        })
final class TrainCommand implements Callable<Integer> {
    private final Console console;
    private final HeadStart head;

    @Mixin
    private CommonOptions common;

    @Mixin
    private PolicyOptions policy;

    @Mixin
    private LearningOptions learning;

    @Mixin
    private ExecutionOptions execution;

    @Mixin
    private ParameterOptions parameters;

    @Mixin
    private HardwareOptions hardware;

    @Mixin
    private BakedOption baked;

    @Parameters(index = "0", arity = "0..1", paramLabel = "TASK", description = "A task, by name or class.")
    private String name;

    @Option(names = "--out", paramLabel = "DIR", description = "A new or empty folder. Default: runs/TASK-<time>.")
    private Path out;

    @Option(names = "--resume", paramLabel = "DIR", description = "Goes on with the run of this folder, bit for bit.")
    private Path resume;

    @Option(names = "--from", paramLabel = "FILE", description = "A saved controller to start from.")
    private Path from;

    @Option(
            names = "--imitate",
            paramLabel = "LAW",
            description =
                    "Before it is trained, the policy learns what a control law commands: a built-in law's name or a "
                            + "class on --classpath, with the gains tuned by hand for the task where there are any, else its defaults.")
    private String imitate;

    @Option(
            names = "--checkpoint-interval",
            paramLabel = "N",
            defaultValue = "20",
            description =
                    "Generations from one checkpoint to the next; 0 for none but at the end. Default: ${DEFAULT-VALUE}.")
    private int checkpointInterval;

    @Option(
            names = "--tape",
            paramLabel = "KIND",
            description =
                    "What estimators that backpropagate keep of the way forward: full, a state for each step of a window, "
                            + "or checkpoints, some two square roots of so many, at the price of one more plain step a step. "
                            + "The same bits. Default: full.")
    private Tape tape;

    @Option(
            names = "--timings",
            description =
                    "Print on standard error how long after launch each stage of the start began, and what it cost.")
    private boolean timed;

    private Timings timings;

    TrainCommand(Console console, HeadStart head) {
        this.console = console;
        this.head = head;
    }

    @Override
    public Integer call() throws IOException {
        timings = new Timings(timed);
        DeviceProfile profile = Host.trainingProfile(common, console);
        timings.mark("device known");
        // The launcher has done so where it could read the profile; where there is none, it is done here.
        try (Affinity _ = Host.trainingCpus(profile)) {
            return resume == null ? begin(profile) : resume(profile);
        }
    }

    private int begin(DeviceProfile profile) throws IOException {
        if (name == null) {
            throw new RequestException("no task was named; './antipode tasks' lists them");
        }
        policy.requireOneStart(from, imitate);
        Map<String, String> plant = hardware.given();
        boolean onPlant = plant.containsKey(HardwareOptions.LINK);
        if (!onPlant && !plant.isEmpty()) {
            throw new RequestException("'" + plant.keySet().iterator().next()
                    + "' is for training on a plant; name one by --link, or leave it out");
        }
        if (onPlant && imitate != null) {
            throw new RequestException(
                    "--imitate learns in the simulator; train with it and without --link first, and give"
                            + " the controller by --from");
        }
        ClassLoader loader = UserJars.loader(common.classpath);
        Registry registry = Registry.load(loader);
        TaskModel named = head.task(name).orElseGet(() -> registry.task(name));
        Optional<ParameterDistribution> known = parameters.distribution(registry, named);
        TaskModel task = known.map(named::withParameters).orElse(named);
        timings.mark("task lifted");
        TrainingOptions defaults = TrainingOptions.of(task);
        Arithmetic arithmetic = Host.arithmetic(profile);
        RunPlan plan = new RunPlan(
                name,
                UserJars.absolute(common.classpath),
                policy.text(defaults.policy().forTask(task).text()),
                learning.over(onPlant ? HardwareDefaults.over(defaults.learning()) : defaults.learning(), common.seed),
                arithmetic,
                known,
                from == null ? null : from.toAbsolutePath().toString(),
                imitate);
        Path folder = out == null ? RunNames.folder(name) : out;
        TrainingOptions options = options(plan, task, loader, profile);
        if (from != null) {
            options = startingFrom(options, from);
        }
        if (onPlant) {
            return new HardwareTraining(console, common, profile, plan, new HardwarePlan(plant), options, loader, null)
                    .begin(folder);
        }
        LawStart start = null;
        if (imitate != null) {
            start = LawStart.learn(console, common, imitate, options, loader);
            options = options.withStart(start.controller());
        }
        TrainingRun run = new TrainingRun(console, common, profile, plan, options, start, null, timings);
        return withKernels(options, () -> run.begin(folder));
    }

    private int resume(DeviceProfile profile) throws IOException {
        if (learning.any() || policy.any() || from != null || imitate != null || out != null) {
            throw new RequestException("--resume goes on with the settings of the run in " + resume
                    + "; leave out the other settings, or " + "start a new run with --from its controller");
        }
        RunFolder folder = RunFolder.open(resume);
        RunPlan plan = RunPlan.read(folder);
        Host.tell(common, console, plan.arithmetic());
        if (name != null && !name.equals(plan.task())) {
            throw new RequestException(
                    "the run in " + resume + " is of task '" + plan.task() + "', not of '" + name + "'");
        }
        ClassLoader loader = UserJars.loader(common.classpath == null ? plan.classpath() : common.classpath);
        Registry registry = Registry.load(loader);
        TaskModel named = registry.task(plan.task());
        requireSame(parameters.distribution(registry, named), plan.parameters());
        TaskModel task = plan.task(named);
        TrainingState state = folder.existingCheckpoint().isPresent() ? CheckpointFile.read(folder.checkpoint()) : null;
        TrainingOptions options = options(plan, task, loader, profile);
        if (state == null && plan.from() != null) {
            options = startingFrom(options, Path.of(plan.from()));
        }
        Map<String, String> plant = folder.readConfiguration().get(HardwarePlan.SECTION);
        if (plant != null) {
            HardwarePlan treated = new HardwarePlan(plant).with(hardware.given());
            return new HardwareTraining(console, common, profile, plan, treated, options, loader, state).resume(folder);
        }
        if (!hardware.given().isEmpty()) {
            throw new RequestException("the run in " + resume
                    + " is in the simulator; start one on the plant by --link and" + " --from its controller");
        }
        LawStart start = null;
        if (plan.imitate() != null) {
            start = LawStart.read(folder, plan.imitate(), options, loader);
            options = options.withStart(start.controller());
        }
        TrainingRun run = new TrainingRun(console, common, profile, plan, options, start, state, timings);
        return withKernels(options, () -> run.resume(folder));
    }

    /** What was trained on before is in the run's folder. */
    private void requireSame(Optional<ParameterDistribution> given, Optional<ParameterDistribution> before) {
        if (given.isPresent() && !given.equals(before)) {
            throw new RequestException(
                    "the run in " + resume + " is on another plant than --parameters or --parameter say: "
                            + before.map(ParameterDistribution::sentence).orElse("what its task says of it")
                            + "; leave them out, or start a new run with --from its controller");
        }
    }

    private int withKernels(TrainingOptions options, BakedOption.Work<Integer> work) throws IOException {
        return baked.during(
                console,
                common,
                options.task(),
                options.policy().forTask(options.task()),
                options.learning().precision(),
                options.execution().arithmetic(),
                work);
    }

    private TrainingOptions options(RunPlan plan, TaskModel task, ClassLoader loader, DeviceProfile profile) {
        LearningSettings settings = plan.learning();
        learning.tellIdle(settings.estimator(), line -> console.say(common, line));
        LearningOptions.tellIdle(
                "--tape",
                tape == null ? null : tape.name().toLowerCase(Locale.ROOT),
                EstimatorSetting.TAPE,
                settings.estimator(),
                line -> console.say(common, line));
        PolicyDesign design = Antipode.policy(plan.policy(), loader);
        return TrainingOptions.of(task)
                .withPolicy(design)
                .withLearning(_ -> settings)
                .withExecution(_ -> execution
                        .settings(
                                profile,
                                plan.arithmetic(),
                                checkpointInterval,
                                task,
                                design.forTask(task),
                                settings.precision())
                        .withTape(tape == null ? Tape.FULL : tape));
    }

    private static TrainingOptions startingFrom(TrainingOptions options, Path file) throws IOException {
        TrainedController start = ControllerFile.read(file).controller();
        Fit.require(file, start, options.task());
        return options.withStart(start);
    }
}
