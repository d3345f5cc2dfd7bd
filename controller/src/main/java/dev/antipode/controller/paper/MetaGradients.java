package dev.antipode.controller.paper;

import dev.antipode.controller.inspect.NormalStream;
import dev.antipode.core.random.Purpose;
import java.util.Arrays;

/**
 * Estimates of the derivative of a smoothed meta-loss along a direction, each from one Gaussian perturbation of the learned rule: exact
 * ones through the inner training, and differences of the losses at the perturbation and at its mirror image. The meta-loss is the mean
 * logarithm of the loss after each inner step so far.
 *
 * @param signs of the exact derivatives, by inner step and sample
 * @param logGradient the natural logarithms of their magnitudes
 * @param logPerturbation natural logarithm of how much a random perturbation of the classifier has grown
 * @param difference of the logarithm of the loss between the perturbation and its mirror image, after each step
 * @param weight of each sample's difference
 */
record MetaGradients(
        double[][] signs, double[][] logGradient, double[][] logPerturbation, double[][] difference, double[] weight) {
    /** Of the perturbations: the paper's. */
    static final double SIGMA = 0.01;
    /** Of a whole unroll, for estimators that update after each. */
    static final int WINDOWS = 8;

    static MetaGradients measure(
            FigureContext context,
            InnerTraining training,
            double[] centre,
            double[] direction,
            int samples,
            int steps) {
        MetaGradients measured = new MetaGradients(
                new double[steps][samples],
                new double[steps][samples],
                new double[steps][samples],
                new double[steps][samples],
                new double[samples]);
        NormalStream normal = new NormalStream(context.seed(), Purpose.PERTURBATION);
        double[] above = new double[centre.length];
        double[] below = new double[centre.length];
        for (int sample = 0; sample < samples; sample++) {
            for (int i = 0; i < centre.length; i++) {
                double draw = normal.get(sample, i);
                above[i] = centre[i] + SIGMA * draw;
                below[i] = centre[i] - SIGMA * draw;
                measured.weight[sample] += direction[i] * draw / (2 * SIGMA);
            }
            measured.exact(training, above, direction, sample);
            measured.growth(training, above, context.seed(), sample);
            measured.mirrored(training, below, sample);
            context.done((sample + 1.0) / samples);
        }
        return measured;
    }

    private void exact(InnerTraining training, double[] rule, double[] direction, int sample) {
        training.beginAlong(rule, direction);
        for (int step = 0; step < signs.length; step++) {
            training.step();
            signs[step][sample] = training.derivativeSign();
            logGradient[step][sample] = training.logDerivative();
            difference[step][sample] = training.logLoss();
        }
    }

    private void growth(InnerTraining training, double[] rule, long seed, int sample) {
        training.beginPerturbed(rule, seed, sample);
        double start = training.logGrowth();
        for (int step = 0; step < signs.length; step++) {
            training.step();
            logPerturbation[step][sample] = training.logGrowth() - start;
        }
    }

    private void mirrored(InnerTraining training, double[] rule, int sample) {
        training.begin(rule);
        for (int step = 0; step < signs.length; step++) {
            training.step();
            difference[step][sample] -= training.logLoss();
        }
    }

    /** ln of the variance of the exact derivatives, by inner step. */
    double[] logVariance() {
        double[] variance = new double[signs.length];
        for (int step = 0; step < variance.length; step++) {
            variance[step] = LogMoments.logVariance(signs[step], logGradient[step]);
        }
        return variance;
    }

    /** The variance of antithetic pairs over whole unrolls, by inner step. */
    double[] pairVariance() {
        double[] variance = new double[signs.length];
        for (int step = 0; step < variance.length; step++) {
            variance[step] = windowVariance(0, step + 1);
        }
        return variance;
    }

    /**
     * The variance of noise-reuse evolution strategies for the cost of one pair: as many workers as windows, each in another window of its
     * own unroll, which it goes through with one perturbation (O. Li and others, "Noise-Reuse in Online Evolution Strategies", 2023). Each
     * window's estimate is that of a pair of its own, so the variances add up.
     *
     * @param steps of an unroll, a multiple of the windows
     */
    double reuseVariance(int steps) {
        int window = steps / WINDOWS;
        double sum = 0;
        for (int w = 0; w < WINDOWS; w++) {
            sum += windowVariance(w * window, (w + 1) * window);
        }
        return sum / ((double) WINDOWS * WINDOWS);
    }

    /** Of the estimates of the derivative of the mean over some steps. */
    private double windowVariance(int from, int to) {
        double[] estimates = new double[weight.length];
        for (int sample = 0; sample < estimates.length; sample++) {
            double sum = 0;
            for (int step = from; step < to; step++) {
                sum += difference[step][sample];
            }
            estimates[sample] = weight[sample] * sum / (to - from);
        }
        double error = Numbers.standardError(estimates);
        return error * error * estimates.length;
    }

    /** The slopes of growth over the second half of the steps, of the derivative of the summed logarithms. */
    GrowthSlopes slopes() {
        int steps = signs.length;
        int from = steps / 2;
        double[] horizon = Numbers.evenly(from, steps, steps - from + 1);
        double[][] gradients = new double[horizon.length][];
        double[][] perturbations = new double[horizon.length][];
        for (int h = 0; h < horizon.length; h++) {
            double sum = StrictMath.log(horizon[h]);
            gradients[h] = Arrays.stream(logGradient[from + h - 1])
                    .map(x -> 2 * (x + sum))
                    .toArray();
            perturbations[h] =
                    Arrays.stream(logPerturbation[from + h - 1]).map(x -> 2 * x).toArray();
        }
        return GrowthSlopes.of(horizon, gradients, perturbations);
    }
}
