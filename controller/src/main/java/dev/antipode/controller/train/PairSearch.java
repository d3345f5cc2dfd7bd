package dev.antipode.controller.train;

import dev.antipode.core.memory.MemoryPlan;
import dev.antipode.core.memory.Workspace;
import dev.antipode.core.program.Engine;
import dev.antipode.core.program.Frame;

/**
 * Antithetic evolution strategies for candidates that somebody else runs, one at a time: it hands out the candidates of a generation,
 * takes the costs of those pairs that came back whole, and steps. Perturbations, weights and steps are those of {@code es}.
 * Not thread-safe.
 */
public final class PairSearch implements AutoCloseable {
    private final LearningSettings settings;
    private final Engine engine;
    private final Perturbations perturbations;
    private final Workspace workspace;
    private final Vectors vectors;
    private final long perturbed;
    private final Frame staging;
    private final F64Array sums;
    private final Fitness fitness;
    private final int[] places;
    private int update;

    /**
     * Plans and allocates.
     *
     * @param parameters how many
     * @param settings of the run; population, sigma, shaping, scale, optimizer and learning rate are used
     * @param execution arithmetic, kernels and the budget of memory
     * @throws IllegalArgumentException if the estimator is another one
     * @throws dev.antipode.core.memory.BudgetExceededException if it takes more memory
     */
    public PairSearch(int parameters, LearningSettings settings, ExecutionSettings execution) {
        if (!(settings.estimator() instanceof EsChoice)) {
            throw new IllegalArgumentException("candidates that are run one at a time are compared by 'es', not by '"
                    + settings.estimator() + "'; leave the estimator out");
        }
        this.settings = settings;
        this.places = new int[settings.population() / 2];
        this.engine = new Engine(settings.precision(), execution.arithmetic(), execution.kernels());
        try {
            this.perturbations = new Perturbations(engine, settings.seed());
            MemoryPlan.Builder plan = MemoryPlan.builder();
            long bytes = (long) parameters * settings.precision().bytes();
            String shape = parameters + " x " + settings.precision();
            long theta = plan.add("parameters", shape, bytes);
            long gradient = plan.add("gradient", shape, bytes);
            long first = plan.add("first moment", shape, bytes);
            long second = plan.add("second moment", shape, bytes);
            perturbed = plan.add("perturbed parameters", shape, bytes);
            long chunk =
                    plan.add("perturbation chunk", perturbations.stagingDimensions(), perturbations.stagingBytes());
            long sum = plan.add("gradient chunk", Perturbations.CHUNK + " x F64", F64Array.bytes(Perturbations.CHUNK));
            Fitness.Plan shaped = new Fitness.Plan(settings.population());
            shaped.add(plan);
            this.workspace = Workspace.allocate(plan.build(), execution.budgetBytes());
            this.vectors =
                    new Vectors(workspace.block(), settings.precision(), parameters, theta, gradient, first, second);
            this.staging = perturbations.staging(workspace.block(), chunk, parameters);
            this.sums = new F64Array(workspace.block(), sum, Perturbations.CHUNK);
            this.fitness = shaped.make(workspace.block());
        } catch (RuntimeException e) {
            engine.close();
            throw e;
        }
        engine.startWarmUp();
    }

    /**
     * Sets the parameters that the run starts from.
     *
     * @param parameters one number a parameter, copied
     * @throws IllegalArgumentException if there are more or fewer
     */
    public void start(double[] parameters) {
        vectors.copyIn(vectors.theta(), parameters);
    }

    /**
     * Goes on from a saved run.
     *
     * @param state parameters, moments and the number of updates are taken
     */
    public void restore(TrainingState state) {
        update = state.update();
        vectors.copyIn(vectors.theta(), state.theta());
        vectors.copyIn(vectors.first(), state.firstMoment());
        vectors.copyIn(vectors.second(), state.secondMoment());
    }

    /**
     * One candidate.
     *
     * @param generation from 0
     * @param pair from 0
     * @param sign 1 or -1
     * @return its parameters, a new array
     */
    public double[] candidate(int generation, int pair, double sign) {
        double sigma = settings.sigma().at(generation, settings.generations());
        perturbations.perturb(staging, generation, pair, sign * sigma, vectors.theta(), perturbed, vectors.count());
        return vectors.copyOut(perturbed);
    }

    /**
     * Steps by the costs of a generation.
     *
     * @param generation from 0
     * @param plus cost of each pair's candidate with the sign 1; NaN where the pair was lost
     * @param minus cost of the other one
     * @return root mean square of the estimate before it was brought to scale; the parameters are unchanged where it is 0 or not finite
     */
    public double step(int generation, double[] plus, double[] minus) {
        int kept = 0;
        for (int pair = 0; pair < places.length; pair++) {
            if (Double.isFinite(plus[pair]) && Double.isFinite(minus[pair])) {
                fitness.costs().set(2 * kept, plus[pair]);
                fitness.costs().set(2 * kept + 1, minus[pair]);
                places[kept++] = pair;
            }
        }
        if (kept == 0) {
            return 0;
        }
        settings.shaping().shape(fitness.costs(), 2 * kept, fitness.order(), fitness.weights());
        estimate(generation, kept, 1 / (2.0 * kept * settings.sigma().at(generation, settings.generations())));
        double rms = vectors.rootMeanSquare(vectors.gradient());
        if (rms > 0 && Double.isFinite(rms)) {
            descend(generation, settings.gradientScale() == GradientScale.RAW ? 1 : 1 / rms);
        }
        return rms;
    }

    private void estimate(int generation, int kept, double factor) {
        for (int chunk = 0; chunk < Perturbations.chunks(vectors.count()); chunk++) {
            int from = chunk * Perturbations.CHUNK;
            int count = Math.min(Perturbations.CHUNK, vectors.count() - from);
            for (int i = 0; i < count; i++) {
                sums.set(i, 0);
            }
            for (int k = 0; k < kept; k++) {
                double weight = fitness.weights().get(2 * k) - fitness.weights().get(2 * k + 1);
                if (weight != 0) {
                    perturbations.add(staging, sums, generation, places[k], chunk, count, weight);
                }
            }
            for (int i = 0; i < count; i++) {
                vectors.set(vectors.gradient(), from + i, sums.get(i) * factor);
            }
        }
    }

    private void descend(int generation, double factor) {
        for (int i = 0; i < vectors.count(); i++) {
            vectors.set(vectors.gradient(), i, vectors.get(vectors.gradient(), i) * factor);
        }
        update++;
        double rate = settings.learningRate().at(generation, settings.generations());
        settings.optimizer().step(vectors, 0, vectors.count(), update, rate, settings.weightDecay());
    }

    /**
     * The parameters now.
     *
     * @return a copy
     */
    public double[] parameters() {
        return vectors.copyOut(vectors.theta());
    }

    /**
     * The optimizer's first moments.
     *
     * @return a copy
     */
    public double[] firstMoment() {
        return vectors.copyOut(vectors.first());
    }

    /**
     * The optimizer's second moments.
     *
     * @return a copy
     */
    public double[] secondMoment() {
        return vectors.copyOut(vectors.second());
    }

    /**
     * How often it has stepped.
     *
     * @return at least 0
     */
    public int updates() {
        return update;
    }

    /**
     * What was allocated.
     *
     * @return the plan
     */
    public MemoryPlan plan() {
        return workspace.plan();
    }

    /** Frees the memory. */
    @Override
    public void close() {
        engine.close();
        workspace.close();
    }
}
