package dev.antipode.controller.cli;

import dev.antipode.controller.hil.Link;
import dev.antipode.controller.law.FixedLaw;
import dev.antipode.controller.loop.LoopOptions;
import dev.antipode.controller.loop.RealTime;
import dev.antipode.controller.train.ExecutionSettings;
import dev.antipode.controller.train.TrainedController;
import dev.antipode.profiles.DeviceProfile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

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

    @Spec
    private CommandSpec command;

    @Mixin
    private CommonOptions common;

    @Mixin
    private ServiceOptions service;

    @Mixin
    private BakedOption baked;

    @Mixin
    private RecordingOptions recording;

    @Mixin
    private SideTrainingOptions training;

    @Mixin
    private TickBudgetOptions budget;

    @Parameters(index = "0", paramLabel = "FILE", description = "A controller.safetensors.")
    private Path file;

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
        recording.check();
        training.check();
        if (rate == null) {
            IdleOptions.refuseWithout(command, "--rate HERTZ", "--other-rate");
        }
        Deployed deployed = Deployed.load(file, common);
        TrainedController controller = deployed.controller();
        Host.tell(common, console, controller.arithmetic());
        return baked.during(
                console,
                common,
                deployed.task(),
                deployed.policy(),
                controller.precision(),
                controller.arithmetic(),
                () -> run(deployed));
    }

    private int run(Deployed deployed) throws IOException {
        TrainedController controller = deployed.controller();
        if (histograms != null) {
            NewFile.require("--histograms", histograms);
        }
        double periodSeconds = period(controller);
        DeviceProfile profile = Host.profile(common, console);
        Optional<DeviceProfile> named = Optional.of(profile).filter(_ -> common.profile != null);
        ExecutionSettings execution = service.device.settings(profile, controller.arithmetic());
        LoopOptions options = options(controller, periodSeconds, named);
        Optional<FixedLaw> law = service.safety.law(deployed);
        try (Link plant = service.open(deployed, execution, periodSeconds, common.seed)) {
            RunPart run = new RunPart(
                    console,
                    common,
                    recording,
                    service.link,
                    Optional.ofNullable(histograms),
                    compiled -> !training.wanted()
                            ? null
                            : SideRun.of(
                                    deployed.task(),
                                    deployed.policy(),
                                    controller,
                                    compiled,
                                    training,
                                    execution,
                                    ProfileFit.besideTheLoop(
                                            named.map(p -> p.training().cpus()).orElse(List.of()),
                                            ThisProcess.allowedCpus(),
                                            options.realTime().cpu()),
                                    common.seed,
                                    deployed.loader(),
                                    training.keep(file)));
            return run.run(plant, deployed, law, options, service.realTime.clock(), execution);
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

    private LoopOptions options(TrainedController controller, double periodSeconds, Optional<DeviceProfile> named) {
        long period = Math.max(1, Math.round(periodSeconds * NANO));
        long ticks = seconds == 0 ? 0 : Math.max(1, Math.round(seconds / periodSeconds));
        long settling = Math.round(SETTLING_SECONDS / periodSeconds);
        long warm = Math.min(settling, ticks == 0 ? settling : ticks / 10);
        LoopOptions options = service.loop(controller, period, ticks, warm).withBudget(budget.budget(named, period));
        return named.isEmpty() ? options : options.withRealTime(asProfiled(named.get(), 1 / periodSeconds));
    }

    private RealTime asProfiled(DeviceProfile profile, double hertz) {
        ProfileFit.rate(profile, hertz).ifPresent(line -> console.say(common, line));
        return service.realTime.realTime(new ProfileScheduling(
                profile, ThisProcess.allowedCpus(), RealTime::probe, line -> console.say(common, line)));
    }
}
