package dev.antipode.controller.paper;

import dev.antipode.controller.inspect.GradientComparison;
import dev.antipode.controller.inspect.GradientPoint;
import dev.antipode.controller.inspect.Inspection;
import dev.antipode.controller.inspect.InspectionOptions;
import dev.antipode.controller.inspect.JacobianSpectra;
import dev.antipode.controller.inspect.RadiusPoint;
import dev.antipode.controller.train.ExecutionSettings;
import dev.antipode.core.kernel.KernelMode;
import dev.antipode.sim.TaskModel;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.function.ToDoubleFunction;

/**
 * Figure 5: the Jacobians of a running body at its policy's initial parameters and at these times 0.01.
 *
 * @param runner the body
 * @param steps of the trajectory
 * @param step whose eigenvalues are drawn
 * @param samples of the gradient
 */
record SpectrumFigure(Runner runner, int steps, int step, int samples) implements Figure {
    private static final double[] SCALES = {1, 0.01};
    private static final String[] NAMES = {"init", "init x 0.01"};
    private static final int EPISODES = 16;
    private static final double SIGMA = 1e-3;
    /** The logarithm of a modulus that rounding does not explain. */
    private static final double OUTSIDE = 1e-3;

    /** Their share in the progress. */
    private static final double SPECTRA = 0.6;

    private static final double LOG10_E = 0.4342944819032518;

    static SpectrumFigure full() {
        return new SpectrumFigure(Runner.ANT, 200, 90, 4);
    }

    static SpectrumFigure quick() {
        return new SpectrumFigure(Runner.HOPPER, 96, 90, 2);
    }

    @Override
    public String id() {
        return "5";
    }

    @Override
    public String title() {
        return "Figure 5: Jacobians of a running body";
    }

    @Override
    public String shows() {
        return "that at a random initialisation many eigenvalues lie outside the unit circle, so that products of Jacobians and "
                + "gradients grow exponentially, and that at this initialisation times 0.01 they lie near 1 and little grows";
    }

    @Override
    public String settings() {
        return runner + " steps " + steps + " step " + step + " samples " + samples;
    }

    @Override
    public double expectedSeconds() {
        return runner == Runner.HOPPER ? 50 : 700;
    }

    /** What was measured at one initialisation. */
    private record Measured(JacobianSpectra spectra, GradientComparison gradients) {}

    @Override
    public FigureResult measure(FigureContext context) {
        Measured[] results = new Measured[SCALES.length];
        // The hopper takes less time than the compilation of its many kernels to vectors.
        ExecutionSettings execution =
                runner == Runner.HOPPER ? context.execution().withKernels(KernelMode.SCALAR) : context.execution();
        for (int s = 0; s < SCALES.length; s++) {
            FigureContext part = context.part(s / (double) SCALES.length, (s + 1.0) / SCALES.length);
            TaskModel task = runner.task(steps);
            InspectionOptions options = new InspectionOptions(
                    context.seed(),
                    OptionalInt.of(steps),
                    OptionalInt.of(step - 1),
                    OptionalInt.of(1),
                    EPISODES,
                    OptionalDouble.empty(),
                    10,
                    OptionalDouble.of(SIGMA),
                    samples,
                    execution);
            try (Inspection inspection =
                    Inspection.of(task, Runner.initial(task, SCALES[s], context.seed()), options)) {
                FigureContext spectra = part.part(0, SPECTRA);
                FigureContext gradients = part.part(SPECTRA, 1);
                results[s] = new Measured(
                        inspection.spectra((_, fraction) -> spectra.done(fraction)),
                        inspection
                                .gradients((_, fraction) -> gradients.done(fraction))
                                .orElseThrow());
            }
        }
        return result(results);
    }

    private FigureResult result(Measured[] results) {
        List<Panel> panels = new ArrayList<>();
        List<Curve> plane = new ArrayList<>();
        double[] turn = Numbers.evenly(0, 2 * Math.PI, 121);
        plane.add(new Curve("unit circle", "second", false, cosines(turn), sines(turn)));
        for (int s = 0; s < SCALES.length; s++) {
            plane.add(Curve.points(
                    NAMES[s],
                    s,
                    results[s].spectra().real(),
                    results[s].spectra().imaginary()));
        }
        panels.add(new Panel(
                "eigenvalues",
                "Eigenvalues of the Jacobian of step " + step,
                "real part",
                "imaginary part",
                PanelScale.LINEAR,
                PanelScale.LINEAR,
                plane));
        panels.add(radii("single", "Spectral radius of each step", results, point -> LOG10_E * point.logRadius()));
        panels.add(radii(
                "product",
                "Spectral radius of the product of all steps so far",
                results,
                point -> LOG10_E * point.logProductRadius()));
        List<Curve> gradients = new ArrayList<>();
        for (int s = 0; s < SCALES.length; s++) {
            List<GradientPoint> points = results[s].gradients().points();
            gradients.add(Curve.line(
                    NAMES[s],
                    s,
                    points.stream().mapToDouble(GradientPoint::horizon).toArray(),
                    points.stream().mapToDouble(p -> p.exact().log10Norm()).toArray()));
        }
        panels.add(new Panel(
                "gradient",
                "Norm of the gradient of the mean cost a step",
                "unroll length [steps]",
                "norm",
                PanelScale.OCTAVES,
                PanelScale.DECADES,
                gradients));
        double[] rate = new double[SCALES.length];
        double[] radius = new double[SCALES.length];
        double[] outside = new double[SCALES.length];
        for (int s = 0; s < SCALES.length; s++) {
            rate[s] = productGrowth(results[s]);
            List<RadiusPoint> points = results[s].spectra().points();
            radius[s] = StrictMath.exp(
                    points.stream().mapToDouble(RadiusPoint::logRadius).max().orElseThrow());
            outside[s] =
                    points.stream().filter(point -> point.logRadius() > OUTSIDE).count() / (double) points.size();
        }
        GradientPoint[] last = new GradientPoint[SCALES.length];
        GradientPoint[] first = new GradientPoint[SCALES.length];
        for (int s = 0; s < SCALES.length; s++) {
            last[s] = results[s].gradients().points().getLast();
            first[s] = results[s].gradients().points().get(2);
        }
        double rise = last[0].exact().log10Norm() - first[0].exact().log10Norm();
        List<Finding> findings = List.of(
                new Finding(
                        "at init, steps whose Jacobian has eigenvalues outside the unit circle",
                        Numbers.percent(outside[0]) + " of the first trajectory's, the largest of modulus "
                                + Numbers.text(radius[0]) + "; at init x 0.01 " + Numbers.percent(outside[1]) + " and "
                                + Numbers.text(radius[1]),
                        outside[0] > 0.1),
                new Finding(
                        "at init, the product of Jacobians grows exponentially",
                        String.format(Locale.ROOT, "by a factor of %.4f a step over its second half", rate[0]),
                        rate[0] > 1.01),
                new Finding(
                        "at init, the norm of the gradient grows by orders of magnitude",
                        String.format(Locale.ROOT, "by 1e%.1f from %d to %d steps", rise, first[0].horizon(), steps),
                        rise > 1),
                new Finding(
                        "at init x 0.01 the product grows less",
                        String.format(Locale.ROOT, "by a factor of %.4f a step against %.4f", rate[1], rate[0]),
                        rate[1] < rate[0] - 0.01));
        return new FigureResult(
                String.format(
                        Locale.ROOT,
                        "on the %s %.0f %% and %.0f %% of the steps with eigenvalues outside the unit circle at init and at init x 0.01, "
                                + "and products that grow by factors of %.3f and %.3f a step",
                        runner.text(),
                        100 * outside[0],
                        100 * outside[1],
                        rate[0],
                        rate[1]),
                findings,
                panels,
                List.of(
                        runner.standIn(),
                        "States are in units of half their declared ranges, which changes no eigenvalue of a product. The policy's noise "
                                + "has a deviation of about softplus(0) = 0.69 at both initialisations and moves the body at both. The "
                                + "norm is that of the mean of "
                                + samples + " x 16 episodes."));
    }

    /** The growth of the product's spectral radius a step over the second half of the steps, by a line through its logarithm. */
    private static double productGrowth(Measured result) {
        List<RadiusPoint> points = result.spectra().points();
        List<RadiusPoint> half = points.subList(points.size() / 2, points.size());
        double[] x = half.stream().mapToDouble(RadiusPoint::step).toArray();
        double[] y =
                half.stream().mapToDouble(RadiusPoint::meanLogProductRadius).toArray();
        return StrictMath.exp(LineFit.of(x, y).slope());
    }

    private static Panel radii(String id, String title, Measured[] results, ToDoubleFunction<RadiusPoint> log10) {
        List<Curve> curves = new ArrayList<>();
        for (int s = 0; s < SCALES.length; s++) {
            List<RadiusPoint> points = results[s].spectra().points();
            curves.add(Curve.line(
                    NAMES[s],
                    s,
                    points.stream().mapToDouble(p -> p.step() + 1).toArray(),
                    points.stream().mapToDouble(log10).toArray()));
        }
        return new Panel(id, title, "step", "spectral radius", PanelScale.DECADES, PanelScale.DECADES, curves);
    }

    private static double[] cosines(double[] angles) {
        return Arrays.stream(angles).map(StrictMath::cos).toArray();
    }

    private static double[] sines(double[] angles) {
        return Arrays.stream(angles).map(StrictMath::sin).toArray();
    }
}
