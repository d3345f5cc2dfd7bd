package dev.antipode.controller.paper;

import dev.antipode.core.program.Engine;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * Figure 3: the meta-loss of a learned optimizer along a direction of its parameters, by the number of inner steps, and the variance of
 * its derivative through the inner training, with that of evolution strategies.
 *
 * @param digits the batch of the inner task
 * @param task what is trained
 * @param rule the optimizer that is learned
 * @param points of a slice
 * @param horizons of the slices, ascending
 * @param averaged points at which the meta-loss is smoothed, too
 * @param samples perturbations of the smoothed meta-loss
 * @param steps of the unroll that variances are measured over, a multiple of {@link MetaGradients#WINDOWS}
 * @param shifts where along the direction they are
 */
record OptimizerFigure(
        Digits digits,
        InnerTask task,
        LearnedRule rule,
        int points,
        int[] horizons,
        int averaged,
        int samples,
        int steps,
        double[] shifts)
        implements Figure {
    /** Pictures of the batch at full size. */
    static final int FULL_BATCH = 64;
    /** Pictures of the batch at reduced size. */
    static final int QUICK_BATCH = 32;

    private static final double REACH = 0.01;
    private static final int CANDIDATES = 10;
    private static final double STEP_SIZE = 0.1;
    private static final double LN_10 = 2.302585092994046;

    static OptimizerFigure full(Digits digits) {
        return new OptimizerFigure(
                digits,
                new InnerTask(32),
                new LearnedRule(32, STEP_SIZE),
                101,
                new int[] {8, 32, 128, 256, 512, 1024},
                21,
                64,
                128,
                new double[] {0, 0.002, 0.005, 0.008});
    }

    static OptimizerFigure quick(Digits digits) {
        return new OptimizerFigure(
                digits,
                new InnerTask(8),
                new LearnedRule(8, STEP_SIZE),
                41,
                new int[] {8, 32, 128},
                11,
                32,
                128,
                new double[] {0, 0.008});
    }

    @Override
    public String id() {
        return "3";
    }

    @Override
    public String title() {
        return "Figure 3: a learned optimizer";
    }

    @Override
    public String shows() {
        return "that the meta-loss of a learned optimizer is smooth for few inner steps and rough for many, and that the variance of its "
                + "gradient through the inner training grows exponentially";
    }

    @Override
    public String settings() {
        return digits.source() + ", batch " + digits.classes().length + " hidden " + task.hidden() + " rule "
                + rule.hidden() + " step " + rule.stepSize() + " points " + points + " horizons "
                + Arrays.toString(horizons) + " averaged " + averaged + " samples " + samples + " steps " + steps
                + " shifts "
                + Arrays.toString(shifts);
    }

    @Override
    public double expectedSeconds() {
        double unrolled = (double) points * horizons[horizons.length - 1]
                + (double) averaged * samples * steps
                + 5.0 * steps * (samples * shifts.length + CANDIDATES);
        return 20 + unrolled * task.parameterCount() * rule.parameterCount() * 3.5e-10;
    }

    @Override
    public FigureResult measure(FigureContext context) {
        try (Engine engine = context.engine();
                InnerTraining training = new InnerTraining(
                        rule,
                        task,
                        digits,
                        context.seed(),
                        engine,
                        context.execution().budgetBytes())) {
            FigureContext rest = context.warm(engine, expectedSeconds());
            LearnedCandidate chosen = LearnedCandidate.chosen(rest.part(0, 0.1), training, rule, CANDIDATES, steps);
            MetaSlices slices = MetaSlices.measure(
                    rest.part(0.1, 0.3), training, chosen, Numbers.evenly(-REACH, REACH, points), horizons);
            SampledSlices smoothed = MetaSlices.perturbed(
                    rest.part(0.3, 0.4), training, chosen, Numbers.evenly(-REACH, REACH, averaged), samples, steps);
            MetaGradients[] gradients = new MetaGradients[shifts.length];
            for (int i = 0; i < shifts.length; i++) {
                double share = 0.6 / shifts.length;
                gradients[i] = MetaGradients.measure(
                        rest.part(0.4 + i * share, 0.4 + (i + 1) * share),
                        training,
                        chosen.at(shifts[i]),
                        chosen.direction(),
                        samples,
                        steps);
            }
            return result(chosen, slices, smoothed, gradients);
        }
    }

    private FigureResult result(
            LearnedCandidate chosen, MetaSlices slices, SampledSlices smoothed, MetaGradients[] gradients) {
        double[][] exact = new double[gradients.length][];
        double[][] pairs = new double[gradients.length][];
        Arrays.setAll(exact, i -> Numbers.decimal(gradients[i].logVariance()));
        Arrays.setAll(pairs, i -> Numbers.log10(gradients[i].pairVariance()));
        int end = steps - 1;
        int early = steps / MetaGradients.WINDOWS - 1;
        int worst = 0;
        for (int i = 1; i < exact.length; i++) {
            worst = exact[i][end] > exact[worst][end] ? i : worst;
        }
        double factor = exact[worst][end] - exact[worst][early];
        double reused = StrictMath.log10(gradients[worst].reuseVariance(steps));
        List<Finding> findings = new ArrayList<>();
        findings.add(slices.finding());
        findings.add(new Finding(
                "the average over Gaussian perturbations of the parameters is smooth where single ones are rough",
                String.format(
                        Locale.ROOT,
                        "turning the slope takes %.3f of the path of the mean of %d and %.3f of a single one's, the median, after %d steps",
                        smoothed.meanRoughness(),
                        samples,
                        smoothed.sampleRoughness(),
                        steps),
                smoothed.meanRoughness() < smoothed.sampleRoughness() / 2));
        findings.add(new Finding(
                "the variance of the gradient grows by orders of magnitude with the inner steps",
                String.format(
                        Locale.ROOT,
                        "by a factor of 1e%.1f from %d to %d steps at shift %s",
                        factor,
                        early + 1,
                        steps,
                        shifts[worst]),
                factor > 2));
        GrowthSlopes[] slopes = new GrowthSlopes[gradients.length];
        List<String> calm = new ArrayList<>();
        for (int i = 0; i < slopes.length; i++) {
            slopes[i] = gradients[i].slopes();
            String where = "shift " + shifts[i];
            if (slopes[i].exponential()) {
                findings.add(slopes[i].typical(where));
                findings.add(slopes[i].rare(where));
            } else {
                calm.add(where + " (" + slopes[i].lyapunov().text() + " a step)");
            }
        }
        findings.add(new Finding(
                "evolution strategies vary less than the exact gradient of the same smoothed meta-loss",
                String.format(
                        Locale.ROOT,
                        "1e%.1f against 1e%.1f after %d steps at shift %s",
                        pairs[worst][end],
                        exact[worst][end],
                        steps,
                        shifts[worst]),
                pairs[worst][end] < exact[worst][end]));
        findings.add(new Finding(
                "noise-reuse evolution strategies vary no more than whole unrolls for the same number of inner steps (Li and others, 2023)",
                String.format(Locale.ROOT, "1e%.1f against 1e%.1f", reused, pairs[worst][end]),
                reused <= pairs[worst][end]));
        return new FigureResult(
                String.format(
                        Locale.ROOT,
                        "a variance of the meta-gradient that grows by 1e%.1f from %d to %d inner steps, to 1e%.1f where antithetic pairs "
                                + "have 1e%.1f and noise-reuse ones 1e%.1f",
                        factor,
                        early + 1,
                        steps,
                        exact[worst][end],
                        pairs[worst][end],
                        reused),
                findings,
                List.of(
                        slices.panel(),
                        smoothedPanel(smoothed),
                        variancePanel(exact, pairs, gradients[worst], slopes[worst], worst)),
                notes(chosen, calm));
    }

    private Panel smoothedPanel(SampledSlices smoothed) {
        return new Panel(
                "smoothed",
                "Mean logarithm of the cross-entropy over " + steps + " inner steps at perturbed parameters",
                "shift along the direction",
                "meta-loss",
                PanelScale.LINEAR,
                PanelScale.LINEAR,
                smoothed.curves("perturbation"));
    }

    private Panel variancePanel(
            double[][] exact, double[][] pairs, MetaGradients gradients, GrowthSlopes slopes, int worst) {
        double[] horizon = Numbers.evenly(1, steps, steps);
        List<Curve> curves = new ArrayList<>();
        for (int i = 0; i < exact.length; i++) {
            curves.add(Curve.line("gradient at shift " + shifts[i], i, horizon, exact[i]));
        }
        curves.add(Curve.line("antithetic pairs at shift " + shifts[worst], 4, horizon, pairs[worst]));
        int count = steps / MetaGradients.WINDOWS;
        double[] x = new double[count];
        double[] y = new double[count];
        for (int i = 0; i < count; i++) {
            x[i] = (i + 1) * MetaGradients.WINDOWS;
            y[i] = StrictMath.log10(gradients.reuseVariance((i + 1) * MetaGradients.WINDOWS));
        }
        curves.add(Curve.line("noise-reuse at shift " + shifts[worst], 5, x, y));
        double[] ends = {steps / 2.0, steps};
        double start = exact[worst][steps / 2 - 1];
        double rise = slopes.lyapunov().value() * (ends[1] - ends[0]) / LN_10;
        curves.add(Curve.reference("twice the Lyapunov exponent", ends, new double[] {start, start + rise}));
        return new Panel(
                "variance",
                "Variance of the meta-gradient along the direction",
                "inner steps",
                "variance",
                PanelScale.LINEAR,
                PanelScale.DECADES,
                curves);
    }

    private List<String> notes(LearnedCandidate chosen, List<String> calm) {
        List<String> notes = new ArrayList<>();
        notes.add(String.format(
                Locale.ROOT,
                "The inner task is a classifier of 8 x 8 pixels with %d hidden units (%d parameters) on %s, always the same batch of %d. "
                        + "The optimizer is the per-parameter network of the authors' library with two layers of %d units (%d parameters) "
                        + "and steps of %s instead of 0.001, so that a small classifier is trained within the steps shown.",
                task.hidden(),
                task.parameterCount(),
                digits.source(),
                digits.classes().length,
                rule.hidden(),
                rule.parameterCount(),
                rule.stepSize()));
        notes.add(String.format(
                Locale.ROOT,
                "Rule and direction are those of %d random ones where perturbations of the classifier grow most, by exp(%.1f) in %d steps: "
                        + "the paper chose out of 10, too. The gradient is carried forward along the direction, which has standard normal "
                        + "components, through every inner gradient and the step it leads to. Variances are over %d perturbations of "
                        + "all parameters of the optimizer with standard deviation %s; slopes are over the second half of the steps, of "
                        + "natural logarithms of squares, with standard errors by the jackknife.",
                CANDIDATES,
                chosen.growth(),
                steps,
                samples,
                MetaGradients.SIGMA));
        notes.add(
                "Noise-reuse estimates are those of " + MetaGradients.WINDOWS
                        + " workers in as many windows of their own unrolls, which together take as many inner steps as one pair.");
        if (!calm.isEmpty()) {
            notes.add("Typical perturbations do not grow, so that no exponential is fitted: " + String.join(", ", calm)
                    + ".");
        }
        return notes;
    }
}
