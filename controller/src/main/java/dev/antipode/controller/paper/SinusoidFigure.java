package dev.antipode.controller.paper;

import dev.antipode.core.program.Engine;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * Figure 1: a parabola with a sine on it, smoothed. Left, the loss and the smoothed loss; right, the largest variance over x of
 * gradient estimates by frequency.
 *
 * @param frequencies at which variances are measured, ascending
 * @param runs four samples each at every x
 */
record SinusoidFigure(double[] frequencies, int runs) implements Figure {
    private static final double[] SHOWN = {1, 4, 10};
    /**
     * Evenly from -10 to 10: so many that twice as many find the same maxima, where gradients and black-box estimates are about as good. With
     * 81 points, a quarter of a wave apart there, the maximum lies between two of them.
     */
    static final int POINTS = 321;

    private static final int DRAWN = 1001;
    /** How far a measured variance may be from the one by quadrature. */
    private static final double TOLERANCE = 0.05;
    /** From here on the gradients of the sine dominate, and the law of the square can be seen. */
    private static final double FAST = 100;

    static SinusoidFigure full() {
        double[] frequencies = {0.01, 0.1, 1, 2, 4, 7, 10, 14, 20, 28, 40, 70, 100, 140, 200, 300, 1000, 3000, 10_000};
        return new SinusoidFigure(frequencies, 50_000);
    }

    static SinusoidFigure quick() {
        return new SinusoidFigure(new double[] {0.01, 1, 4, 10, 20, 40, 100, 200, 300, 1000}, 25_000);
    }

    @Override
    public String id() {
        return "1";
    }

    @Override
    public String title() {
        return "Figure 1: a loss with a sine on it";
    }

    @Override
    public String shows() {
        return "that the variance of reparameterised gradients grows with the frequency of the loss without bound while that "
                + "of black-box gradients stays bounded";
    }

    @Override
    public String settings() {
        return "frequencies " + Arrays.toString(frequencies) + " points " + POINTS + " runs " + runs;
    }

    @Override
    public double expectedSeconds() {
        return 3 + 4e-6 * runs * frequencies.length;
    }

    @Override
    public FigureResult measure(FigureContext context) {
        SlopeEstimator[] estimators = SlopeEstimator.values();
        double[][] measured = new double[estimators.length][frequencies.length];
        double[][] exact = new double[estimators.length][frequencies.length];
        try (Engine engine = context.engine();
                SinusoidVariance variance =
                        new SinusoidVariance(engine, POINTS, context.execution().budgetBytes())) {
            engine.startWarmUp();
            engine.awaitWarmUp(Duration.ofMinutes(1));
            for (int i = 0; i < frequencies.length; i++) {
                context.done(i / (double) frequencies.length);
                variance.measure(frequencies[i], context.seed() + i, runs);
                for (SlopeEstimator estimator : estimators) {
                    measured[estimator.ordinal()][i] = variance.largestVariance(estimator);
                    exact[estimator.ordinal()][i] = largest(estimator, frequencies[i]);
                }
            }
        }
        return result(measured, exact);
    }

    private static double largest(SlopeEstimator estimator, double frequency) {
        double largest = 0;
        for (double x : Numbers.evenly(-Sinusoid.LARGEST, Sinusoid.LARGEST, POINTS)) {
            largest = Math.max(largest, estimator.variance(x, frequency));
        }
        return largest;
    }

    private FigureResult result(double[][] measured, double[][] exact) {
        List<Panel> panels = new ArrayList<>();
        double[] x = Numbers.evenly(-Sinusoid.LARGEST, Sinusoid.LARGEST, DRAWN);
        for (double w : SHOWN) {
            panels.add(new Panel(
                    "loss-" + (int) w,
                    "Loss at frequency " + (int) w,
                    "x",
                    "loss",
                    PanelScale.LINEAR,
                    PanelScale.LINEAR,
                    List.of(
                            Curve.line(
                                    "loss",
                                    5,
                                    x,
                                    Arrays.stream(x)
                                            .map(at -> Sinusoid.loss(at, w))
                                            .toArray()),
                            Curve.line(
                                    "smoothed",
                                    0,
                                    x,
                                    Arrays.stream(x)
                                            .map(at -> Sinusoid.smoothedLoss(at, w))
                                            .toArray()))));
        }
        List<Curve> curves = new ArrayList<>();
        double worst = 0;
        for (SlopeEstimator estimator : SlopeEstimator.values()) {
            int e = estimator.ordinal();
            String name = estimator.name().toLowerCase(Locale.ROOT);
            curves.add(Curve.points(name, e, frequencies, Numbers.log10(measured[e])));
            curves.add(Curve.line("exact " + name, e, frequencies, Numbers.log10(exact[e])));
            for (int i = 0; i < frequencies.length; i++) {
                worst = Math.max(worst, Math.abs(measured[e][i] / exact[e][i] - 1));
            }
        }
        panels.add(new Panel(
                "variance",
                "Largest variance of the gradient over x",
                "frequency",
                "variance",
                PanelScale.DECADES,
                PanelScale.DECADES,
                curves));
        double[] gradient = measured[SlopeEstimator.REPARAMETERISED.ordinal()];
        double plain = crossing(gradient, measured[SlopeEstimator.PLAIN.ordinal()]);
        double pairs = crossing(gradient, measured[SlopeEstimator.ANTITHETIC.ordinal()]);
        double slope = fastSlope(gradient);
        double bound = Arrays.stream(measured[SlopeEstimator.ANTITHETIC.ordinal()])
                .max()
                .orElseThrow();
        List<Finding> findings = List.of(
                new Finding(
                        "variances by quadrature, within 5 % at every frequency",
                        "the farthest is " + Numbers.percent(worst) + " away", worst <= TOLERANCE),
                new Finding(
                        "the variance of reparameterised gradients grows with the square of the frequency",
                        "exponent " + Numbers.text(slope) + " from a frequency of " + (int) FAST,
                        Math.abs(slope - 2) < 0.05),
                new Finding(
                        "that of antithetic pairs stays bounded",
                        "at most " + Numbers.text(bound),
                        bound < gradient[gradient.length - 1] / 100),
                new Finding(
                        "black-box gradients win from some frequency on",
                        "plain ones from " + Numbers.text(plain) + ", antithetic pairs from " + Numbers.text(pairs),
                        plain < frequencies[frequencies.length - 1] && pairs < plain));
        return new FigureResult(
                "every variance within " + Numbers.percent(worst)
                        + " of its quadrature, that of reparameterised gradients growing with exponent "
                        + Numbers.text(slope) + ", and break-even at a frequency of " + Numbers.text(plain)
                        + " for plain black-box gradients and of " + Numbers.text(pairs) + " for antithetic pairs",
                findings,
                panels,
                List.of(
                        "The paper does not say which black-box estimator it shows: all three are drawn. Smoothing sigma = "
                                + Sinusoid.SIGMA + ", maximum over " + POINTS + " values of x, " + 4L * runs
                                + " samples at each.",
                        "Break-even lies between two of the frequencies, by a line through the logarithms. From 15 to 19 the variance of "
                                + "antithetic pairs, a maximum that moves from one x to another, stays within 5 % of that of gradients, so that "
                                + "other frequencies would place it elsewhere in this range."));
    }

    /** Where the first curve comes to lie above the second, between frequencies by logarithms; infinite if it never does. */
    double crossing(double[] rising, double[] other) {
        double before = Double.NaN;
        for (int i = 0; i < rising.length; i++) {
            double gap = StrictMath.log(rising[i] / other[i]);
            if (gap > 0) {
                if (i == 0) {
                    return frequencies[0];
                }
                double share = before / (before - gap);
                return frequencies[i - 1] * StrictMath.pow(frequencies[i] / frequencies[i - 1], share);
            }
            before = gap;
        }
        return Double.POSITIVE_INFINITY;
    }

    private double fastSlope(double[] variances) {
        int first = 0;
        while (first + 2 < frequencies.length && frequencies[first] < FAST) {
            first++;
        }
        double[] x = Arrays.copyOfRange(frequencies, first, frequencies.length);
        double[] y = Arrays.copyOfRange(variances, first, frequencies.length);
        return LineFit.of(Numbers.log10(x), Numbers.log10(y)).slope();
    }
}
