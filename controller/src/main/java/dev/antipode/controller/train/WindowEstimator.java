package dev.antipode.controller.train;

import java.util.concurrent.atomic.AtomicInteger;

/**
 * What estimators have in common that update once a window while episodes go on: they bring groups of episodes to their places, run each
 * group a window further, and make an estimate of it. An update that has begun is finished even if the run is cancelled, for half of
 * it could not be taken back.
 */
abstract class WindowEstimator implements Estimator {
    final LearningSettings settings;
    final Simulation simulation;
    final Population population;
    final WorkerPool pool;
    final Worker[] workers;
    final Vectors vectors;
    /** Null where observations are scaled by their ranges. */
    final ObservationSums observationSums;

    final PersistentEpisodes episodes;
    private final AtomicInteger next = new AtomicInteger();
    private final WorkerPool.Phase warmUp = this::warmUp;
    private final WorkerPool.Phase window = this::window;
    private final String name;

    long theta;
    long gradient;

    WindowEstimator(EstimatorContext context, PersistentEpisodes episodes) {
        this.settings = context.settings();
        this.simulation = context.simulation();
        this.population = context.population();
        this.pool = context.pool();
        this.workers = context.workers();
        this.vectors = context.vectors();
        this.observationSums = context.observationSums();
        this.episodes = episodes;
        this.name = settings.estimator().toString();
    }

    /** Called first, and before the warm-up if there is one. */
    abstract void begin(int generation, boolean fresh);

    /** Runs a group's next window of the warm-up, of which nothing is estimated. */
    abstract void warmUp(Worker worker, int group);

    /** Runs a group's next window. */
    abstract void window(Worker worker, int group);

    /**
     * Makes the estimate of the windows that were run, and says what they cost.
     *
     * @param steps of all episodes in these windows
     * @param live those of them that were run
     */
    abstract void estimate(long steps, long live, EstimateInfo out);

    @Override
    public final boolean estimate(long parameters, int generation, long gradientOffset, EstimateInfo out) {
        if (population.cancelled()) {
            return false;
        }
        theta = parameters;
        gradient = gradientOffset;
        boolean fresh = episodes.fresh();
        begin(generation, fresh);
        long warmUpSteps = fresh ? run(warmUp) : 0;
        long steps = episodes.episodeSteps();
        long live = run(window);
        estimate(steps, live, out);
        for (int group = 0; group < episodes.groups(); group++) {
            episodes.advance(group);
        }
        out.estimator = name;
        out.simulatorSteps = warmUpSteps + live;
        out.tangentSteps = 0;
        out.failedEpisodes = population.failed();
        out.nonFiniteEpisodes = population.nonFinite();
        return true;
    }

    /** The number of steps that were live. */
    private long run(WorkerPool.Phase phase) {
        for (Worker worker : workers) {
            worker.clear();
        }
        next.set(0);
        pool.run(phase);
        return population.liveSteps();
    }

    private void warmUp(int index) {
        int group = next.getAndIncrement();
        while (group < episodes.groups()) {
            int windows = episodes.warmUpWindows(group);
            for (int i = 0; i < windows; i++) {
                warmUp(workers[index], group);
                episodes.advance(group);
            }
            group = next.getAndIncrement();
        }
    }

    private void window(int index) {
        int group = next.getAndIncrement();
        while (group < episodes.groups()) {
            window(workers[index], group);
            group = next.getAndIncrement();
        }
    }

    /** What an episode that became non-finite is charged for a group's window. */
    final double charge(int group) {
        return simulation.failureCharge() / episodes.horizon() * episodes.steps(group);
    }

    /** Runs a group's window without derivatives, from where it is kept; to be kept nowhere if {@code to} is below 0. */
    final void run(Worker worker, int group, long from, long to, long parameters) {
        ((WindowRunner) worker.runner)
                .window(
                        from,
                        to,
                        episodes.ended(group),
                        episodes.firstEpisode(group),
                        episodes.step(group),
                        episodes.steps(group),
                        parameters);
    }
}
