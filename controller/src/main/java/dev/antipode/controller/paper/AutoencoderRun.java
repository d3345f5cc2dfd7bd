package dev.antipode.controller.paper;

import java.util.Arrays;

/**
 * A training of an autoencoder with one kind of gradient.
 *
 * @param kind of gradient
 * @param rate of Adam, the best of those tried
 * @param updates at which the bound was looked at
 * @param bounds on pictures that are not for training
 */
record AutoencoderRun(EncoderGradient kind, double rate, double[] updates, double[] bounds) {
    /** How often the bound is looked at. */
    private static final int LOOKS = 20;

    private static final double[] RATES = {0.001, 0.003, 0.01, 0.03};

    double last() {
        return bounds[bounds.length - 1];
    }

    /** With the rate that ends best. */
    static AutoencoderRun best(
            FigureContext context, AutoencoderTraining training, double[] start, EncoderGradient kind, int updates) {
        AutoencoderRun best = null;
        for (int r = 0; r < RATES.length; r++) {
            AutoencoderRun run = run(training, start, kind, updates, RATES[r]);
            // Not a number where it diverged.
            if (best == null || Double.isNaN(best.last()) || run.last() < best.last()) {
                best = run;
            }
            context.done((r + 1.0) / RATES.length);
        }
        return best;
    }

    private static AutoencoderRun run(
            AutoencoderTraining training, double[] start, EncoderGradient kind, int updates, double rate) {
        training.begin(start);
        double[] at = new double[LOOKS + 1];
        double[] bounds = new double[LOOKS + 1];
        int done = 0;
        for (int look = 0; look <= LOOKS; look++) {
            for (; done < updates * look / LOOKS; done++) {
                training.update(kind, done, rate);
            }
            at[look] = done;
            training.loadTested();
            bounds[look] = training.bound();
        }
        return new AutoencoderRun(kind, rate, at, bounds);
    }

    /**
     * The variance of a kind of gradient, summed over parameters.
     *
     * @param batches numbers of pictures, ascending, the last one that of the lanes
     * @return one for each
     */
    static double[] variances(
            AutoencoderTraining training, double[] at, EncoderGradient kind, int[] batches, int draws) {
        training.begin(at);
        double[][] sums = new double[batches.length][at.length];
        double[][] squares = new double[batches.length][at.length];
        for (int draw = 0; draw < draws; draw++) {
            training.load(draw);
            training.estimate(kind, draw);
            for (int b = 0; b < batches.length; b++) {
                training.gather(kind, draw, batches[b]);
                for (int i = 0; i < at.length; i++) {
                    double value = training.parameters().gradient(i);
                    sums[b][i] += value;
                    squares[b][i] += value * value;
                }
            }
        }
        double[] variances = new double[batches.length];
        Arrays.setAll(variances, b -> {
            double sum = 0;
            for (int i = 0; i < at.length; i++) {
                sum += (squares[b][i] - sums[b][i] * sums[b][i] / draws) / (draws - 1);
            }
            return sum;
        });
        return variances;
    }
}
