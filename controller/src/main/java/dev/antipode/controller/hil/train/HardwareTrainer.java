package dev.antipode.controller.hil.train;

import dev.antipode.controller.loop.CompiledController;
import dev.antipode.controller.policy.TrainablePolicy;
import dev.antipode.controller.train.ExecutionSettings;
import dev.antipode.controller.train.LearningSettings;
import dev.antipode.controller.train.PairSearch;
import dev.antipode.controller.train.RunIdentity;
import dev.antipode.controller.train.TrainedController;
import dev.antipode.controller.train.TrainingState;
import dev.antipode.sim.TaskModel;
import java.time.Duration;
import java.util.Optional;

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
    private final PlantPort port;
    private final CompiledController compiled;
    private final PairSearch search;
    private final RunCounts counts;
    private final CandidateRuns runs;
    private final BestParameters best;
    private final HardwareBudget budget;
    private final HardwareReports reports;
    private final int pairs;
    private int generation;
    private long earlierTicks;
    private double earlierSeconds;
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
        StartPoint from = StartPoint.of(start, policy, task, learning.seed());
        search.start(from.parameters());
        EpisodeSetup episodes = new EpisodeSetup(task, settings, plant);
        this.port = episodes.port(learning.precision());
        this.counts = new RunCounts(pairs);
        this.runs = new CandidateRuns(
                episodes.episode(port, () -> stopped),
                compiled.instance(0),
                from.centre(),
                from.scale(),
                counts,
                learning.validationEpisodes(),
                learning.episodes());
        this.budget = new HardwareBudget(settings, counts, runs, plant.nanos());
        this.best = new BestParameters(
                new CentreCheck(runs, learning.validationEpisodes()),
                counts,
                this::seconds,
                from.centre(),
                from.scale(),
                search.parameters());
        this.reports = new HardwareReports(learning, settings, counts, budget, best);
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
        earlierTicks = state.simulatorSteps();
        earlierSeconds = state.elapsedSeconds();
        best.restore(state.validated(), state.best());
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
            if (best.due(generation, learning.validationInterval())) {
                if (!budget.affords(best.episodes())) {
                    return spent(best.episodes());
                }
                EpisodeEnd end = best.check(generation, search.parameters());
                if (end != EpisodeEnd.COMPLETE) {
                    return broken(end);
                }
                tell(listener);
            }
            while (counts.pair < pairs) {
                // The last check has to be possible afterwards.
                if (!budget.affords(pairEpisodes + best.episodes())) {
                    return spent(pairEpisodes + best.episodes());
                }
                EpisodeEnd end = pair();
                if (end != EpisodeEnd.COMPLETE && end != EpisodeEnd.INTERRUPTED) {
                    return broken(end);
                }
                tell(listener);
            }
            update(listener);
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

    /** The parameters at the end against the best, where that is not known and can be afforded. */
    private HardwareOutcome finish(HardwareOutcome outcome) {
        if (best.checked() == generation || search.updates() == 0 || !budget.affords(best.episodes())) {
            best.finish();
            return outcome;
        }
        EpisodeEnd end = best.finish(generation, search.parameters());
        return end == EpisodeEnd.COMPLETE ? outcome : broken(end);
    }

    private void update(HardwareListener listener) {
        HardwareGeneration.Decision decision = decision();
        double scale = decision == HardwareGeneration.Decision.UPDATED
                ? search.step(generation, counts.plus, counts.minus)
                : 0;
        counts.skippedUpdates += decision == HardwareGeneration.Decision.BELOW_NOISE ? 1 : 0;
        counts.barren = decision == HardwareGeneration.Decision.NOTHING_CAME_BACK ? counts.barren + 1 : 0;
        listener.generation(reports.generation(generation, scale, plantTicks()), reports.onPlant(generation, decision));
        generation++;
        counts.clear();
    }

    private HardwareGeneration.Decision decision() {
        if (counts.kept() == 0) {
            return HardwareGeneration.Decision.NOTHING_CAME_BACK;
        }
        return counts.noise.explains(counts.meanSquare(), learning.episodes(), settings.noiseFactor())
                ? HardwareGeneration.Decision.BELOW_NOISE
                : HardwareGeneration.Decision.UPDATED;
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
        return reports.progress(generation);
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
                best.checked(),
                plantTicks(),
                0,
                0,
                seconds(),
                search.parameters(),
                search.firstMoment(),
                search.secondMoment(),
                new double[0],
                counts.save(),
                best.best());
    }

    /**
     * The best parameters.
     *
     * @return those that the last check found the best
     */
    public TrainingState.Best best() {
        return best.result();
    }

    /** Frees the memory. The plant stays as it is. */
    @Override
    public void close() {
        compiled.close();
        search.close();
    }
}
