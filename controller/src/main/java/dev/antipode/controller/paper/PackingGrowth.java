package dev.antipode.controller.paper;

import dev.antipode.sim.particles.DiskPacking;
import java.util.Arrays;

/**
 * How derivatives through the relaxation of packings grow with its steps, for one diameter.
 *
 * @param signs of the energy's derivative by the diameter, by step and start
 * @param logGradient its natural logarithm
 * @param logPerturbation natural logarithm of the length of a random perturbation of the places
 */
record PackingGrowth(double[][] signs, double[][] logGradient, double[][] logPerturbation) {
    static PackingGrowth measure(FigureContext context, DiskPacking packing, int starts, double diameter, int steps) {
        double[][] signs = new double[steps][starts];
        double[][] gradient = new double[steps][starts];
        double[][] perturbation = new double[steps][starts];
        for (int lane = 0; lane < starts; lane++) {
            packing.setDiameter(lane, diameter);
        }
        for (int run = 0; run < 2; run++) {
            packing.begin(context.seed(), true);
            if (run == 1) {
                packing.perturb(context.seed());
            }
            for (int step = 0; step < steps; step++) {
                packing.step(true);
                packing.rescale();
                for (int lane = 0; lane < starts; lane++) {
                    if (run == 0) {
                        double slope = packing.slope(lane);
                        signs[step][lane] = Math.signum(slope);
                        gradient[step][lane] = StrictMath.log(Math.abs(slope)) + packing.logScale(lane);
                    } else {
                        perturbation[step][lane] = packing.logGrowth(lane);
                    }
                }
                context.done((run * steps + step + 1) / (2.0 * steps));
            }
        }
        return new PackingGrowth(signs, gradient, perturbation);
    }

    /** The slopes of their growth from a step on. */
    GrowthSlopes slopes(int from) {
        int steps = signs.length;
        double[] horizon = Numbers.evenly(from, steps, steps - from + 1);
        return GrowthSlopes.of(
                horizon,
                squares(Arrays.copyOfRange(logGradient, from - 1, steps)),
                squares(Arrays.copyOfRange(logPerturbation, from - 1, steps)));
    }

    private static double[][] squares(double[][] logarithms) {
        return Arrays.stream(logarithms)
                .map(row -> Arrays.stream(row).map(x -> 2 * x).toArray())
                .toArray(double[][]::new);
    }

    /** ln of the variance of the derivative over starts, by step. */
    double[] logVariance() {
        double[] variance = new double[signs.length];
        for (int step = 0; step < variance.length; step++) {
            variance[step] = LogMoments.logVariance(signs[step], logGradient[step]);
        }
        return variance;
    }
}
