package dev.antipode.controller.paper;

import dev.antipode.controller.inspect.NormalStream;
import dev.antipode.core.random.Purpose;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * Smoothing at several scales, the widest first, against one scale for as many steps: descent on the {@link Sinusoid} by antithetic pairs.
 *
 * @param starts from which it descends, evenly over the range
 * @param steps of a descent, a multiple of the scales
 */
record CoarseToFine(int starts, int steps) implements Remedy {
    private static final double FREQUENCY = 10;
    private static final double[] SIGMAS = {3, 1, 0.1};
    private static final double RATE = 0.5;
    private static final int PAIRS = 8;

    @Override
    public double expectedSeconds() {
        return 1;
    }

    @Override
    public List<Finding> measure(FigureContext context) {
        double best = Double.POSITIVE_INFINITY;
        for (double x : Numbers.evenly(-Sinusoid.LARGEST, Sinusoid.LARGEST, 20001)) {
            best = Math.min(best, Sinusoid.loss(x, FREQUENCY));
        }
        double[] single = new double[SIGMAS.length];
        for (int s = 0; s < SIGMAS.length; s++) {
            single[s] = descend(context.seed(), SIGMAS[s]) - best;
        }
        double ladder = descend(context.seed(), SIGMAS) - best;
        context.done(1);
        return List.of(Remedy.line(
                "smoothing at several scales: perturbations of " + Arrays.toString(SIGMAS)
                        + ", one after another, instead of one; here descent on the loss of figure 1 at frequency "
                        + (int) FREQUENCY,
                String.format(
                        Locale.ROOT,
                        "from %d starts it ends %.3f above the lowest loss on average, with one scale %.3f, %.3f and %.3f",
                        starts,
                        ladder,
                        single[0],
                        single[1],
                        single[2]),
                ladder < Arrays.stream(single).min().orElseThrow()));
    }

    /** The mean loss at the end, each scale for an equal part of the steps. */
    private double descend(long seed, double... sigmas) {
        NormalStream normal = new NormalStream(seed, Purpose.PERTURBATION);
        double sum = 0;
        double[] from = Numbers.evenly(-Sinusoid.LARGEST, Sinusoid.LARGEST, starts);
        for (int start = 0; start < starts; start++) {
            double x = from[start];
            for (int step = 0; step < steps; step++) {
                double sigma = sigmas[step * sigmas.length / steps];
                double slope = 0;
                for (int pair = 0; pair < PAIRS; pair++) {
                    double draw = normal.get(start, step * PAIRS + pair);
                    double above = Sinusoid.loss(x + sigma * draw, FREQUENCY);
                    double below = Sinusoid.loss(x - sigma * draw, FREQUENCY);
                    slope += draw * (above - below) / (2 * sigma * PAIRS);
                }
                x -= RATE * slope;
            }
            sum += Sinusoid.loss(x, FREQUENCY);
        }
        return sum / starts;
    }
}
