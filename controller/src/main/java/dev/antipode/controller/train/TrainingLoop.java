package dev.antipode.controller.train;

import dev.antipode.core.random.EpisodeSet;

/**
 * The generations of a run, one after another: estimate, bring to scale, step, validate. Everything here runs on the
 * coordinating worker and allocates nothing.
 */
final class TrainingLoop {
    private final Simulation simulation;
    private final LearningSettings settings;
    private final TrainingMemory memory;
    private final WorkerPool pool;
    private final Worker[] workers;
    private final Vectors vectors;
    private final Population population;
    private final Estimator estimator;
    private final ObservationSums observationSums;
    private final RunningStatistics statistics;
    private final double[] centre;
    private final double[] scale;
    private final double[] bestCentre;
    private final double[] bestScale;
    private final WorkerPool.Phase optimize = this::optimize;
    private final EstimateInfo info = new EstimateInfo();

    private int generation;
    private int update;
    /** How many generations were done at the last validation. */
    private int validated = -1;

    private long simulatorSteps;
    private long gradientSteps;
    private long tangentSteps;
    private double learningRate;
    private double gradientFactor;
    private double validationCost = Double.NaN;
    private double validationSuccess = Double.NaN;
    private boolean improved;
    private int bestGeneration = Integer.MIN_VALUE;
    private double bestCost;
    private double bestSuccess;

    TrainingLoop(
            Simulation simulation,
            Perturbations perturbations,
            LearningSettings settings,
            TrainingMemory memory,
            WorkerPool pool) {
        this.simulation = simulation;
        this.settings = settings;
        this.memory = memory;
        this.pool = pool;
        this.workers = memory.workers();
        this.vectors = memory.vectors();
        this.observationSums = memory.observationSums();
        int observations = simulation.observationCount();
        this.statistics = new RunningStatistics(observations);
        this.centre = new double[observations];
        this.scale = new double[observations];
        this.bestCentre = new double[observations];
        this.bestScale = new double[observations];
        this.population =
                new Population(simulation, perturbations, pool, workers, vectors, memory.costs(), observationSums);
        this.estimator = memory.estimator(population, pool, workers, vectors);
        normalise();
    }

    Population population() {
        return population;
    }

    /** Sets the parameters that the run starts from. */
    void start(double[] parameters) {
        vectors.copyIn(vectors.theta(), parameters);
    }

    /**
     * Makes up for a validation that is due: of the initial parameters, so that there is a best from the start, or of
     * parameters whose validation was cancelled. False if cancelled.
     */
    boolean begin() {
        return !validationPending() || validate();
    }

    boolean validationPending() {
        boolean due = generation % settings.validationInterval() == 0 || generation >= settings.generations();
        return due && validated != generation;
    }

    /** Runs one generation. False if cancelled; then the state is that of before. */
    boolean next() {
        info.stepFactor = 1;
        info.weight = 1;
        info.forgetsMomentum = false;
        info.observed = true;
        if (!estimator.estimate(vectors.theta(), generation, vectors.gradient(), info)) {
            return false;
        }
        requireSomethingFinite();
        simulatorSteps += info.simulatorSteps;
        gradientSteps += info.gradientSteps;
        tangentSteps += info.tangentSteps;
        step();
        if (observationSums != null && info.observed) {
            statistics.merge(observationSums, observationSums.episodes());
            normalise();
        }
        generation++;
        validationCost = Double.NaN;
        validationSuccess = Double.NaN;
        improved = false;
        if (validationPending()) {
            // Cancelling here keeps the finished generation; its validation stays pending.
            validate();
        }
        return true;
    }

    private void requireSomethingFinite() {
        if (info.nonFiniteEpisodes == info.episodes) {
            throw new IllegalStateException("every episode of generation " + generation
                    + " became non-finite, so there is nothing to learn from; check the plant's equations, its initial"
                    + " states and the length of the integrator's step");
        }
    }

    /** Validates the parameters of a run that ends before its last generation. */
    void end() {
        if (validated != generation) {
            validate();
        }
    }

    /** Brings the estimate to the declared scale and lets the optimizer step. */
    private void step() {
        double rms = vectors.rootMeanSquare(vectors.gradient());
        info.gradientScale = rms;
        if (!Double.isFinite(rms)) {
            return;
        }
        update++;
        boolean raw = settings.gradientScale() == GradientScale.RAW
                || settings.estimator().ownsScale();
        gradientFactor = raw ? info.weight : rms > 0 ? info.weight / rms : 0;
        learningRate = info.stepFactor * settings.learningRate().at(generation, settings.generations());
        pool.run(optimize);
    }

    private void optimize(int worker) {
        int count = vectors.count();
        int from = (int) ((long) count * worker / workers.length);
        int to = (int) ((long) count * (worker + 1) / workers.length);
        for (int i = from; i < to; i++) {
            vectors.set(vectors.gradient(), i, vectors.get(vectors.gradient(), i) * gradientFactor);
            if (info.forgetsMomentum) {
                vectors.set(vectors.first(), i, 0);
            }
        }
        settings.optimizer().step(vectors, from, to, update, learningRate, settings.weightDecay());
    }

    private boolean validate() {
        int episodes = settings.validationEpisodes();
        if (!population.run(EpisodeSet.VALIDATION, 0, 0, episodes, 0, 0, vectors.theta())) {
            return false;
        }
        validated = generation;
        validationCost = PairwiseSum.mean(population.costs(), 0, episodes);
        validationSuccess = (double) population.successes() / episodes;
        improved = bestGeneration == Integer.MIN_VALUE
                || validationSuccess > bestSuccess
                || (validationSuccess == bestSuccess && validationCost < bestCost);
        if (improved) {
            bestGeneration = generation - 1;
            bestCost = validationCost;
            bestSuccess = validationSuccess;
            vectors.copy(vectors.theta(), memory.best());
            System.arraycopy(centre, 0, bestCentre, 0, centre.length);
            System.arraycopy(scale, 0, bestScale, 0, scale.length);
        }
        return true;
    }

    /** Whether as much was simulated as is allowed. */
    boolean reached(WorkLimit limit) {
        return limit.reached(simulatorSteps, gradientSteps, tangentSteps);
    }

    /** Whether the run is over by its own settings. */
    boolean finished() {
        return generation >= settings.generations() || patienceExhausted();
    }

    /** Whether it is, and the last parameters are validated. */
    boolean over() {
        return finished() && validated == generation;
    }

    private boolean patienceExhausted() {
        return settings.patience() > 0
                && bestGeneration != Integer.MIN_VALUE
                && generation - 1 - bestGeneration >= (long) settings.patience() * settings.validationInterval();
    }

    private void normalise() {
        if (statistics.empty()) {
            for (int i = 0; i < centre.length; i++) {
                centre[i] = simulation.rangeCentre(i);
                scale[i] = simulation.rangeScale(i);
            }
        } else {
            statistics.read(centre, scale);
        }
        apply(centre, scale);
    }

    private void apply(double[] observationCentre, double[] observationScale) {
        for (Worker worker : workers) {
            worker.runner.normalise(observationCentre, observationScale);
        }
    }

    /** Runs the best parameters on some test episodes and leaves their costs in {@link Population#costs}. */
    boolean test(int first, int episodes) {
        apply(bestCentre, bestScale);
        boolean done = population.run(EpisodeSet.TEST, 0, first, episodes, 0, 0, memory.best());
        apply(centre, scale);
        return done;
    }

    /** Fills a slot of the log with the last generation. */
    void report(GenerationSlot slot) {
        slot.generation = generation - 1;
        slot.centreCost = info.centreCost;
        slot.populationMeanCost = info.populationMeanCost;
        slot.validationCost = validationCost;
        slot.validationSuccess = validationSuccess;
        slot.best = improved;
        slot.sigma =
                Double.isNaN(info.sigma) ? settings.sigma().at(slot.generation, settings.generations()) : info.sigma;
        slot.learningRate = info.stepFactor * settings.learningRate().at(slot.generation, settings.generations());
        slot.gradientScale = info.gradientScale;
        slot.estimator = info.estimator;
        slot.failedEpisodes = info.failedEpisodes;
        slot.nonFiniteEpisodes = info.nonFiniteEpisodes;
        slot.generationSteps = info.simulatorSteps;
        slot.simulatorSteps = simulatorSteps;
        slot.gradientSteps = gradientSteps;
        slot.tangentSteps = tangentSteps;
        slot.variance = info.variance;
        slot.growth = info.growth;
        slot.mixing = info.mixing;
        slot.nonFiniteGradients = info.nonFiniteGradients;
        slot.guard.copy(info.guard);
    }

    int generation() {
        return generation;
    }

    /** A copy of everything; not for the threads that train. */
    TrainingState state(RunIdentity identity, double elapsedSeconds) {
        return new TrainingState(
                settings,
                identity.task(),
                identity.taskFingerprint(),
                identity.policy(),
                identity.policyFingerprint(),
                identity.arithmetic(),
                generation,
                update,
                validated,
                simulatorSteps,
                gradientSteps,
                tangentSteps,
                elapsedSeconds,
                vectors.copyOut(vectors.theta()),
                vectors.copyOut(vectors.first()),
                vectors.copyOut(vectors.second()),
                settings.normalisation() == Normalisation.RUNNING ? statistics.state() : new double[0],
                estimator.state(),
                best());
    }

    TrainingState.Best best() {
        if (bestGeneration == Integer.MIN_VALUE) {
            return new TrainingState.Best(
                    bestGeneration,
                    Double.NaN,
                    Double.NaN,
                    vectors.copyOut(vectors.theta()),
                    centre.clone(),
                    scale.clone());
        }
        return new TrainingState.Best(
                bestGeneration,
                bestCost,
                bestSuccess,
                vectors.copyOut(memory.best()),
                bestCentre.clone(),
                bestScale.clone());
    }

    void restore(TrainingState state) {
        generation = state.generation();
        update = state.update();
        validated = state.validated();
        simulatorSteps = state.simulatorSteps();
        gradientSteps = state.gradientSteps();
        tangentSteps = state.tangentSteps();
        estimator.restore(state.estimator());
        vectors.copyIn(vectors.theta(), state.theta());
        vectors.copyIn(vectors.first(), state.firstMoment());
        vectors.copyIn(vectors.second(), state.secondMoment());
        if (state.statistics().length > 0) {
            statistics.restore(state.statistics());
        }
        normalise();
        TrainingState.Best best = state.best();
        bestGeneration = best.generation();
        bestCost = best.validationCost();
        bestSuccess = best.validationSuccess();
        vectors.copyIn(memory.best(), best.theta());
        System.arraycopy(best.centre(), 0, bestCentre, 0, bestCentre.length);
        System.arraycopy(best.scale(), 0, bestScale, 0, bestScale.length);
    }
}
