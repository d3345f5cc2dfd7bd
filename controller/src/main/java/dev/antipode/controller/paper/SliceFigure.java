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
import java.util.stream.IntStream;

/**
 * Figure 2: the loss of a running body along a random direction of its policy's parameters, by horizon, and the variance of its
 * derivative in that direction.
 *
 * @param runner the body
 * @param episodes side by side, a multiple of 16
 * @param points of a slice, odd
 * @param steps the longest horizon
 */
record SliceFigure(Runner runner, int episodes, int points, int steps) implements Figure {
    private static final double REACH = 0.005;
    private static final int[] HORIZONS = {1, 2, 4, 8, 16};
    /** The horizon whose samples are drawn. */
    private static final int SAMPLED = 3;

    private static final double[] SHIFTS = {-0.005, 0, 0.0025, 0.005};
    private static final double[] SCALES = {1, 0.01};
    private static final double LN_10 = 2.302585092994046;

    static SliceFigure full() {
        return new SliceFigure(Runner.ANT, 64, 101, 200);
    }

    static SliceFigure quick() {
        return new SliceFigure(Runner.HOPPER, 64, 41, 200);
    }

    @Override
    public String id() {
        return "2";
    }

    @Override
    public String title() {
        return "Figure 2: losses of a running body";
    }

    @Override
    public String shows() {
        return "that the loss along a direction of the policy is smooth for short unrolls and rough for long ones, and that the "
                + "variance of its gradient grows exponentially with the unroll";
    }

    @Override
    public String settings() {
        return runner + " episodes " + episodes + " points " + points + " steps " + steps;
    }

    @Override
    public double expectedSeconds() {
        return runner == Runner.HOPPER ? 25 : 60;
    }

    /** What was measured at one initialisation. */
    private record Measured(double[][][] costs, double[][][] derivatives, GrowthSlopes slopes, double[][] growth) {}

    @Override
    public FigureResult measure(FigureContext context) {
        Measured[] measured = new Measured[SCALES.length];
        TaskModel task = runner.task(steps);
        PolicyPoint[] starts = new PolicyPoint[SCALES.length];
        Arrays.setAll(starts, s -> Runner.initial(task, SCALES[s], context.seed()));
        NormalStream normal = new NormalStream(context.seed(), Purpose.INSPECTION);
        double[] direction = new double[starts[0].parameters().length];
        Arrays.setAll(direction, i -> normal.get(0, i));
        try (Engine engine = context.engine();
                ShiftedLoop loop = new ShiftedLoop(task, starts[0], direction, episodes, engine, context)) {
            FigureContext rest = context.warm(engine, expectedSeconds());
            for (int s = 0; s < SCALES.length; s++) {
                loop.use(starts[s]);
                FigureContext part = rest.part(s / (double) SCALES.length, (s + 1.0) / SCALES.length);
                measured[s] = measure(part, loop);
            }
        }
        return result(measured);
    }

    private int[] horizons() {
        return IntStream.concat(IntStream.of(HORIZONS), IntStream.of(steps)).toArray();
    }

    private Measured measure(FigureContext context, ShiftedLoop loop) {
        int[] horizons = horizons();
        double[][][] costs = new double[points][][];
        double[] shifts = Numbers.evenly(-REACH, REACH, points);
        double work = points + 6 * (SHIFTS.length + 1);
        for (int p = 0; p < points; p++) {
            costs[p] = loop.costs(shifts[p], horizons);
            context.done((p + 1) / work);
        }
        double[][][] derivatives = new double[SHIFTS.length][][];
        for (int i = 0; i < SHIFTS.length; i++) {
            derivatives[i] = loop.derivatives(SHIFTS[i], steps);
            context.done((points + 6.0 * (i + 1)) / work);
        }
        double[][] growth = loop.perturbations(0, steps);
        return new Measured(costs, derivatives, slopes(derivatives[1], growth), growth);
    }

    /** Of the derivative of the summed cost at the centre, over the second half of the horizons. */
    private GrowthSlopes slopes(double[][] derivatives, double[][] growth) {
        int from = steps / 2;
        double[] horizon = Numbers.evenly(from, steps, steps - from + 1);
        double[][] gradients = new double[horizon.length][episodes];
        double[][] perturbations = new double[horizon.length][episodes];
        for (int h = 0; h < horizon.length; h++) {
            for (int e = 0; e < episodes; e++) {
                double sum = derivatives[from + h - 1][e] * horizon[h];
                gradients[h][e] = 2 * StrictMath.log(Math.abs(sum));
                perturbations[h][e] = 2 * growth[from + h - 1][e];
            }
        }
        return GrowthSlopes.of(horizon, gradients, perturbations);
    }

    private FigureResult result(Measured[] measured) {
        int[] horizons = horizons();
        double[] shifts = Numbers.evenly(-REACH, REACH, points);
        List<Panel> panels = new ArrayList<>();
        List<Curve> slices = new ArrayList<>();
        double[] roughness = new double[horizons.length];
        for (int h = 0; h < horizons.length; h++) {
            double[] slice = new double[points];
            for (int p = 0; p < points; p++) {
                slice[p] = measured[0].costs[p][h][0];
            }
            roughness[h] = SampledSlices.roughness(slice);
            double middle = Numbers.mean(slice);
            slices.add(Curve.line(
                    horizons[h] + " steps",
                    h,
                    shifts,
                    Arrays.stream(slice).map(x -> x - middle).toArray()));
        }
        panels.add(new Panel(
                "slices",
                "Mean cost a step of one episode less its mean over the slice",
                "shift along the direction",
                "cost",
                PanelScale.LINEAR,
                PanelScale.LINEAR,
                slices));
        panels.add(samples(measured[0], shifts));
        double[][] variances = new double[SHIFTS.length][];
        Arrays.setAll(
                variances,
                i -> Arrays.stream(measured[0].derivatives[i])
                        .mapToDouble(LogMoments::logVariance)
                        .toArray());
        panels.add(variance(measured[0], variances));
        panels.add(initialisations(measured));
        List<Finding> findings = new ArrayList<>();
        int last = horizons.length - 1;
        findings.add(new Finding(
                "slices are smooth for short unrolls and rough for long ones",
                String.format(
                        Locale.ROOT,
                        "turning a slice's slope takes %.3f of its path at %d steps and %.3f at %d",
                        roughness[0],
                        horizons[0],
                        roughness[last],
                        horizons[last]),
                roughness[last] > 2 * roughness[0]));
        double factor = (variances[1][steps - 1] - variances[1][HORIZONS[SAMPLED] - 1]) / LN_10;
        findings.add(new Finding(
                "the variance of the gradient grows by orders of magnitude with the unroll",
                String.format(
                        Locale.ROOT, "by a factor of 1e%.1f from %d to %d steps", factor, HORIZONS[SAMPLED], steps),
                factor > 2));
        for (int s = 0; s < SCALES.length; s++) {
            String where = s == 0 ? "init" : "init x " + SCALES[s];
            if (measured[s].slopes.exponential()) {
                findings.add(measured[s].slopes.typical(where));
                findings.add(measured[s].slopes.rare(where));
            }
        }
        double[] exponents = {
            measured[0].slopes.lyapunov().value() / 2,
            measured[1].slopes.lyapunov().value() / 2
        };
        findings.add(new Finding(
                "initial parameters times 0.01 are less chaotic",
                String.format(Locale.ROOT, "Lyapunov exponents of %.4f and %.4f a step", exponents[0], exponents[1]),
                exponents[1] < exponents[0] - measured[0].slopes.lyapunov().error() / 2));
        return new FigureResult(
                String.format(
                        Locale.ROOT,
                        "on the %s a variance that grows by 1e%.1f from %d to %d steps, with a Lyapunov exponent of %.4f a step at "
                                + "init and %.4f at init x 0.01",
                        runner.text(),
                        factor,
                        HORIZONS[SAMPLED],
                        steps,
                        exponents[0],
                        exponents[1]),
                findings,
                panels,
                List.of(
                        runner.standIn(),
                        "The direction has standard normal components; variances are of the derivative along it, over "
                                + episodes
                                + " episodes that differ by their start and by the policy's noise. Slopes are of the derivative of the "
                                + "summed cost over the second half of the horizons, of natural logarithms of squares, with standard "
                                + "errors by the jackknife over episodes."));
    }

    private Panel samples(Measured measured, double[] shifts) {
        double[][] samples = new double[episodes][points];
        for (int e = 0; e < episodes; e++) {
            for (int p = 0; p < points; p++) {
                samples[e][p] = measured.costs[p][SAMPLED][e];
            }
        }
        return new Panel(
                "samples",
                "Mean cost a step over " + HORIZONS[SAMPLED] + " steps",
                "shift along the direction",
                "cost",
                PanelScale.LINEAR,
                PanelScale.LINEAR,
                new SampledSlices(shifts, samples).curves("episode"));
    }

    private Panel variance(Measured measured, double[][] variances) {
        double[] horizon = Numbers.evenly(1, steps, steps);
        List<Curve> curves = new ArrayList<>();
        for (int i = 0; i < SHIFTS.length; i++) {
            curves.add(Curve.line("shift " + SHIFTS[i], i, horizon, Numbers.decimal(variances[i])));
        }
        double[] x = {steps / 2.0, steps};
        double start = variances[1][steps / 2 - 1] / LN_10;
        double rise = measured.slopes.lyapunov().value() * (x[1] - x[0]) / LN_10;
        curves.add(Curve.reference("twice the Lyapunov exponent", x, new double[] {start, start + rise}));
        return new Panel(
                "variance",
                "Variance of the derivative",
                "unroll length [steps]",
                "variance",
                PanelScale.LINEAR,
                PanelScale.DECADES,
                curves);
    }

    private Panel initialisations(Measured[] measured) {
        double[] horizon = Numbers.evenly(1, steps, steps);
        List<Curve> curves = new ArrayList<>();
        for (int s = 0; s < SCALES.length; s++) {
            String name = s == 0 ? "init" : "init x 0.01";
            double[] median = new double[steps];
            double[] mean = new double[steps];
            for (int step = 0; step < steps; step++) {
                median[step] = StrictMath.log10(Numbers.median(Arrays.stream(measured[s].derivatives[1][step])
                        .map(x -> x * x)
                        .toArray()));
                mean[step] = 2 * Numbers.mean(measured[s].growth[step]) / LN_10;
            }
            curves.add(Curve.line("gradient at " + name, s, horizon, median));
            curves.add(new Curve("perturbation at " + name, s == 0 ? "second" : "reference", false, horizon, mean));
        }
        return new Panel(
                "growth",
                "Median squared derivative and typical squared perturbation",
                "unroll length [steps]",
                "square",
                PanelScale.LINEAR,
                PanelScale.DECADES,
                curves);
    }
}
