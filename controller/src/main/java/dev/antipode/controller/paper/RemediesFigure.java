package dev.antipode.controller.paper;

import dev.antipode.controller.inspect.NormalStream;
import dev.antipode.controller.inspect.PolicyPoint;
import dev.antipode.core.program.Engine;
import dev.antipode.core.random.Purpose;
import dev.antipode.sim.TaskModel;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * Remedies of the paper's section 4: some measured on the hopper along a random direction of its policy's parameters, others each on
 * what it is for.
 *
 * @param episodes side by side, a multiple of 16
 * @param steps of an unroll
 * @param draws perturbations of the smoothed gradients
 * @param others that are measured elsewhere
 */
record RemediesFigure(int episodes, int steps, int draws, List<Remedy> others) implements Figure {
    /** The share of the hopper in the progress. */
    private static final double HOPPER = 0.6;

    private static final double SMALL_INIT = 0.01;
    private static final double SOFTNESS = 0.02;
    /** Of {@link dev.antipode.sim.rigid.World}. */
    private static final int SOFTNESS_PARAMETER = 2;

    private static final double[] SIGMAS = {0.001, 0.01, 0.1};
    private static final double LN_10 = 2.302585092994046;

    static RemediesFigure full() {
        return new RemediesFigure(
                64,
                400,
                64,
                List.of(
                        new TrainedRemedies(2_000_000, 3),
                        new GatedCells(16, 2, 30, 1000),
                        new ImplicitPacking(32, 32, 8000, 256, 0.6),
                        new SpectralPenalty(16, 2.5, 20, 1, 1000),
                        new CoarseToFine(201, 900)));
    }

    static RemediesFigure quick() {
        return new RemediesFigure(
                32,
                200,
                8,
                List.of(
                        new TrainedRemedies(1_000_000, 1),
                        new GatedCells(12, 2, 20, 150),
                        new ImplicitPacking(12, 16, 3000, 256, 0.6),
                        new SpectralPenalty(12, 2.5, 10, 1, 150),
                        new CoarseToFine(41, 900)));
    }

    @Override
    public String id() {
        return "remedies";
    }

    @Override
    public String title() {
        return "Remedies of section 4";
    }

    @Override
    public String shows() {
        return "that there are remedies for gradients that explode: better initialisation, softer systems, other cells, gradients that are "
                + "cut off, limited, implicit or regularised, smoothing and black-box gradients";
    }

    @Override
    public String settings() {
        return "hopper episodes " + episodes + " steps " + steps + " draws " + draws + ", " + others;
    }

    @Override
    public double expectedSeconds() {
        double elsewhere = others.stream().mapToDouble(Remedy::expectedSeconds).sum();
        return 30 + 5e-5 * episodes * steps * draws + elsewhere;
    }

    /** The direction's derivative by smoothing: decimal logarithms of variances. */
    private record Smoothed(double exact, double blackBox) {}

    @Override
    public FigureResult measure(FigureContext whole) {
        FigureContext context = whole.part(0, HOPPER);
        TaskModel task = Runner.HOPPER.task(steps);
        PolicyPoint init = Runner.initial(task, 1, context.seed());
        NormalStream normal = new NormalStream(context.seed(), Purpose.INSPECTION);
        double[] direction = new double[init.parameters().length];
        Arrays.setAll(direction, i -> normal.get(0, i));
        GrowthSlopes[] slopes = new GrowthSlopes[3];
        double[] variances = new double[3];
        Smoothed[] smoothed = new Smoothed[SIGMAS.length];
        try (Engine engine = context.scalarEngine();
                ShiftedLoop loop = new ShiftedLoop(task, init, direction, episodes, engine, context)) {
            slopes[0] = slopes(loop, variances, 0);
            context.done(0.2);
            for (int i = 0; i < SIGMAS.length; i++) {
                double share = 0.6 / SIGMAS.length;
                smoothed[i] =
                        smoothed(context.part(0.2 + i * share, 0.2 + (i + 1) * share), loop, SIGMAS[i], context.seed());
            }
            loop.use(Runner.initial(task, SMALL_INIT, context.seed()));
            slopes[1] = slopes(loop, variances, 1);
            context.done(0.9);
            loop.use(init);
            loop.fix(SOFTNESS_PARAMETER, SOFTNESS);
            slopes[2] = slopes(loop, variances, 2);
            context.done(1);
        }
        List<Finding> elsewhere = new ArrayList<>();
        for (int i = 0; i < others.size(); i++) {
            double share = (1 - HOPPER) / others.size();
            elsewhere.addAll(others.get(i).measure(whole.part(HOPPER + i * share, HOPPER + (i + 1) * share)));
        }
        return result(slopes, variances, smoothed, elsewhere);
    }

    /** Of perturbations over the second half of the steps; the variance of the derivative over all steps goes to the array. */
    private GrowthSlopes slopes(ShiftedLoop loop, double[] variances, int at) {
        double[][] growth = loop.perturbations(0, steps);
        variances[at] = log10Variance(loop.derivatives(0, steps)[steps - 1]);
        int from = steps / 2;
        double[][] squares = Arrays.stream(Arrays.copyOfRange(growth, from, steps))
                .map(row -> Arrays.stream(row).map(x -> 2 * x).toArray())
                .toArray(double[][]::new);
        return GrowthSlopes.of(Numbers.evenly(from + 1, steps, steps - from), squares, squares);
    }

    private static double log10Variance(double[] values) {
        return LogMoments.logVariance(values) / LN_10;
    }

    /** One estimate for every draw and episode: the derivative at the shifted policy, and the antithetic difference. */
    private Smoothed smoothed(FigureContext context, ShiftedLoop loop, double sigma, long seed) {
        NormalStream normal = new NormalStream(seed, Purpose.PERTURBATION);
        double[] exact = new double[draws * episodes];
        double[] blackBox = new double[draws * episodes];
        int[] horizon = {steps};
        for (int d = 0; d < draws; d++) {
            double draw = normal.get(d, 0);
            double[] derivative = loop.derivatives(sigma * draw, steps)[steps - 1];
            double[] above = loop.costs(sigma * draw, horizon)[0];
            double[] below = loop.costs(-sigma * draw, horizon)[0];
            for (int e = 0; e < episodes; e++) {
                exact[d * episodes + e] = derivative[e];
                blackBox[d * episodes + e] = (above[e] - below[e]) * draw / (2 * sigma);
            }
            context.done((d + 1.0) / draws);
        }
        return new Smoothed(log10Variance(exact), log10Variance(blackBox));
    }

    private FigureResult result(
            GrowthSlopes[] slopes, double[] variances, Smoothed[] smoothed, List<Finding> elsewhere) {
        List<Finding> findings = new ArrayList<>();
        findings.add(initialised(
                "better initialisation: a policy can start from any parameters; here init x " + SMALL_INIT,
                slopes[0],
                slopes[1],
                variances[0],
                variances[1]));
        findings.add(initialised(
                "softened contacts: the rigid bodies' parameter 'softness'; here " + SOFTNESS + " m",
                slopes[0],
                slopes[2],
                variances[0],
                variances[2]));
        int last = SIGMAS.length - 1;
        findings.add(Remedy.line(
                "smoothing: perturbations of the parameters, as every black-box estimator has; wider ones have the lower variance",
                String.format(
                        Locale.ROOT,
                        "variance of antithetic pairs 1e%.1f at sigma %s, 1e%.1f at %s",
                        smoothed[0].blackBox,
                        SIGMAS[0],
                        smoothed[last].blackBox,
                        SIGMAS[last]),
                smoothed[last].blackBox < smoothed[0].blackBox - 1));
        findings.add(Remedy.line(
                "black box: antithetic evolution strategies, the default; they vary less than gradients of the same smoothed loss",
                String.format(
                        Locale.ROOT,
                        "at sigma %s a variance of 1e%.1f against 1e%.1f",
                        SIGMAS[last],
                        smoothed[last].blackBox,
                        smoothed[last].exact),
                smoothed[last].blackBox < smoothed[last].exact));
        findings.addAll(elsewhere);
        double[] exact = Arrays.stream(smoothed).mapToDouble(Smoothed::exact).toArray();
        double[] blackBox =
                Arrays.stream(smoothed).mapToDouble(Smoothed::blackBox).toArray();
        Panel panel = new Panel(
                "smoothing",
                "Variance of the smoothed derivative over " + steps + " steps",
                "sigma",
                "variance",
                PanelScale.DECADES,
                PanelScale.DECADES,
                List.of(
                        Curve.line("exact gradient at perturbed parameters", 1, SIGMAS, exact),
                        Curve.line("antithetic pairs", 0, SIGMAS, blackBox)));
        long helped = findings.stream().filter(Finding::agrees).count();
        return new FigureResult(
                String.format(
                        Locale.ROOT,
                        "%d of %d help where they were measured, and on the hopper over %d steps antithetic pairs at sigma %s have a "
                                + "variance of 1e%.1f where the gradient has 1e%.1f",
                        helped,
                        findings.size(),
                        steps,
                        SIGMAS[last],
                        smoothed[last].blackBox,
                        smoothed[last].exact),
                findings,
                List.of(panel),
                List.of(
                        "On the hopper: along one random direction, in which a black-box estimate does not pay for the other dimensions. "
                                + "Variances are of the derivative of the mean cost a step, over "
                                + draws + " perturbations of " + episodes
                                + " episodes each; exponents of the state's perturbations are over the second half of the steps.",
                        "Each of the others is measured on what it is for, as its line says, with nothing tuned; the sections on figure 6 "
                                + "and on recurrent networks say more. A line that did not help says so for this system and this size."));
    }

    /** It helps where perturbations grow less beyond doubt, or the variance falls by a factor of ten. */
    private static Finding initialised(
            String what, GrowthSlopes before, GrowthSlopes after, double varianceBefore, double varianceAfter) {
        double error = Math.hypot(before.lyapunov().error(), after.lyapunov().error()) / 2;
        double first = before.lyapunov().value() / 2;
        double second = after.lyapunov().value() / 2;
        return Remedy.line(
                what,
                String.format(
                        Locale.ROOT,
                        "Lyapunov exponent %.4f to %.4f a step (± %.4f), variance of the gradient 1e%.1f to 1e%.1f",
                        first,
                        second,
                        error,
                        varianceBefore,
                        varianceAfter),
                second < first - 2 * error || varianceAfter < varianceBefore - 1);
    }
}
