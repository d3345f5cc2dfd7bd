package dev.antipode.controller.paper;

import dev.antipode.controller.inspect.NormalStream;
import dev.antipode.core.random.Purpose;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The meta-loss of a learned rule along a direction: the mean logarithm of the classifier's loss after each inner step so far.
 *
 * @param shifts along the direction
 * @param horizons in inner steps, ascending
 * @param losses by horizon and shift
 */
record MetaSlices(double[] shifts, int[] horizons, double[][] losses) {
    static MetaSlices measure(
            FigureContext context,
            InnerTraining training,
            LearnedCandidate candidate,
            double[] shifts,
            int[] horizons) {
        double[][] losses = new double[horizons.length][shifts.length];
        for (int p = 0; p < shifts.length; p++) {
            training.begin(candidate.at(shifts[p]));
            double sum = 0;
            int step = 0;
            for (int h = 0; h < horizons.length; h++) {
                for (; step < horizons[h]; step++) {
                    training.step();
                    sum += training.logLoss();
                }
                losses[h][p] = sum / step;
            }
            context.done((p + 1.0) / shifts.length);
        }
        return new MetaSlices(shifts, horizons, losses);
    }

    /** At Gaussian perturbations of all parameters of the rule, the same for every shift. */
    static SampledSlices perturbed(
            FigureContext context,
            InnerTraining training,
            LearnedCandidate candidate,
            double[] shifts,
            int samples,
            int steps) {
        NormalStream normal = new NormalStream(context.seed(), Purpose.PERTURBATION);
        double[][] losses = new double[samples][shifts.length];
        for (int sample = 0; sample < samples; sample++) {
            for (int p = 0; p < shifts.length; p++) {
                double[] perturbed = candidate.at(shifts[p]);
                for (int i = 0; i < perturbed.length; i++) {
                    perturbed[i] += MetaGradients.SIGMA * normal.get(sample, i);
                }
                training.begin(perturbed);
                for (int step = 0; step < steps; step++) {
                    training.step();
                    losses[sample][p] += training.logLoss() / steps;
                }
            }
            context.done((sample + 1.0) / samples);
        }
        return new SampledSlices(shifts, losses);
    }

    Finding finding() {
        int longest = horizons.length - 1;
        double few = SampledSlices.roughness(losses[0]);
        double many = SampledSlices.roughness(losses[longest]);
        return new Finding(
                "slices are smooth for few inner steps and rough for many",
                String.format(
                        Locale.ROOT,
                        "turning a slice's slope takes %.3f of its path at %d steps and %.3f at %d",
                        few,
                        horizons[0],
                        many,
                        horizons[longest]),
                many > 2 * few);
    }

    Panel panel() {
        List<Curve> curves = new ArrayList<>();
        for (int h = 0; h < horizons.length; h++) {
            curves.add(Curve.line(horizons[h] + " inner steps", h, shifts, losses[h]));
        }
        return new Panel(
                "slices",
                "Mean logarithm of the cross-entropy over so many inner steps",
                "shift along the direction",
                "meta-loss",
                PanelScale.LINEAR,
                PanelScale.LINEAR,
                curves);
    }
}
