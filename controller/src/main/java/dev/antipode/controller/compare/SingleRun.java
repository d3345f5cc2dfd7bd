package dev.antipode.controller.compare;

import dev.antipode.controller.policy.TrainablePolicy;
import dev.antipode.controller.train.Evaluation;
import dev.antipode.controller.train.ExecutionSettings;
import dev.antipode.controller.train.GenerationReport;
import dev.antipode.controller.train.LearningSettings;
import dev.antipode.controller.train.Trainer;
import dev.antipode.controller.train.TrainingOutcome;
import dev.antipode.controller.train.TrainingState;
import dev.antipode.sim.TaskModel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CancellationException;

/**
 * One run until its budget is used up. Where generations turn out cheaper than expected, because episodes end early or an estimator
 * chose the cheaper way, some of the budget is left when they are done; the run then goes on with as many more as the rest pays for.
 */
final class SingleRun {
    static final int TEST_EPISODES = 1000;
    private static final Duration LOOK = Duration.ofMillis(50);
    private static final int MOST_LOOKS = 400;

    private final TaskModel task;
    private final TrainablePolicy policy;
    private final LearningSettings settings;
    private final StepWeights weights;
    private final ExecutionSettings execution;
    private final List<CurvePoint> curve = new ArrayList<>();
    private final Map<String, Long> updates = new TreeMap<>();
    private boolean cancelled;
    private Trainer trainer;
    private long memoryBytes;

    SingleRun(
            TaskModel task,
            TrainablePolicy policy,
            LearningSettings settings,
            StepWeights weights,
            ExecutionSettings execution) {
        this.task = task;
        this.policy = policy;
        this.settings = settings;
        this.weights = weights;
        this.execution = execution.withCheckpointInterval(0);
    }

    /** Empty if cancelled. */
    Optional<ComparedRun> execute(RunRequest request, double target, ComparisonListener listener) {
        double most = GenerationCost.most(
                settings, weights, policy.parameterCount(), task.timing().horizonSteps());
        LearningSettings part = settings;
        TrainingState state = null;
        double cost = 0;
        while (true) {
            try (Trainer made = Trainer.create(task, policy, part, execution)) {
                if (!begin(made, state)) {
                    return Optional.empty();
                }
                TrainingOutcome outcome = null;
                try {
                    CostLimit limit = new CostLimit(weights, request.budgetSteps(), cost, most);
                    outcome = made.run(report -> take(request, report, listener), limit);
                } catch (IllegalStateException e) {
                    if (!diverged(e)) {
                        throw e;
                    }
                }
                if (outcome == TrainingOutcome.CANCELLED) {
                    return Optional.empty();
                }
                state = made.state();
                cost = weights.cost(state.simulatorSteps(), state.gradientSteps(), state.tangentSteps());
                double left = request.budgetSteps() - cost;
                if (outcome == null || outcome == TrainingOutcome.WORK_LIMIT || left < most) {
                    return judged(
                            request,
                            target,
                            made,
                            state,
                            outcome == null ? ComparedRun.End.DIVERGED : ComparedRun.End.BUDGET);
                }
                double more = Math.max(1, Math.floor(left / (cost / state.generation())));
                part = settings.withGenerations((int) Math.min(Integer.MAX_VALUE, state.generation() + more));
            } finally {
                end();
            }
        }
    }

    /** Whether training found nothing finite to learn from; a worker that failed has a cause of its own. */
    private static boolean diverged(IllegalStateException failure) {
        return failure.getCause() instanceof IllegalStateException cause && cause.getCause() == null;
    }

    /** False if cancelled before it began. */
    private boolean begin(Trainer made, TrainingState state) {
        synchronized (this) {
            if (cancelled) {
                return false;
            }
            trainer = made;
        }
        if (state != null) {
            made.restore(state);
        }
        memoryBytes = Math.max(memoryBytes, made.plan().totalBytes());
        // The clock of a run starts once its kernels are warm: compiling them says nothing about an estimator.
        boolean warm = false;
        for (int i = 0; i < MOST_LOOKS && !warm; i++) {
            warm = made.awaitWarmUp(LOOK);
            if (cancelled()) {
                return false;
            }
        }
        return true;
    }

    private synchronized void end() {
        trainer = null;
    }

    private synchronized boolean cancelled() {
        return cancelled;
    }

    synchronized void cancel() {
        cancelled = true;
        if (trainer != null) {
            trainer.cancel();
        }
    }

    private void take(RunRequest request, GenerationReport report, ComparisonListener listener) {
        double cost = weights.cost(report.simulatorSteps(), report.gradientSteps(), report.tangentSteps());
        String who = report.guard().map(guard -> guard.decision().text()).orElse(report.estimator());
        updates.merge(who, 1L, Long::sum);
        if (report.validationCost().isPresent()) {
            curve.add(new CurvePoint(
                    report.generation() + 1,
                    cost,
                    report.elapsedSeconds(),
                    report.validationCost().getAsDouble(),
                    report.validationSuccess().getAsDouble(),
                    report.variance().orElse(Double.NaN),
                    report.growth().orElse(Double.NaN)));
        }
        listener.generation(request, report, cost);
    }

    private Optional<ComparedRun> judged(
            RunRequest request, double target, Trainer made, TrainingState state, ComparedRun.End end) {
        ComparedRun.Tested test = ComparedRun.Tested.NOT;
        if (request.phase() == ComparedRun.Phase.RESULT) {
            try {
                Evaluation evaluation = made.evaluate(TEST_EPISODES);
                test = new ComparedRun.Tested(
                        evaluation.episodes(), evaluation.successes(), evaluation.meanCost(), evaluation.failed());
            } catch (CancellationException e) {
                return Optional.empty();
            }
        }
        CurvePoint reached = curve.stream()
                .filter(point -> point.validationSuccess() >= target)
                .findFirst()
                .orElse(null);
        return Optional.of(new ComparedRun(
                request.phase(),
                settings.estimator().toString(),
                request.trial(),
                request.seed(),
                settings.learningRate().toString(),
                settings.sigma().toString(),
                end,
                state.generation(),
                weights.cost(state.simulatorSteps(), state.gradientSteps(), state.tangentSteps()),
                state.simulatorSteps(),
                state.gradientSteps(),
                state.tangentSteps(),
                state.elapsedSeconds(),
                state.best().validationCost(),
                state.best().validationSuccess(),
                test,
                reached == null ? Double.POSITIVE_INFINITY : reached.cost(),
                reached == null ? Double.POSITIVE_INFINITY : reached.seconds(),
                memoryBytes,
                updates,
                request.phase() == ComparedRun.Phase.RESULT ? curve : List.of()));
    }
}
