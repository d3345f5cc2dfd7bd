package dev.antipode.controller.compare;

import dev.antipode.controller.policy.TrainablePolicy;
import dev.antipode.controller.train.EstimatorChoice;
import dev.antipode.controller.train.LearningSettings;
import dev.antipode.controller.train.Trainer;
import dev.antipode.core.kernel.WarmKernels;
import dev.antipode.sim.TaskChecker;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Trains with several estimators and several seeds at equal cost. First every estimator tries the same number of settings, each with
 * the tuning seeds and a part of the budget; then it is run with the best of them and the seeds of the results. Runs are done one
 * after another, each on all threads; estimators alternate, so that what else the device does falls on all of them.
 *
 * <p>Cost counts what training simulates and differentiates. Validation, which chooses the parameters that are kept, is left out: every
 * run validates about as often. Apart from measured times, the same options and weights give the same results, whether the comparison
 * was interrupted or not.
 */
public final class EstimatorComparison {
    private final ComparisonOptions options;
    private final TrainablePolicy policy;
    private final Map<EstimatorChoice, StepWeights> weights;
    private final List<ComparedRun> finished;
    private volatile boolean cancelled;
    private volatile SingleRun current;

    /**
     * Prepares a comparison.
     *
     * @param options what to compare
     * @param weights of every estimator, from {@link #measureWeights} or from the file of the comparison that goes on
     * @param finished runs that are done already, in any order
     * @throws IllegalArgumentException if weights are missing, or a budget is below one generation
     */
    public EstimatorComparison(
            ComparisonOptions options, Map<EstimatorChoice, StepWeights> weights, List<ComparedRun> finished) {
        this.options = options;
        this.policy = options.policy().forTask(options.task());
        this.weights = Map.copyOf(weights);
        this.finished = new ArrayList<>(finished);
        for (EstimatorChoice estimator : options.estimators()) {
            requireGeneration(estimator);
        }
    }

    /**
     * Measures what steps with derivatives cost on this device, for the task and the policy: takes about a second each.
     *
     * @param options what to compare
     * @return the weights of every estimator, in its order
     * @throws IllegalArgumentException if the task cannot be trained, or an estimator does not fit it or the memory budget
     */
    public static Map<EstimatorChoice, StepWeights> measureWeights(ComparisonOptions options) {
        TrainablePolicy policy = options.policy().forTask(options.task());
        TaskChecker.check(options.task());
        for (EstimatorChoice estimator : options.estimators()) {
            // What does not fit is refused now, not after an hour of the others.
            Trainer.create(options.task(), policy, estimator.defaults(options.learning()), options.execution())
                    .close();
        }
        WeightMeasurement measurement =
                new WeightMeasurement(options.task(), policy, options.learning(), options.execution());
        Map<EstimatorChoice, StepWeights> weights = new LinkedHashMap<>();
        for (EstimatorChoice estimator : options.estimators()) {
            weights.put(estimator, measurement.of(estimator));
        }
        return weights;
    }

    /**
     * Refuses a budget that pays for no generation even if steps with derivatives cost no more than plain ones: before anything is
     * measured.
     *
     * @param options what to compare
     * @throws IllegalArgumentException with the least budget
     */
    public static void requireBudget(ComparisonOptions options) {
        Map<EstimatorChoice, StepWeights> plain = new LinkedHashMap<>();
        options.estimators().forEach(estimator -> plain.put(estimator, StepWeights.PLAIN));
        new EstimatorComparison(options, plain, List.of());
    }

    private void requireGeneration(EstimatorChoice estimator) {
        if (!weights.containsKey(estimator)) {
            throw new IllegalArgumentException("there are no weights for estimator '" + estimator + "'");
        }
        boolean tunes = options.trials() > 0 || options.pilot(estimator);
        long budget = tunes ? options.tuningBudgetSteps() : options.budgetSteps();
        double generation = generationCost(estimator);
        if (budget < generation) {
            long least = (long) Math.ceil(generation) * (tunes ? ComparisonOptions.TUNING_DIVISOR : 1);
            throw new IllegalArgumentException("a budget of " + options.budgetSteps() + " steps "
                    + (tunes ? "and a trial's share of it, " + budget + ", are" : "is")
                    + " too small: one generation of '" + estimator + "' costs " + (long) Math.ceil(generation)
                    + "; give --budget-steps " + least + " or more" + (options.trials() > 0 ? ", or --trials 0" : ""));
        }
    }

    private double generationCost(EstimatorChoice estimator) {
        return GenerationCost.most(
                estimator.defaults(options.learning()),
                weights.get(estimator),
                policy.parameterCount(),
                options.task().timing().horizonSteps());
    }

    /**
     * What a generation is expected to cost. Where an estimator may backpropagate or not, that is what tuning saw: the schedules of the
     * learning rate depend on it.
     */
    private double expectedCost(RunRequest request) {
        EstimatorChoice estimator = request.estimator();
        boolean varies =
                GenerationCost.varies(estimator, options.task().timing().horizonSteps());
        boolean result = request.phase() == ComparedRun.Phase.RESULT;
        double cost = 0;
        long generations = 0;
        for (ComparedRun run : finished) {
            // While tuning goes on, the first run of all is the one to learn from.
            boolean seen = result
                    ? run.trial() == request.trial()
                    : run.trial() == 0 && run.seed() == options.learning().seed() - 1;
            if (varies
                    && seen
                    && run.phase() == ComparedRun.Phase.TUNING
                    && run.estimator().equals(estimator.toString())) {
                cost += run.cost();
                generations += run.generations();
            }
        }
        return generations == 0 ? generationCost(estimator) : cost / generations;
    }

    /**
     * The runs in their order, those that are done included. Settings of results follow from tuning.
     *
     * @return requests; the trial of a result is 0 until tuning is done
     */
    public List<RunRequest> requests() {
        List<RunRequest> list = new ArrayList<>();
        long seed = options.learning().seed();
        for (int trial = 0; trial < options.trials(); trial++) {
            for (int i = 1; i <= ComparisonOptions.TUNING_SEEDS; i++) {
                for (EstimatorChoice estimator : options.estimators()) {
                    list.add(new RunRequest(
                            list.size() + 1,
                            ComparedRun.Phase.TUNING,
                            estimator,
                            trial,
                            seed - i,
                            options.tuningBudgetSteps()));
                }
            }
        }
        for (EstimatorChoice estimator : options.estimators()) {
            if (options.pilot(estimator)) {
                list.add(new RunRequest(
                        list.size() + 1,
                        ComparedRun.Phase.TUNING,
                        estimator,
                        0,
                        seed - 1,
                        options.tuningBudgetSteps()));
            }
        }
        for (int i = 0; i < options.seeds(); i++) {
            for (EstimatorChoice estimator : options.estimators()) {
                list.add(new RunRequest(
                        list.size() + 1,
                        ComparedRun.Phase.RESULT,
                        estimator,
                        bestTrial(estimator),
                        seed + i,
                        options.budgetSteps()));
            }
        }
        return list;
    }

    /**
     * The trial with the lowest validation cost, mean over the tuning seeds; a diverged one has none.
     *
     * @param estimator one of the compared
     * @return its number, 0 where none is done or all diverged
     */
    public int bestTrial(EstimatorChoice estimator) {
        int best = 0;
        double lowest = Double.POSITIVE_INFINITY;
        for (int trial = 0; trial < options.trials(); trial++) {
            double cost = tuningCost(estimator, trial);
            if (cost < lowest) {
                best = trial;
                lowest = cost;
            }
        }
        return best;
    }

    private double tuningCost(EstimatorChoice estimator, int trial) {
        double sum = 0;
        int count = 0;
        for (ComparedRun run : finished) {
            if (run.phase() == ComparedRun.Phase.TUNING
                    && run.trial() == trial
                    && run.estimator().equals(estimator.toString())) {
                sum += run.end() == ComparedRun.End.DIVERGED ? Double.POSITIVE_INFINITY : run.validationCost();
                count++;
            }
        }
        return count == 0 ? Double.POSITIVE_INFINITY : sum / count;
    }

    private Optional<ComparedRun> find(RunRequest request) {
        return finished.stream().filter(request::is).findFirst();
    }

    /**
     * Makes the runs that are left.
     *
     * @param listener is told of each
     * @return the result, or empty if cancelled
     * @throws IOException if the listener could not keep a run
     * @throws IllegalArgumentException if an estimator does not fit the task or the memory budget
     */
    public Optional<ComparisonResult> run(ComparisonListener listener) throws IOException {
        return WarmKernels.shared(() -> runAll(listener));
    }

    private Optional<ComparisonResult> runAll(ComparisonListener listener) throws IOException {
        int total = options.runs();
        for (int i = 0; i < total; i++) {
            // Anew each time: what tuning chose is known once its last run is done.
            RunRequest request = requests().get(i);
            if (find(request).isPresent()) {
                continue;
            }
            SingleRun run = new SingleRun(
                    options.task(), policy, settings(request), weights.get(request.estimator()), options.execution());
            current = run;
            if (cancelled) {
                return Optional.empty();
            }
            listener.started(request);
            Optional<ComparedRun> done = run.execute(request, options.target(), listener);
            if (done.isEmpty()) {
                return Optional.empty();
            }
            finished.add(done.get());
            listener.finished(done.get());
        }
        return Optional.of(result());
    }

    private ComparisonResult result() {
        List<ComparedRun> ordered = new ArrayList<>();
        for (RunRequest request : requests()) {
            ordered.add(find(request).orElseThrow());
        }
        return new ComparisonResult(options, weights, policy.text(), policy.parameterCount(), ordered);
    }

    /**
     * The settings of a run: those of its trial, as many generations as its budget is expected to pay for, and as many validations as
     * the task's defaults would have.
     */
    private LearningSettings settings(RunRequest request) {
        LearningSettings base = request.estimator().defaults(options.learning());
        TuningPoint point = TuningPoint.of(base.seed(), request.trial());
        int validations = Math.max(1, base.generations() / base.validationInterval());
        int generations = (int)
                Math.min(Integer.MAX_VALUE, Math.max(1, Math.floor(request.budgetSteps() / expectedCost(request))));
        return base.withSeed(request.seed())
                .withLearningRate(TuningPoint.scaled(base.learningRate(), point.learningRate()))
                .withSigma(TuningPoint.scaled(base.sigma(), point.sigma()))
                .withGenerations(generations)
                .withValidation(base.validationEpisodes(), Math.max(1, generations / validations))
                .withPatience(0);
    }

    /** Ends {@link #run} soon; the run in progress is dropped, finished ones have been told. May be called from any thread. */
    public void cancel() {
        cancelled = true;
        SingleRun run = current;
        if (run != null) {
            run.cancel();
        }
    }
}
