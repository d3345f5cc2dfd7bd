package dev.antipode.controller.cli;

import dev.antipode.controller.policy.TrainablePolicy;
import dev.antipode.controller.store.ControllerFile;
import dev.antipode.controller.store.Fit;
import dev.antipode.controller.train.Evaluation;
import dev.antipode.controller.train.Evaluator;
import dev.antipode.controller.train.TrainedController;
import dev.antipode.profiles.DeviceProfile;
import dev.antipode.sim.Registry;
import dev.antipode.sim.TaskModel;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code antipode evaluate}. */
@Command(
        name = "evaluate",
        mixinStandardHelpOptions = true,
        description = "Runs a saved controller on episodes that it has not seen, and prints statistics.")
final class EvaluateCommand implements Callable<Integer> {
    private final Console console;

    @Mixin
    private CommonOptions common;

    @Mixin
    private ExecutionOptions execution;

    @Parameters(index = "0", paramLabel = "FILE", description = "A controller.safetensors.")
    private Path file;

    @Option(names = "--episodes", paramLabel = "N", defaultValue = "1000", description = "Default: ${DEFAULT-VALUE}.")
    private int episodes;

    @Option(
            names = "--task",
            paramLabel = "NAME",
            description = "The task to judge it by. Default: the one that it was trained for.")
    private String taskName;

    EvaluateCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws IOException {
        TrainedController controller = ControllerFile.read(file).controller();
        ClassLoader loader = UserJars.loader(common.classpath);
        TaskModel task = Registry.load(loader).task(taskName == null ? controller.task() : taskName);
        Fit.require(file, controller, task);
        if (!controller.taskFingerprint().equals(task.fingerprint())) {
            console.say(
                    common,
                    "The equations of task '" + task.name() + "' have changed since this controller was trained.");
        }
        TrainablePolicy policy =
                PolicyChoice.design(controller.policy(), loader).forTask(task);
        DeviceProfile profile = Host.profile(common);
        Evaluation evaluation = Evaluator.evaluate(
                task,
                policy,
                controller,
                common.seed,
                episodes,
                execution.settings(profile, controller.arithmetic(), 0));
        if (common.json) {
            console.json(object(evaluation));
        } else {
            console.out().print(text(task, evaluation));
        }
        return ExitCode.DONE;
    }

    static Map<String, Object> object(Evaluation evaluation) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("episodes", evaluation.episodes());
        map.put("success", evaluation.success());
        map.put("successLow", evaluation.successInterval().low());
        map.put("successHigh", evaluation.successInterval().high());
        map.put("meanCost", evaluation.meanCost());
        map.put("p95Cost", evaluation.p95Cost());
        map.put("failed", evaluation.failed());
        map.put("nonFinite", evaluation.nonFinite());
        return map;
    }

    private String text(TaskModel task, Evaluation e) {
        return String.format(
                Locale.ROOT,
                "task       %s, seed %d%nepisodes   %d%nsuccess    %.2f %% (95 %% interval %.2f to %.2f %%)%n"
                        + "mean cost  %.6g (95 %% of the episodes at most %.6g)%nfailed     %d, of these non-finite %d%n",
                task.name(),
                common.seed,
                e.episodes(),
                100 * e.success(),
                100 * e.successInterval().low(),
                100 * e.successInterval().high(),
                e.meanCost(),
                e.p95Cost(),
                e.failed(),
                e.nonFinite());
    }
}
