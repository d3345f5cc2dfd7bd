package dev.antipode.controller.cli;

import dev.antipode.controller.TrainingOptions;
import dev.antipode.controller.law.ControlLaw;
import dev.antipode.controller.law.LawPolicy;
import dev.antipode.controller.law.Laws;
import dev.antipode.controller.store.ControllerFile;
import dev.antipode.controller.store.LibraryVersion;
import dev.antipode.controller.store.OutputFolder;
import dev.antipode.controller.store.TrainingRecord;
import dev.antipode.controller.train.LearningSettings;
import dev.antipode.controller.train.TrainingState;
import dev.antipode.controller.tune.GainTuning;
import dev.antipode.controller.tune.TunedGains;
import dev.antipode.profiles.DeviceProfile;
import dev.antipode.sim.Registry;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code antipode tune}. */
@Command(
        name = "tune",
        mixinStandardHelpOptions = true,
        description = {
            "Tunes the gains of a control law.",
            "Descends from the gains tuned by hand for the task, else the law's defaults, and from the cheapest of many random "
                    + "gains: along exact gradients (--estimator forward), or where an input moves in steps by evolution "
                    + "strategies (--estimator es), unless --estimator says otherwise. The best on validation episodes win and "
                    + "are judged on test episodes. A gain that only decides between two branches of the law has no gradient; "
                    + "es moves it too."
        })
final class TuneCommand implements Callable<Integer> {
    private static final int TEST_EPISODES = 1000;

    private final Console console;

    @Mixin
    private CommonOptions common;

    @Mixin
    private LearningOptions learning;

    @Mixin
    private ExecutionOptions execution;

    @Parameters(
            index = "0",
            paramLabel = "LAW",
            description = "A built-in law's name, or a class on --classpath with a constructor without parameters.")
    private String law;

    @Option(names = "--plant", paramLabel = "NAME", description = "Tune for the task on this plant, if there is one.")
    private String plant;

    @Option(names = "--task", paramLabel = "NAME", description = "Tune for this task, by name or class.")
    private String task;

    @Option(
            names = "--candidates",
            paramLabel = "N",
            defaultValue = "256",
            description = "Random gains that are tried: uniform in their ranges, without a range within four times the "
                    + "default of the default. Default: ${DEFAULT-VALUE}.")
    private int candidates;

    @Option(
            names = "--starts",
            paramLabel = "N",
            defaultValue = "2",
            description =
                    "Descents from the cheapest random gains, besides the one from the gains that are known. Default: "
                            + "${DEFAULT-VALUE}.")
    private int starts;

    @Option(
            names = "--out",
            paramLabel = "DIR",
            description = "A new or empty folder for controller.safetensors. Default: no file is written.")
    private Path out;

    TuneCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws IOException {
        ClassLoader loader = UserJars.loader(common.classpath);
        ControlLaw<?, ?, ?, ?> found = Laws.law(law, loader);
        Registry registry = Registry.load(loader);
        String taskName = taskName(registry);
        DeviceProfile profile = Host.profile(common, console);
        TrainingOptions defaults = GainTuning.options(registry.task(taskName));
        LearningSettings settings = learning.over(defaults.learning(), common.seed);
        learning.tellIdle(settings.estimator(), line -> console.say(common, line));
        TrainingOptions options = defaults.withLearning(_ -> settings)
                .withExecution(_ -> execution.settings(profile, Host.arithmetic(profile), 0));
        console.say(
                common,
                "Tuning " + law + " for task " + taskName + " by " + settings.estimator() + " in "
                        + settings.precision()
                        + ": from known gains and from the best " + starts + " of " + candidates + " random ones, "
                        + settings.generations() + " steps each, seed " + settings.seed());
        // What does not fit is refused before the folder is made, and an occupied folder before the work.
        LawPolicy.of(found, options.task());
        if (out != null) {
            OutputFolder.create(out, "");
        }
        TunedGains tuned = GainTuning.tune(options, found, candidates, starts, TEST_EPISODES);
        Path file = out == null ? null : write(tuned, settings);
        if (common.json) {
            console.json(TuningOutput.object(law, taskName, tuned, file));
        } else {
            console.out().print(TuningOutput.text(law, taskName, tuned, file));
        }
        return ExitCode.DONE;
    }

    private String taskName(Registry registry) {
        if (plant == null) {
            if (task == null) {
                throw new RequestException("nothing says what to tune " + law + " for; give --plant or --task");
            }
            return task;
        }
        List<String> tasks = registry.tasksOn(plant);
        if (task != null) {
            if (!tasks.contains(task)) {
                throw new RequestException("task '" + task + "' is not on plant '" + plant + "', whose tasks are "
                        + tasks + "; leave out --plant or name one of them");
            }
            return task;
        }
        if (tasks.size() != 1) {
            throw new RequestException(
                    tasks.isEmpty()
                            ? "plant '" + plant + "' has no task to tune for; give --task"
                            : "plant '" + plant + "' has the tasks " + tasks + "; name one with --task");
        }
        return tasks.get(0);
    }

    private Path write(TunedGains tuned, LearningSettings settings) throws IOException {
        TrainingState state = tuned.state();
        TrainingRecord record = new TrainingRecord(
                LibraryVersion.text(),
                settings.toMap(),
                state.generation(),
                state.best().generation(),
                state.simulatorSteps(),
                tuned.seconds(),
                state.best().validationCost(),
                state.best().validationSuccess());
        Path file = out.resolve("controller.safetensors");
        new ControllerFile(tuned.controller(), record).write(file);
        return file;
    }
}
