package dev.antipode.controller.cli;

import dev.antipode.controller.Antipode;
import dev.antipode.controller.compare.ComparedRun;
import dev.antipode.controller.compare.ComparisonFolder;
import dev.antipode.controller.compare.ComparisonOptions;
import dev.antipode.controller.compare.ComparisonResult;
import dev.antipode.controller.compare.EstimatorComparison;
import dev.antipode.controller.compare.RunsFile;
import dev.antipode.controller.train.EstimatorChoice;
import dev.antipode.controller.train.LearningSettings;
import dev.antipode.controller.train.TrainingDefaults;
import dev.antipode.core.kernel.Arithmetic;
import dev.antipode.core.memory.Precision;
import dev.antipode.profiles.DeviceProfile;
import dev.antipode.sim.Registry;
import dev.antipode.sim.TaskModel;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code antipode compare}. */
@Command(
        name = "compare",
        mixinStandardHelpOptions = true,
        description = {
            "Trains with several estimators at equal cost, and compares them.",
            "Every estimator tries the same number of settings on tuning seeds, then is run with the best on the seeds of "
                    + "the results. Writes report.html, comparison.json, runs.csv and curves.csv under --out. Ctrl-C keeps "
                    + "every finished run; --resume goes on with the others, to the same results."
        })
final class CompareCommand implements Callable<Integer> {
    private static final int SEEDS = 5;
    private static final int TRIALS = 4;
    private static final double TARGET = 0.95;

    private final Console console;

    @Mixin
    private CommonOptions common;

    @Mixin
    private ExecutionOptions execution;

    @Parameters(index = "0", arity = "0..1", paramLabel = "TASK", description = "A task, by name or class.")
    private String name;

    @Option(
            names = "--estimators",
            paramLabel = "LIST",
            description =
                    "What to compare, separated by commas, as train's --estimator. Default: es,guarded,tbptt:30,forward:8, "
                            + "the window no longer than an episode; es,snes,ars where inputs move in steps.")
    private String estimators;

    @Option(names = "--seeds", paramLabel = "N", description = "Runs of each estimator. Default: " + SEEDS + ".")
    private Integer seeds;

    @Option(
            names = "--budget-steps",
            paramLabel = "N",
            description =
                    "What a run may cost, in control steps of a plain rollout; steps with derivatives count by what "
                            + "they are measured to cost. Default: what the task's default training by es costs.")
    private Long budgetSteps;

    @Option(
            names = "--trials",
            paramLabel = "K",
            description = "Settings that are tried for each estimator: the task's defaults, then random ones within a "
                    + "decade each way. 0: the defaults untried. Default: " + TRIALS + ".")
    private Integer trials;

    @Option(
            names = "--target",
            paramLabel = "X",
            description = "The success rate in validation that cost and time to the target are measured to. Default: "
                    + TARGET + ".")
    private Double target;

    @Option(names = "--policy", paramLabel = "KIND", description = "As for train. Default: the task's.")
    private String policy;

    @Option(names = "--precision", description = "${COMPLETION-CANDIDATES}. Default: F32.")
    private Precision precision;

    @Option(
            names = "--out",
            paramLabel = "DIR",
            description = "A new or empty folder. Default: runs/compare-TASK-<time>.")
    private Path out;

    @Option(names = "--resume", paramLabel = "DIR", description = "Goes on with the comparison of this folder.")
    private Path resume;

    CompareCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws IOException {
        DeviceProfile profile = Host.profile(common, console);
        return resume == null ? begin(profile) : resume(profile);
    }

    private int begin(DeviceProfile profile) throws IOException {
        if (name == null) {
            throw new RequestException("no task was named; './antipode tasks' lists them");
        }
        ClassLoader loader = UserJars.loader(common.classpath);
        TaskModel task = Registry.load(loader).task(name);
        TrainingDefaults defaults = TrainingDefaults.of(task.name());
        LearningSettings learning = defaults.learning().withSeed(common.seed);
        Arithmetic arithmetic = Host.arithmetic(profile);
        String text = policy == null ? defaults.policy() : policy;
        List<EstimatorChoice> compared =
                estimators == null ? ComparisonOptions.estimatorsFor(task) : ComparisonPlan.estimators(estimators);
        ComparisonOptions options = new ComparisonOptions(
                task,
                Antipode.policy(text, loader),
                precision == null ? learning : learning.withPrecision(precision),
                compared,
                seeds == null ? SEEDS : seeds,
                budgetSteps == null ? ComparisonOptions.defaultBudgetSteps(task) : budgetSteps,
                trials == null ? TRIALS : trials,
                target == null ? TARGET : target,
                execution.settings(profile, arithmetic, 0));
        EstimatorComparison.requireBudget(options);
        console.say(common, "Measuring what steps with derivatives cost...");
        ComparisonPlan plan = new ComparisonPlan(
                name,
                UserJars.absolute(common.classpath),
                options.policy().forTask(task).text(),
                compared,
                options.seeds(),
                options.budgetSteps(),
                options.trials(),
                options.target(),
                options.learning(),
                arithmetic,
                EstimatorComparison.measureWeights(options));
        EstimatorComparison comparison = new EstimatorComparison(options, plan.weights(), List.of());
        ComparisonFolder folder = ComparisonFolder.create(out == null ? RunNames.folder("compare-" + name) : out);
        plan.write(folder);
        return run(comparison, options, plan, folder, new ArrayList<>(), profile);
    }

    private int resume(DeviceProfile profile) throws IOException {
        if (estimators != null
                || seeds != null
                || budgetSteps != null
                || trials != null
                || target != null
                || policy != null
                || precision != null
                || out != null) {
            throw new RequestException("--resume goes on with the settings of the comparison in " + resume
                    + "; leave out the other settings, or start a new comparison");
        }
        ComparisonFolder folder = ComparisonFolder.open(resume);
        ComparisonPlan plan = ComparisonPlan.read(folder);
        if (name != null && !name.equals(plan.task())) {
            throw new RequestException(
                    "the comparison in " + resume + " is of task '" + plan.task() + "', not of '" + name + "'");
        }
        ClassLoader loader = UserJars.loader(common.classpath == null ? plan.classpath() : common.classpath);
        TaskModel task = Registry.load(loader).task(plan.task());
        ComparisonOptions options = new ComparisonOptions(
                task,
                Antipode.policy(plan.policy(), loader),
                plan.learning(),
                plan.estimators(),
                plan.seeds(),
                plan.budgetSteps(),
                plan.trials(),
                plan.target(),
                execution.settings(profile, plan.arithmetic(), 0));
        List<ComparedRun> finished = RunsFile.read(folder);
        EstimatorComparison comparison = new EstimatorComparison(options, plan.weights(), finished);
        return run(comparison, options, plan, folder, new ArrayList<>(finished), profile);
    }

    private int run(
            EstimatorComparison comparison,
            ComparisonOptions options,
            ComparisonPlan plan,
            ComparisonFolder folder,
            List<ComparedRun> finished,
            DeviceProfile profile)
            throws IOException {
        ComparisonOutput output = new ComparisonOutput(options, plan, folder, profile);
        console.say(common, output.announcement(finished.size()));
        Interruption interruption = Interruption.stopping(comparison::cancel);
        try {
            Optional<ComparisonResult> result;
            try (ComparisonProgress progress =
                    new ComparisonProgress(console, common, folder, comparison.requests(), finished)) {
                result = comparison.run(progress);
            }
            if (result.isEmpty()) {
                // Not a matter of progress: this is how the work so far is not lost.
                console.err()
                        .println("Interrupted; " + finished.size() + " of " + options.runs()
                                + " runs are done and kept. Go on with: ./antipode compare --resume " + folder.path());
                return ExitCode.FAILED;
            }
            Map<String, Object> object = output.write(result.get());
            if (common.json) {
                console.json(object);
            } else {
                console.out().print(output.text(result.get()));
            }
            return ExitCode.DONE;
        } finally {
            interruption.close();
        }
    }
}
