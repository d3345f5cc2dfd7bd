package dev.antipode.controller.hil.train;

import dev.antipode.controller.hil.TestablePlant;
import dev.antipode.controller.loop.CompiledController;
import dev.antipode.controller.policy.TrainablePolicy;
import dev.antipode.controller.train.ExecutionSettings;
import dev.antipode.controller.train.GenerationReport;
import dev.antipode.controller.train.LearningSettings;
import dev.antipode.controller.train.PairSearch;
import dev.antipode.controller.train.RunIdentity;
import dev.antipode.controller.train.TrainedController;
import dev.antipode.controller.train.TrainingState;
import dev.antipode.sim.Signal;
import dev.antipode.sim.TaskModel;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * Trains on the plant behind a link: antithetic evolution strategies whose episodes are run there, one at a time. The halves of a pair
 * follow one another, in the order {@code + - - +}; a pair with a half that says nothing is left out; every few generations the current
 * parameters are measured against the best so far, and an update that tells no more than the noise is skipped. With a plant in lockstep
 * that begins any episode, every bit is a function of the seed, also over interruptions.
 *
 * <p>Not thread-safe, but {@link #stop} may be called from anywhere.
 */
public final class HardwareTrainer implements AutoCloseable {
    private static final Duration WARM_UP = Duration.ofSeconds(10);
    /** Generations in a row of which nothing came back, after which the plant is given up. */
    private static final int MOST_BARREN = 3;

    private final TaskModel task;
    private final LearningSettings learning;
    private final HardwareSettings settings;
    private final PlantUnderTraining plant;
    private final RunIdentity identity;
    private final double[] centre;
    private final double[] scale;
    private final PlantPort port;
    private final CompiledController compiled;
    private final PairSearch search;
    private final RunCounts counts;
    private final CandidateRuns runs;
    private final CentreCheck check;
    private final HardwareBudget budget;
    private final int pairs;
    private int generation;
    private int checked = -1;
    private long earlierTicks;
    private double earlierSeconds;
    private TrainingState.Best best;
    /** By the check at the end of a run, which is no part of what a resumed run goes on from. */
    private TrainingState.Best result;

    private volatile boolean stopped;

    /**
     * Compiles and allocates; nothing goes to the plant yet.
     *
     * @param task what is trained for; its timing is that of the episodes
     * @param policy what is trained
     * @param learning population, episodes of a candidate, validation episodes (the starts of a check) and interval, and all that decides
     *     the steps
     * @param execution arithmetic, kernels, memory
     * @param start where the run starts, with its scaling of observations; empty for the policy's initial parameters
     * @param settings how the plant is treated
     * @param plant what is trained on
     * @throws IllegalArgumentException if these do not fit one another, with the remedy
     */
    public HardwareTrainer(
            TaskModel task,
            TrainablePolicy policy,
            LearningSettings learning,
            ExecutionSettings execution,
            Optional<TrainedController> start,
            HardwareSettings settings,
            PlantUnderTraining plant) {
        this.task = task;
        this.learning = learning;
        this.settings = settings;
        this.plant = plant;
        this.identity = RunIdentity.of(task, policy, execution.arithmetic());
        this.pairs = learning.population() / 2;
        HardwareDefaults.requirePossible(learning, settings, start, policy);
        this.centre = start.map(s -> s.centre().clone())
                .orElseGet(() ->
                        task.observations().stream().mapToDouble(Signal::middle).toArray());
        this.scale = start.map(s -> s.scale().clone())
                .orElseGet(() -> task.observations().stream()
                        .mapToDouble(o -> 1 / o.halfWidth())
                        .toArray());
        this.search = new PairSearch(policy.parameterCount(), learning, execution);
        try {
            this.compiled = new CompiledController(
                    policy,
                    task.observations(),
                    task.plant().inputs(),
                    learning.precision(),
                    execution.arithmetic(),
                    execution.kernels(),
                    1,
                    execution.budgetBytes());
        } catch (RuntimeException e) {
            search.close();
            throw e;
        }
        search.start(
                start.map(TrainedController::parameters).orElseGet(() -> policy.initialParameters(learning.seed())));
        this.port = new PlantPort(
                plant.link(),
                settings.safeCommand(),
                plant.fallback(),
                plant.clock(),
                settings.missingTicks(),
                learning.precision());
        double period = task.timing().periodSeconds();
        Envelope envelope = new Envelope(settings.envelope(), task.observations(), settings.aheadSeconds() / period);
        PlantEpisode episode = new PlantEpisode(
                port,
                reset(period),
                envelope,
                plant.cost(),
                task.timing().horizonSteps(),
                ticks(settings.restSeconds(), period),
                () -> stopped);
        this.counts = new RunCounts(pairs);
        this.runs = new CandidateRuns(
                episode,
                compiled.instance(0),
                centre,
                scale,
                counts,
                learning.validationEpisodes(),
                learning.episodes());
        this.check = new CentreCheck(runs, learning.validationEpisodes());
        this.budget = new HardwareBudget(settings, counts, runs, plant.nanos());
        this.best = new TrainingState.Best(
                Integer.MIN_VALUE, Double.NaN, Double.NaN, search.parameters(), centre.clone(), scale.clone());
    }

    private PlantReset reset(double period) {
        long most = task.timing().horizonSteps() + ticks(settings.resetSeconds(), period);
        if (settings.start().isPresent()) {
            return new SettlingReset(settings.start().get(), Math.max(1, ticks(settings.holdSeconds(), period)), most);
        }
        return plant.link() instanceof TestablePlant testable ? new RestartReset(testable) : new NextEpisodeReset(most);
    }

    private static long ticks(double seconds, double period) {
        return Math.round(seconds / period);
    }

    /**
     * Goes on from a saved state.
     *
     * @param state of a run with the same task, policy, arithmetic mode and settings
     * @throws IllegalArgumentException if it is of another run, with the difference
     */
    public void restore(TrainingState state) {
        identity.require(state);
        if (!state.settings().equals(learning)) {
            throw new IllegalArgumentException("the saved run has the settings "
                    + state.settings().toMap() + ", this one " + learning.toMap() + "; resume with the saved settings");
        }
        counts.restore(state.estimator());
        search.restore(state);
        generation = state.generation();
        checked = state.validated();
        earlierTicks = state.simulatorSteps();
        earlierSeconds = state.elapsedSeconds();
        best = state.best();
        System.arraycopy(best.centre(), 0, centre, 0, centre.length);
        System.arraycopy(best.scale(), 0, scale, 0, scale.length);
    }

    /** Ends {@link #run} within a tick, with the safe action; may be called from any thread. The pair that is running is lost. */
    public void stop() {
        stopped = true;
    }

    /**
     * Trains until the generations are done, the budget is spent, it is stopped, or the plant is gone. However it ends, the plant is
     * left in the safe action. Once a trainer.
     *
     * @param listener told how it goes
     * @return why it ended
     */
    public HardwareOutcome run(HardwareListener listener) {
        compiled.awaitWarmUp(WARM_UP);
        budget.start(earlierSeconds);
        try {
            HardwareOutcome outcome = train(listener);
            return outcome.done() ? finish(outcome) : outcome;
        } finally {
            if (port.started()) {
                port.safely();
            }
        }
    }

    private HardwareOutcome train(HardwareListener listener) {
        int pairEpisodes = 2 * learning.episodes();
        while (generation < learning.generations()) {
            if (checked != generation && generation % learning.validationInterval() == 0) {
                if (!budget.affords(check.episodes())) {
                    return spent(check.episodes());
                }
                EpisodeEnd end = check();
                if (end != EpisodeEnd.COMPLETE) {
                    return broken(end);
                }
                tell(listener);
            }
            while (counts.pair < pairs) {
                // The last check has to be possible afterwards.
                if (!budget.affords(pairEpisodes + check.episodes())) {
                    return spent(pairEpisodes + check.episodes());
                }
                EpisodeEnd end = pair();
                if (end != EpisodeEnd.COMPLETE && end != EpisodeEnd.INTERRUPTED) {
                    return broken(end);
                }
                tell(listener);
            }
            listener.generation(update());
            listener.checkpoint(state());
            if (counts.barren >= MOST_BARREN) {
                return new HardwareOutcome(
                        HardwareOutcome.Reason.PLANT_NOT_READY,
                        "no pair of the last " + MOST_BARREN
                                + " generations came back whole, because measurements stayed"
                                + " out or the plant started afresh; mend the link and go on with --resume");
            }
        }
        return new HardwareOutcome(HardwareOutcome.Reason.COMPLETED, "all " + generation + " generations are done");
    }

    private void tell(HardwareListener listener) {
        listener.progress(progress());
        listener.checkpoint(state());
    }

    private EpisodeEnd pair() {
        double[] plus = search.candidate(generation, counts.pair, 1);
        double[] minus = search.candidate(generation, counts.pair, -1);
        EpisodeEnd end = runs.pair(generation, counts.pair, plus, minus);
        if (end == EpisodeEnd.INTERRUPTED) {
            counts.lostPairs++;
        }
        if (end == EpisodeEnd.INTERRUPTED || end == EpisodeEnd.COMPLETE) {
            counts.pair++;
        }
        return end;
    }

    private EpisodeEnd check() {
        double[] current = search.parameters();
        boolean first = best.generation() == Integer.MIN_VALUE;
        EpisodeEnd end = check.run(first ? current : best.theta(), current, counts.noise);
        if (end != EpisodeEnd.COMPLETE) {
            return end;
        }
        checked = generation;
        if (Double.isFinite(check.current())) {
            counts.cost = check.current();
            counts.drift.again(check.best(), seconds());
            if (first || check.current() < check.best()) {
                best = best(current, check.current());
                counts.drift.best(check.current(), seconds());
            }
        }
        return end;
    }

    private TrainingState.Best best(double[] parameters, double cost) {
        return new TrainingState.Best(generation - 1, cost, Double.NaN, parameters, centre.clone(), scale.clone());
    }

    /** The parameters at the end against the best; what comes of it is the result, and no part of the state to go on from. */
    private HardwareOutcome finish(HardwareOutcome outcome) {
        result = best;
        if (checked != generation && search.updates() > 0 && budget.affords(check.episodes())) {
            double[] current = search.parameters();
            EpisodeEnd end = check.run(best.theta(), current, new NoiseEstimate());
            if (end != EpisodeEnd.COMPLETE) {
                return broken(end);
            }
            if (check.current() < check.best()) {
                result = best(current, check.current());
            }
        }
        return outcome;
    }

    private GenerationReport update() {
        double sigma = learning.sigma().at(generation, learning.generations());
        double rate = learning.learningRate().at(generation, learning.generations());
        double mean = counts.mean();
        boolean whole = counts.kept() > 0;
        boolean noise = counts.noise.explains(counts.meanSquare(), learning.episodes(), settings.noiseFactor());
        double rms = whole && !noise ? search.step(generation, counts.plus, counts.minus) : 0;
        counts.skippedUpdates += whole && noise ? 1 : 0;
        counts.barren = whole ? 0 : counts.barren + 1;
        HardwareProgress progress = progress();
        boolean measured = checked == generation;
        GenerationReport report = new GenerationReport(
                generation,
                learning.generations(),
                counts.cost,
                mean,
                measured ? OptionalDouble.of(counts.cost) : OptionalDouble.empty(),
                OptionalDouble.empty(),
                measured && best.generation() == generation - 1,
                sigma,
                rate,
                rms,
                "es",
                counts.failedEpisodes,
                0,
                plantTicks(),
                0,
                0,
                OptionalDouble.of(counts.noise.variance()),
                OptionalDouble.empty(),
                OptionalDouble.empty(),
                0,
                Optional.empty(),
                plantTicks() / Math.max(1e-9, seconds()),
                seconds(),
                progress.remainingMinutes() * 60);
        generation++;
        counts.clear();
        return report;
    }

    private double seconds() {
        return 60 * budget.minutes();
    }

    private long plantTicks() {
        return earlierTicks + runs.ticks();
    }

    /**
     * How it is going.
     *
     * @return as of now
     */
    public HardwareProgress progress() {
        long left = 0;
        for (int g = generation; g < learning.generations(); g++) {
            left += g % learning.validationInterval() == 0 && checked != g ? check.episodes() : 0;
            left += 2L * learning.episodes() * (g == generation ? pairs - counts.pair : pairs);
        }
        // A check ends the run; after that there is nothing more to come.
        long planned = result != null ? counts.episodes : budget.planned(counts.episodes + left + check.episodes());
        return new HardwareProgress(
                generation,
                learning.generations(),
                counts.pair,
                pairs,
                counts.episodes,
                planned,
                budget.minutes(),
                (planned - counts.episodes) * budget.minutesPerEpisode(),
                counts.cost,
                Math.sqrt(counts.noise.variance()),
                counts.drift.sharePerMinute(),
                counts.lostPairs,
                counts.skippedUpdates,
                counts.envelopeEnds);
    }

    private HardwareOutcome spent(long more) {
        return new HardwareOutcome(
                HardwareOutcome.Reason.BUDGET, budget.sentence(more) + "; a larger budget with --resume goes on");
    }

    private HardwareOutcome broken(EpisodeEnd end) {
        return HardwareDefaults.broken(end, plant.link().failure(), runs.left(), settings, task.observations());
    }

    /**
     * Everything that is needed to go on.
     *
     * @return a copy, as of the last pair
     */
    public TrainingState state() {
        return new TrainingState(
                learning,
                identity.task(),
                identity.taskFingerprint(),
                identity.policy(),
                identity.policyFingerprint(),
                identity.arithmetic(),
                generation,
                search.updates(),
                checked,
                plantTicks(),
                0,
                0,
                seconds(),
                search.parameters(),
                search.firstMoment(),
                search.secondMoment(),
                new double[0],
                counts.save(),
                best);
    }

    /**
     * The best parameters.
     *
     * @return those that the last check found the best
     */
    public TrainingState.Best best() {
        return result == null ? best : result;
    }

    /** Frees the memory. The plant stays as it is. */
    @Override
    public void close() {
        compiled.close();
        search.close();
    }
}
