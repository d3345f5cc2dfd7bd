package dev.antipode.controller.cli;

import dev.antipode.controller.Antipode;
import dev.antipode.controller.hil.fmi.FmuJacobian;
import dev.antipode.controller.inspect.ExternalSetting;
import dev.antipode.controller.inspect.Inspection;
import dev.antipode.controller.inspect.InspectionOptions;
import dev.antipode.controller.inspect.InspectionResult;
import dev.antipode.controller.inspect.PlantSetting;
import dev.antipode.controller.inspect.PolicyPoint;
import dev.antipode.controller.policy.TrainablePolicy;
import dev.antipode.controller.store.ControllerFile;
import dev.antipode.controller.store.Fit;
import dev.antipode.controller.store.OutputFolder;
import dev.antipode.controller.train.TrainedController;
import dev.antipode.controller.train.TrainingDefaults;
import dev.antipode.core.memory.HeapLimit;
import dev.antipode.profiles.DeviceProfile;
import dev.antipode.sim.Integrator;
import dev.antipode.sim.PlantModel;
import dev.antipode.sim.Registry;
import dev.antipode.sim.TaskModel;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code antipode inspect}. */
@Command(
        name = "inspect",
        mixinStandardHelpOptions = true,
        description = {
            "Measures what a closed loop, or a plant alone, does to small perturbations, and how long gradients through it can "
                    + "be trusted.",
            "Eigenvalues of its Jacobians, Lyapunov exponents, growth over a horizon; of a closed loop also the variance of "
                    + "exact gradients against that of evolution strategies. Writes inspect.html, inspect.json and the "
                    + "curves as CSV under --out."
        })
final class InspectCommand implements Callable<Integer> {
    /** An FMU's equations have no step of their own; plants of users have this one. */
    private static final double FMU_STEP_SECONDS = 0.01;

    /** What a step of the horizon takes in the heap, as a point of its curve, as JSON and as CSV, about. */
    private static final long STEP_BYTES = 500;

    private final Console console;

    @Mixin
    private CommonOptions common;

    @Mixin
    private DeviceOptions device;

    @Mixin
    private StepOptions stepping;

    @Option(
            names = "--initial",
            paramLabel = "FILE",
            description =
                    "CSV of a plant's initial states, one row a trajectory, at most 16. Default: the declared default state.")
    private Path initial;

    @Parameters(
            index = "0",
            paramLabel = "NAME",
            description =
                    "A task or plant, by name or class; or fmu:FILE.fmu, whose equations are stepped by rk4 with --dt (0.01 s)"
                            + " and differentiated by its directional derivatives.")
    private String name;

    @Option(
            names = "--plant",
            description = "The plant alone, its inputs at their declared defaults, where NAME is a task.")
    private boolean plantAlone;

    @Option(
            names = "--controller",
            paramLabel = "FILE",
            description = "A controller.safetensors of the task. Default: the policy as training starts with it.")
    private Path controller;

    @Option(
            names = "--policy",
            paramLabel = "KIND",
            description = "A policy as train takes it, with its initial parameters. Default: the task's.")
    private String policy;

    @Option(
            names = "--horizon",
            paramLabel = "STEPS",
            description = "How far to look. Default: the task's horizon; 1000 steps of a plant.")
    private Integer horizon;

    @Option(
            names = "--step",
            paramLabel = "N",
            description = "The step whose eigenvalues are shown, from 0. Default: the middle of the first trajectory.")
    private Integer step;

    @Option(
            names = "--exponents",
            paramLabel = "K",
            description = "How many Lyapunov exponents. Default: 8, or the size of the state where that is less.")
    private Integer exponents;

    @Option(
            names = "--factor",
            paramLabel = "X",
            defaultValue = "10",
            description = "The growth of perturbations that the advice permits, 1 or more. Default: ${DEFAULT-VALUE}.")
    private double factor;

    @Option(
            names = "--episodes",
            paramLabel = "N",
            description = "Episodes for the exponents of a closed loop, 2 or more. Default: 64.")
    private Integer episodes;

    @Option(
            names = "--seconds",
            paramLabel = "T",
            description =
                    "How long each of a plant's trajectories is followed for its exponents. Before, they are drawn out over a "
                            + "tenth of it, and a fifth of it passes as a transient. Default: 20000 steps.")
    private Double seconds;

    @Option(
            names = "--sigma",
            paramLabel = "X",
            description = "Standard deviation of the perturbations of gradients. Default: what training starts with.")
    private Double sigma;

    @Option(names = "--samples", paramLabel = "N", description = "Samples of each gradient, 2 or more. Default: 32.")
    private Integer samples;

    @Option(
            names = "--out",
            paramLabel = "DIR",
            description = "A new or empty folder. Default: runs/inspect-NAME-<time>.")
    private Path out;

    InspectCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws IOException {
        ClassLoader loader = UserJars.loader(common.classpath);
        Registry registry = Registry.load(loader);
        DeviceProfile profile = Host.profile(common, console);
        InspectionOptions options = options(profile);
        boolean fmu = name.startsWith(FmuJacobians.SCHEME);
        boolean closed = !fmu && registry.isTask(name) && !plantAlone;
        requireOptionsFor(closed);
        if (fmu) {
            try (FmuJacobian jacobian =
                    FmuJacobian.open(name.substring(FmuJacobians.SCHEME.length()), stepping.parameters)) {
                return run(Inspection.of(external(jacobian), options), options, profile);
            }
        }
        return run(
                closed ? loop(registry.task(name), loader, options) : Inspection.of(plant(registry), options),
                options,
                profile);
    }

    private int run(Inspection made, InspectionOptions options, DeviceProfile profile) throws IOException {
        try (Inspection inspection = made) {
            HeapLimit.require(
                    "the files about " + inspection.horizon() + " steps",
                    STEP_BYTES * inspection.horizon(),
                    "give a shorter --horizon");
            Path folder = out == null ? RunNames.folder("inspect-" + inspection.name()) : out;
            OutputFolder.create(folder, "");
            announce(inspection, folder);
            InspectionResult result;
            try (InspectionProgress progress = new InspectionProgress(console, common)) {
                result = inspection.run(progress);
            }
            InspectionOutput output = new InspectionOutput(result, options, folder);
            output.write(profile);
            if (common.json) {
                console.json(output.object());
            } else {
                console.out().print(output.text());
            }
        }
        return ExitCode.DONE;
    }

    private InspectionOptions options(DeviceProfile profile) {
        InspectionOptions defaults = InspectionOptions.defaults();
        return new InspectionOptions(
                common.seed,
                optional(horizon),
                optional(step),
                optional(exponents),
                episodes == null ? defaults.episodes() : episodes,
                optional(seconds),
                factor,
                optional(sigma),
                samples == null ? defaults.samples() : samples,
                device.settings(profile, Host.arithmetic(profile)));
    }

    private static OptionalInt optional(Integer value) {
        return value == null ? OptionalInt.empty() : OptionalInt.of(value);
    }

    private static OptionalDouble optional(Double value) {
        return value == null ? OptionalDouble.empty() : OptionalDouble.of(value);
    }

    /** What is given for the other kind of thing would be ignored, so it is refused. */
    private void requireOptionsFor(boolean closed) {
        List<String> wrong = new ArrayList<>();
        if (closed) {
            if (initial != null) {
                wrong.add("--initial");
            }
            wrong.addAll(stepping.given());
            add(wrong, "--seconds", seconds);
        } else {
            add(wrong, "--controller", controller);
            add(wrong, "--policy", policy);
            add(wrong, "--episodes", episodes);
            add(wrong, "--sigma", sigma);
            add(wrong, "--samples", samples);
        }
        if (!wrong.isEmpty()) {
            throw new RequestException(
                    closed
                            ? "a task decides itself what " + String.join(", ", wrong)
                                    + " would; leave it out, or add --plant to inspect the plant alone"
                            : "a plant alone takes no " + String.join(", ", wrong) + "; leave it out, or name a task");
        }
    }

    private static void add(List<String> wrong, String option, Object value) {
        if (value != null) {
            wrong.add(option);
        }
    }

    private Inspection loop(TaskModel task, ClassLoader loader, InspectionOptions options) throws IOException {
        if (controller == null) {
            String text = policy == null ? TrainingDefaults.of(task.name()).policy() : policy;
            TrainablePolicy made = Antipode.policy(text, loader).forTask(task);
            return Inspection.of(task, PolicyPoint.initial(task, made, common.seed), options);
        }
        if (policy != null) {
            throw new RequestException("--controller " + controller + " has a policy of its own; leave out --policy");
        }
        TrainedController trained = ControllerFile.read(controller).controller();
        TaskModel its = trained.trainedFor(task);
        Fit.require(controller, trained, its);
        TrainablePolicy made = Antipode.policy(trained.policy(), loader).forTask(its);
        return Inspection.of(its, PolicyPoint.trained(made, trained), options);
    }

    private ExternalSetting external(FmuJacobian jacobian) throws IOException {
        if (stepping.integrator != null && !stepping.integrator.equals(Integrator.RK4.label())) {
            throw new RequestException("an FMU is stepped by " + Integrator.RK4.label() + ", not by "
                    + stepping.integrator + "; leave out --integrator");
        }
        FmuDynamics dynamics = new FmuDynamics(jacobian);
        return new ExternalSetting(
                jacobian.description().modelName(),
                dynamics,
                stepping.dt == null ? FMU_STEP_SECONDS : stepping.dt,
                initial == null ? List.of() : EpisodeTables.points(initial, dynamics.states()));
    }

    private PlantSetting plant(Registry registry) throws IOException {
        PlantModel plant = registry.plant(name);
        return new PlantSetting(
                plant,
                stepping.integrator(plant),
                stepping.seconds(plant, null),
                EpisodeTables.parameters(stepping.parameters, plant),
                initial == null ? List.of() : EpisodeTables.points(initial, plant.states()));
    }

    private void announce(Inspection inspection, Path folder) {
        console.say(
                common,
                "Inspecting " + inspection.name() + " over " + inspection.horizon() + " steps, a state of "
                        + inspection.size() + " numbers, F64, seed " + common.seed + ", into " + folder);
        console.say(common, inspection.plan().table());
    }
}
