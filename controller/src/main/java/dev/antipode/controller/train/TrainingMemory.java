package dev.antipode.controller.train;

import dev.antipode.core.memory.MemoryPlan;
import dev.antipode.core.memory.Workspace;
import java.lang.foreign.MemorySegment;

/**
 * The memory of a training run: planned first, then allocated once. Four vectors of the parameters' size, one more for each
 * worker whatever the population, and the copy of the best that is the run's result.
 */
final class TrainingMemory implements AutoCloseable {
    private final Simulation simulation;
    private final Perturbations perturbations;
    private final LearningSettings settings;
    private final int threads;
    private final MemoryPlan plan;
    private final long[] perturbed;
    private final long[] runners;
    private final long[] staging;
    private final long[] sums;
    private final long theta;
    private final long gradient;
    private final long first;
    private final long second;
    private final long best;
    private final long costs;
    private final EstimatorDesign estimator;
    private final long observations;
    private Workspace workspace;

    TrainingMemory(Simulation simulation, Perturbations perturbations, LearningSettings settings, int threads) {
        this.simulation = simulation;
        this.perturbations = perturbations;
        this.settings = settings;
        this.threads = threads;
        String kind = EstimatorText.of(settings.estimator().toString()).name();
        MemoryPlan.Builder builder = MemoryPlan.builder("training by " + kind);
        long vector = (long) simulation.parameterCount() * settings.precision().bytes();
        String shape = simulation.parameterCount() + " x " + settings.precision();
        theta = builder.add("parameters", shape, vector);
        gradient = builder.add("gradient", shape, vector);
        first = builder.add("first moment", shape, vector);
        second = builder.add("second moment", shape, vector);
        perturbed = new long[threads];
        runners = new long[threads];
        staging = new long[threads];
        sums = new long[threads];
        for (int w = 0; w < threads; w++) {
            perturbed[w] = builder.add("worker " + w + ": perturbed parameters", shape, vector);
            runners[w] =
                    builder.add("worker " + w + ": episodes", simulation.runnerDimensions(), simulation.runnerBytes());
            staging[w] = builder.add(
                    "worker " + w + ": perturbation chunk",
                    perturbations.stagingDimensions(),
                    perturbations.stagingBytes());
            sums[w] = builder.add(
                    "worker " + w + ": gradient chunk",
                    Perturbations.CHUNK + " x F64",
                    F64Array.bytes(Perturbations.CHUNK));
        }
        best = builder.add("result: best parameters", shape, vector);
        costs = builder.add(
                "episode costs",
                candidates() + " candidates x " + settings.episodes() + " episodes, or " + settings.validationEpisodes()
                        + " validation episodes, x F64",
                F64Array.bytes(costCapacity()));
        estimator = EstimatorDesign.of(settings, simulation);
        estimator.plan(builder);
        observations = settings.normalisation() == Normalisation.RUNNING
                ? builder.add(
                        "observation sums",
                        "(2 x " + simulation.observationCount() + " observations + 1) x " + observed()
                                + " episodes x F64",
                        F64Array.bytes(sumsLength()))
                : -1;
        plan = builder.build();
    }

    /** The perturbed ones and the centre. */
    private int candidates() {
        return 1 + (settings.estimator().population() ? settings.population() : 0);
    }

    private int costCapacity() {
        return Math.max(Math.multiplyExact(candidates(), settings.episodes()), settings.validationEpisodes());
    }

    private int sumsLength() {
        return ObservationSums.length(simulation.observationCount(), observed());
    }

    private int observed() {
        return settings.estimator().observedEpisodes(settings.population(), settings.episodes());
    }

    MemoryPlan plan() {
        return plan;
    }

    void allocate(long budgetBytes) {
        long spare = threads * simulation.spareTapeBytes();
        workspace = Workspace.allocate(
                plan,
                budgetBytes,
                spare == 0 ? "" : "--tape checkpoints, which needs " + MemoryPlan.readable(spare) + " less");
    }

    private MemorySegment block() {
        return workspace.block();
    }

    Vectors vectors() {
        return new Vectors(block(), settings.precision(), simulation.parameterCount(), theta, gradient, first, second);
    }

    Worker[] workers() {
        Worker[] workers = new Worker[threads];
        for (int w = 0; w < threads; w++) {
            workers[w] = new Worker(
                    simulation.runner(block(), runners[w]),
                    perturbed[w],
                    perturbations.staging(block(), staging[w], simulation.parameterCount()),
                    new F64Array(block(), sums[w], Perturbations.CHUNK));
        }
        return workers;
    }

    long best() {
        return best;
    }

    F64Array costs() {
        return new F64Array(block(), costs, costCapacity());
    }

    /** To be called once. */
    Estimator estimator(Population population, WorkerPool pool, Worker[] workers, Vectors vectors) {
        return estimator.make(new EstimatorContext(
                settings, simulation, population, perturbations, pool, workers, vectors, block(), observationSums()));
    }

    /** Null where observations are scaled by their ranges. */
    ObservationSums observationSums() {
        return observations < 0
                ? null
                : new ObservationSums(simulation.observationCount(), new F64Array(block(), observations, sumsLength()));
    }

    @Override
    public void close() {
        if (workspace != null) {
            workspace.close();
        }
    }
}
