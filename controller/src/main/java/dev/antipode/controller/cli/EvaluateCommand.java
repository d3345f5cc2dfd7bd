package dev.antipode.controller.cli;

import dev.antipode.controller.Antipode;
import dev.antipode.controller.policy.TrainablePolicy;
import dev.antipode.controller.store.ControllerFile;
import dev.antipode.controller.store.Fit;
import dev.antipode.controller.train.Evaluation;
import dev.antipode.controller.train.Evaluator;
import dev.antipode.controller.train.ExecutionSettings;
import dev.antipode.controller.train.TrainedController;
import dev.antipode.profiles.DeviceProfile;
import dev.antipode.sim.Registry;
import dev.antipode.sim.TaskModel;
import java.io.IOException;
import java.nio.file.Path;
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

    @Mixin
    private ParameterOptions parameters;

    @Mixin
    private BakedOption baked;

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
        Registry registry = Registry.load(loader);
        TaskModel named = registry.task(taskName == null ? controller.task() : taskName);
        TaskModel trained = controller.trainedFor(named);
        Fit.require(file, controller, trained);
        // On another plant it is judged as it is, whatever the delay there.
        TaskModel task = parameters
                .distribution(registry, named)
                .map(named::withParameters)
                .orElse(trained);
        if (!controller.taskFingerprint().equals(trained.fingerprint())) {
            console.say(
                    common,
                    "The equations of task '" + task.name() + "' have changed since this controller was trained.");
        }
        TrainablePolicy policy = Antipode.policy(controller.policy(), loader).forTask(task);
        DeviceProfile profile = Host.profile(common, console);
        Host.tell(common, console, controller.arithmetic());
        ExecutionSettings settings =
                execution.settings(profile, controller.arithmetic(), 0, task, policy, controller.precision());
        Evaluation evaluation = baked.during(
                console,
                common,
                task,
                policy,
                controller.precision(),
                controller.arithmetic(),
                () -> Evaluator.evaluate(task, policy, controller, common.seed, episodes, settings));
        if (common.json) {
            console.json(EvaluationOutput.object(evaluation));
        } else {
            console.out().print(EvaluationOutput.text(task.name(), common.seed, evaluation));
        }
        return ExitCode.DONE;
    }
}
