package dev.antipode.controller.train;

import dev.antipode.core.memory.MemoryPlan;
import dev.antipode.core.random.EpisodeSet;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Samples both estimators of the gradient of the smoothed cost. Sample {@code i} draws a perturbation {@code e} and episodes of its
 * own, takes the truncated gradient at {@code theta + sigma e}, and costs there, at {@code theta - sigma e}, and at the mirror image
 * of the first across the plane at right angles to the direction {@code d} that is tested. The first two costs are an antithetic pair;
 * the first and the third give the slope along {@code d} alone, without the noise of all other directions.
 * Along {@code d} the perturbation is plus or minus 1 in place of a normal number: the same variance. Workers take whole
 * samples, so no bit depends on their number.
 */
final class GuardProbe {
    /** Samples of a probe, and of one that was undecided at first. */
    static final int FIRST = 4;

    static final int MOST = 8;

    private final EstimatorContext context;
    private final TruncatedBackprop backprop;
    private final int episodes;
    private final int count;
    private final F64Array gradients;
    private final F64Array costs;
    private final F64Array rows;
    /** The direction that is tested, of length 1. */
    private final F64Array direction;

    private final double[] sides = new double[MOST];
    private final double[] difference = new double[MOST];
    private final long[] steps = new long[MOST];
    private final AtomicInteger next = new AtomicInteger();
    private final WorkerPool.Phase phase = this::work;
    /** Products of each two samples. */
    final double[] gradientProducts = new double[MOST * MOST];

    final double[] pairProducts = new double[MOST * MOST];
    /** Slopes of the cost along the direction. */
    final double[] slopes = new double[MOST];

    private int generation;
    private int window;
    private long theta;
    private double sigma;
    private int end;

    private GuardProbe(EstimatorContext context, TruncatedBackprop backprop, Design design) {
        this.context = context;
        this.backprop = backprop;
        this.episodes = design.episodes;
        this.count = design.parameters;
        this.gradients = new F64Array(context.block(), design.gradients, MOST * count);
        this.costs = new F64Array(context.block(), design.costs, MOST * episodes);
        this.rows = new F64Array(context.block(), design.rows, MOST * Perturbations.CHUNK);
        this.direction = new F64Array(context.block(), design.direction, count);
    }

    /** The memory of a probe. */
    static final class Design {
        private final int episodes;
        private final int parameters;
        private long gradients;
        private long costs;
        private long rows;
        private long direction;

        Design(int episodes, int parameters) {
            this.episodes = episodes;
            this.parameters = parameters;
        }

        void plan(MemoryPlan.Builder plan) {
            gradients = plan.add(
                    "guard: sampled gradients",
                    MOST + " samples x " + parameters + " x F64",
                    F64Array.bytes(Math.multiplyExact(MOST, parameters)));
            costs = plan.add(
                    "guard: episode costs",
                    MOST + " samples x " + episodes + " episodes x F64",
                    F64Array.bytes(Math.multiplyExact(MOST, episodes)));
            rows = plan.add(
                    "guard: perturbation chunks",
                    MOST + " samples x " + Perturbations.CHUNK + " x F64",
                    F64Array.bytes(MOST * Perturbations.CHUNK));
            direction = plan.add("guard: tested direction", parameters + " x F64", F64Array.bytes(parameters));
        }

        GuardProbe make(EstimatorContext context, TruncatedBackprop backprop) {
            return new GuardProbe(context, backprop, this);
        }
    }

    /** Sets the direction, scaled to length 1; false if it has no length. */
    boolean aim(F64Array vector) {
        double squares = PairwiseSum.squares(vector, 0, count, 0);
        double length = Math.sqrt(squares);
        for (int i = 0; i < count; i++) {
            direction.set(i, vector.get(i) / length);
        }
        return length > 0 && length < Double.POSITIVE_INFINITY;
    }

    /**
     * Runs samples {@code first} to {@code last - 1}; those before must be of the same update.
     *
     * @return false if cancelled
     */
    boolean run(int gen, long parameters, double deviation, int steps, int first, int last) {
        generation = gen;
        theta = parameters;
        sigma = deviation;
        window = steps;
        end = last;
        next.set(first);
        context.pool().run(phase);
        if (context.population().cancelled()) {
            return false;
        }
        multiply(last);
        return true;
    }

    /** Live steps of samples 0 to {@code samples - 1}, of each of the three rollouts; a third of them is backpropagated. */
    long steps(int samples) {
        long sum = 0;
        for (int i = 0; i < samples; i++) {
            sum += steps[i];
        }
        return sum;
    }

    private void work(int index) {
        Worker worker = context.workers()[index];
        int sample = next.getAndIncrement();
        while (sample < end && !context.population().cancelled()) {
            sample(worker, sample);
            sample = next.getAndIncrement();
        }
    }

    private void sample(Worker worker, int sample) {
        double along = 0;
        for (int chunk = 0; chunk < Perturbations.chunks(count); chunk++) {
            fill(worker, sample, chunk);
            int first = chunk * Perturbations.CHUNK;
            for (int i = first; i < Math.min(first + Perturbations.CHUNK, count); i++) {
                along += context.perturbations().get(worker.staging, i - first) * direction.get(i);
            }
        }
        double side = along < 0 ? -1 : 1;
        sides[sample] = side - along;
        steps[sample] = 0;
        perturb(worker, sample, sigma, side - along);
        double plus = backpropagate(worker, sample);
        perturb(worker, sample, -sigma, side - along);
        double minus = plain(worker, sample);
        perturb(worker, sample, sigma, -side - along);
        double mirrored = plain(worker, sample);
        difference[sample] = (plus - minus) / (2 * sigma);
        slopes[sample] = (plus - mirrored) * side / (2 * sigma);
    }

    /** Pairs of the population's own come before. */
    private void fill(Worker worker, int sample, int chunk) {
        int pair = context.settings().population() / 2 + sample;
        context.perturbations().fill(worker.staging, generation, pair, chunk);
    }

    /** Writes {@code theta + scale (e + shift d)} to the worker's vector. */
    private void perturb(Worker worker, int sample, double scale, double shift) {
        Vectors vectors = context.vectors();
        for (int chunk = 0; chunk < Perturbations.chunks(count); chunk++) {
            fill(worker, sample, chunk);
            int first = chunk * Perturbations.CHUNK;
            for (int i = first; i < Math.min(first + Perturbations.CHUNK, count); i++) {
                double e = context.perturbations().get(worker.staging, i - first) + shift * direction.get(i);
                vectors.set(worker.perturbed, i, vectors.get(theta, i) + scale * e);
            }
        }
    }

    private double backpropagate(Worker worker, int sample) {
        GradientRunner runner = (GradientRunner) worker.runner;
        int lanes = context.simulation().lanes();
        for (int i = 0; i < count; i++) {
            gradients.set(sample * count + i, 0);
        }
        for (int offset = 0; offset < episodes; offset += lanes) {
            int live = Math.min(lanes, episodes - offset);
            backprop.spread(runner, worker.perturbed);
            int first = firstEpisode(sample) + offset;
            runner.backpropagate(generation, first, lanes, live, 1.0 / episodes, worker.perturbed, window, null);
            for (int group = 0; group < TruncatedBackprop.groups(live); group++) {
                for (int i = 0; i < count; i++) {
                    int at = sample * count + i;
                    gradients.set(at, gradients.get(at) + runner.groupGradient(i, group));
                }
            }
            collect(runner, sample, offset, live);
        }
        return PairwiseSum.mean(costs, sample * episodes, episodes);
    }

    private double plain(Worker worker, int sample) {
        int lanes = context.simulation().lanes();
        for (int offset = 0; offset < episodes; offset += lanes) {
            backprop.spread(worker.runner, worker.perturbed);
            worker.runner.run(EpisodeSet.TRAINING, generation, firstEpisode(sample) + offset, lanes, worker.perturbed);
            collect(worker.runner, sample, offset, Math.min(lanes, episodes - offset));
        }
        return PairwiseSum.mean(costs, sample * episodes, episodes);
    }

    /** The update's own episodes come before. */
    private int firstEpisode(int sample) {
        return (sample + 1) * episodes;
    }

    private void collect(EpisodeRunner runner, int sample, int offset, int live) {
        for (int lane = 0; lane < live; lane++) {
            double cost = runner.cost(lane);
            double charge = context.simulation().failureCharge();
            costs.set(sample * episodes + offset + lane, Double.isFinite(cost) ? cost : charge);
            steps[sample] += runner.liveSteps(lane);
        }
    }

    /** Products of each two samples, from their coordinates in order. */
    private void multiply(int samples) {
        for (int i = 0; i < samples; i++) {
            for (int j = 0; j < samples; j++) {
                gradientProducts[i * MOST + j] = 0;
                pairProducts[i * MOST + j] = 0;
            }
        }
        Worker worker = context.workers()[0];
        for (int chunk = 0; chunk < Perturbations.chunks(count); chunk++) {
            int first = chunk * Perturbations.CHUNK;
            int some = Math.min(Perturbations.CHUNK, count - first);
            for (int sample = 0; sample < samples; sample++) {
                fill(worker, sample, chunk);
                for (int k = 0; k < some; k++) {
                    double e =
                            context.perturbations().get(worker.staging, k) + sides[sample] * direction.get(first + k);
                    rows.set(sample * Perturbations.CHUNK + k, difference[sample] * e);
                }
            }
            for (int i = 0; i < samples; i++) {
                for (int j = 0; j < samples; j++) {
                    for (int k = 0; k < some; k++) {
                        pairProducts[i * MOST + j] +=
                                rows.get(i * Perturbations.CHUNK + k) * rows.get(j * Perturbations.CHUNK + k);
                        gradientProducts[i * MOST + j] +=
                                gradients.get(i * count + first + k) * gradients.get(j * count + first + k);
                    }
                }
            }
        }
    }
}
