package dev.antipode.controller.cli;

import dev.antipode.controller.baseline.Baseline;
import dev.antipode.controller.baseline.BaselineKind;
import dev.antipode.controller.train.Evaluation;
import dev.antipode.core.memory.Precision;
import dev.antipode.profiles.DeviceProfile;
import dev.antipode.sim.Registry;
import dev.antipode.sim.TaskModel;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code antipode baseline}. */
@Command(
        name = "baseline",
        mixinStandardHelpOptions = true,
        description = "Runs a controller that is not trained on the episodes that 'evaluate' judges trained ones by.")
final class BaselineCommand implements Callable<Integer> {
    private final Console console;

    @Mixin
    private CommonOptions common;

    @Mixin
    private ExecutionOptions execution;

    @Parameters(
            index = "0",
            paramLabel = "KIND",
            description =
                    "lqr or lqi (the linear-quadratic regulator, without or with integral of the reference error; it"
                            + " sees the true state), pid or law (the task's hand-tuned law), zero or random.")
    private BaselineKind kind;

    @Parameters(index = "1", paramLabel = "TASK", description = "A task, by name or class.")
    private String name;

    @Option(names = "--episodes", paramLabel = "N", defaultValue = "1000", description = "Default: ${DEFAULT-VALUE}.")
    private int episodes;

    @Option(
            names = "--precision",
            defaultValue = "F32",
            description = "${COMPLETION-CANDIDATES}. Default: ${DEFAULT-VALUE}, that of training.")
    private Precision precision;

    BaselineCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        TaskModel task = Registry.load(UserJars.loader(common.classpath)).task(name);
        Baseline baseline = Baseline.of(kind, task);
        DeviceProfile profile = Host.profile(common, console);
        Evaluation evaluation = baseline.evaluate(
                task, precision, common.seed, episodes, execution.settings(profile, Host.arithmetic(profile), 0));
        String kindName = kind.name().toLowerCase(Locale.ROOT);
        if (common.json) {
            Map<String, Object> object = EvaluationOutput.object(evaluation);
            object.put("baseline", kindName);
            object.put("description", baseline.description());
            console.json(object);
        } else {
            console.out().printf(Locale.ROOT, "baseline   %s: %s%n", kindName, baseline.description());
            console.out().print(EvaluationOutput.text(task.name(), common.seed, evaluation));
        }
        return ExitCode.DONE;
    }
}
