package dev.antipode.controller.cli;

import dev.antipode.controller.Antipode;
import dev.antipode.controller.hil.Link;
import dev.antipode.controller.hil.LinkRequest;
import dev.antipode.controller.hil.LinkSignature;
import dev.antipode.controller.hil.Links;
import dev.antipode.controller.law.FixedLaw;
import dev.antipode.controller.law.Laws;
import dev.antipode.controller.loop.LoopOptions;
import dev.antipode.controller.policy.TrainablePolicy;
import dev.antipode.controller.store.ControllerFile;
import dev.antipode.controller.store.Fit;
import dev.antipode.controller.train.ExecutionSettings;
import dev.antipode.controller.train.TrainedController;
import dev.antipode.sim.Registry;
import dev.antipode.sim.Signal;
import dev.antipode.sim.TaskModel;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code antipode run}. */
@Command(
        name = "run",
        mixinStandardHelpOptions = true,
        description =
                "Runs a saved controller in real time, against the built-in plant of its task or a plant on a link.")
final class RunCommand implements Callable<Integer> {
    private static final double NANO = 1e9;
    /** Ticks at the start that are in no statistics of time: caches and branch predictors settle. */
    private static final double SETTLING_SECONDS = 1;

    private final Console console;

    @Mixin
    private CommonOptions common;

    @Mixin
    private DeviceOptions device;

    @Mixin
    private RealTimeOptions realTime;

    @Mixin
    private GuardOptions guard;

    @Mixin
    private RecordingOptions recording;

    @Mixin
    private SideTrainingOptions training;

    @Parameters(index = "0", paramLabel = "FILE", description = "A controller.safetensors.")
    private Path file;

    @Option(
            names = "--link",
            paramLabel = "LINK",
            defaultValue = "task:",
            description =
                    "The plant: 'task:' for the built-in one, or a link such as fmu:FILE.fmu. Default: ${DEFAULT-VALUE}.")
    private String link;

    @Option(
            names = "--seconds",
            paramLabel = "S",
            defaultValue = "10",
            description = "How long; 0 for until it is interrupted. Default: ${DEFAULT-VALUE}.")
    private double seconds;

    @Option(
            names = "--rate",
            paramLabel = "HERTZ",
            description =
                    "Ticks a second. Default: those that the controller was trained with; others need --other-rate.")
    private Double rate;

    @Option(names = "--other-rate", description = "Permit a rate that the controller was not trained with.")
    private boolean otherRate;

    @Option(
            names = "--fallback",
            paramLabel = "LAW",
            description =
                    "A control law that commands under the safe action, while it can see: a name such as dc-motor-pid, or"
                            + " a class. Default: the safe command alone.")
    private String fallback;

    @Option(
            names = "--safe",
            paramLabel = "NUMBERS",
            split = ",",
            description = "The safe command, one number an input. Default: what is nearest to 0 in each range.")
    private double[] safe;

    @Option(
            names = "--timeout",
            paramLabel = "MILLISECONDS",
            description = "How long the loop waits for a measurement. Default:" + " half a period.")
    private Double timeoutMillis;

    @Option(names = "--histograms", paramLabel = "FILE", description = "Write the histograms of time as a .hlog file.")
    private Path histograms;

    RunCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws IOException {
        if (!(seconds >= 0) || Double.isInfinite(seconds)) {
            throw new RequestException("--seconds " + seconds + " must be at least 0");
        }
        TrainedController controller = ControllerFile.read(file).controller();
        ClassLoader loader = UserJars.loader(common.classpath);
        TaskModel task = Registry.load(loader).task(controller.task());
        Fit.require(file, controller, task);
        TrainablePolicy policy = Antipode.policy(controller.policy(), loader).forTask(task);
        if (!policy.fingerprint().equals(controller.policyFingerprint())) {
            throw new RequestException("the controller's policy is " + controller.policyFingerprint()
                    + ", but the task needs " + policy.fingerprint() + "; train it again");
        }
        double periodSeconds = period(controller);
        ExecutionSettings execution = device.settings(Host.profile(common), controller.arithmetic());
        LoopOptions options = options(controller, periodSeconds);
        Optional<FixedLaw> law = Optional.ofNullable(fallback).map(name -> FixedLaw.of(Laws.law(name, loader), task));
        LinkRequest request = new LinkRequest(
                Links.address(link),
                task,
                controller.inputs(),
                controller.observations(),
                periodSeconds,
                timeout(options.periodNanos()),
                common.seed,
                controller.precision(),
                controller.arithmetic(),
                execution.kernels(),
                loader);
        try (Link plant = Links.provider(link, loader).open(request)) {
            LinkSignature signature = plant.signature();
            RunPart run = new RunPart(
                    console,
                    common,
                    recording,
                    link,
                    task.name(),
                    Optional.ofNullable(histograms),
                    compiled -> !training.wanted()
                            ? null
                            : SideRun.of(
                                    task,
                                    policy,
                                    controller,
                                    compiled,
                                    training,
                                    execution,
                                    options.realTime().cpu(),
                                    common.seed,
                                    loader,
                                    training.keep(file)));
            return run.run(plant, signature, policy, controller, law, options, realTime.clock(), execution);
        }
    }

    private double period(TrainedController controller) {
        double trained = controller.timing().periodSeconds();
        if (rate == null) {
            return trained;
        }
        if (!(rate > 0) || Double.isInfinite(rate)) {
            throw new RequestException("--rate " + rate + " must be above 0, such as 100");
        }
        if (Math.abs(1 / rate - trained) > 1e-9 * trained && !otherRate) {
            throw new RequestException(String.format(
                    Locale.ROOT,
                    "the controller was trained at %.6g Hz and would not behave the same at %.6g Hz; leave --rate out, or add"
                            + " --other-rate",
                    1 / trained,
                    rate));
        }
        return 1 / rate;
    }

    private LoopOptions options(TrainedController controller, double periodSeconds) {
        long period = Math.max(1, Math.round(periodSeconds * NANO));
        long ticks = seconds == 0 ? 0 : Math.max(1, Math.round(seconds / periodSeconds));
        long settling = Math.round(SETTLING_SECONDS / periodSeconds);
        return new LoopOptions(
                period,
                ticks,
                Math.min(settling, ticks == 0 ? settling : ticks / 10),
                guard.rules(period),
                realTime.realTime(),
                safeCommand(controller.inputs()),
                controller.precision());
    }

    private double[] safeCommand(List<Signal> inputs) {
        if (safe == null) {
            return inputs.stream()
                    .mapToDouble(s -> Math.clamp(0, s.min(), s.max()))
                    .toArray();
        }
        if (safe.length != inputs.size()) {
            throw new RequestException("--safe has " + safe.length + " numbers, but the controller commands "
                    + inputs.stream().map(Signal::name).toList() + "; give one for each");
        }
        for (int i = 0; i < safe.length; i++) {
            Signal input = inputs.get(i);
            if (!(safe[i] >= input.min() && safe[i] <= input.max())) {
                throw new RequestException("--safe " + safe[i] + " of '" + input.name() + "' is outside of its range ["
                        + input.min() + ", " + input.max() + "]");
            }
        }
        return safe;
    }

    private long timeout(long periodNanos) {
        return timeoutMillis == null ? periodNanos / 2 : Math.round(timeoutMillis * 1e6);
    }
}
