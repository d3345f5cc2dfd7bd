package dev.antipode.controller.paper;

import dev.antipode.controller.inspect.NormalStream;
import dev.antipode.core.random.Purpose;

/**
 * A learned rule and a direction to look along.
 *
 * @param parameters of the rule
 * @param direction with standard normal components
 * @param growth natural logarithm of how much a random perturbation of the classifier grew
 */
record LearnedCandidate(double[] parameters, double[] direction, double growth) {
    /** The parameters, shifted along the direction. */
    double[] at(double shift) {
        double[] shifted = parameters.clone();
        for (int i = 0; i < shifted.length; i++) {
            shifted[i] += shift * direction[i];
        }
        return shifted;
    }

    /** Of random rules and directions, the one where perturbations grow most: many are flat, as the paper says. */
    static LearnedCandidate chosen(
            FigureContext context, InnerTraining training, LearnedRule rule, int candidates, int steps) {
        NormalStream normal = new NormalStream(context.seed(), Purpose.POLICY_INITIALISATION);
        LearnedCandidate best = null;
        for (int c = 0; c < candidates; c++) {
            double[] parameters = new double[rule.parameterCount()];
            double[] direction = new double[rule.parameterCount()];
            for (int i = 0; i < parameters.length; i++) {
                int fanIn = rule.fanIn(i);
                parameters[i] = fanIn == 0 ? 0 : normal.get(2 * c, i) / Math.sqrt(fanIn);
                direction[i] = normal.get(2 * c + 1, i);
            }
            training.beginPerturbed(parameters, context.seed(), c);
            double start = training.logGrowth();
            for (int step = 0; step < steps; step++) {
                training.step();
            }
            double growth = training.logGrowth() - start;
            if (best == null || growth > best.growth) {
                best = new LearnedCandidate(parameters, direction, growth);
            }
            context.done((c + 1.0) / candidates);
        }
        return best;
    }
}
