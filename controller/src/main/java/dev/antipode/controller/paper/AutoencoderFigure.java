package dev.antipode.controller.paper;

import dev.antipode.core.program.Engine;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * Where reparameterised gradients win: a variational autoencoder, whose gradient goes through one draw and no long product of Jacobians.
 *
 * @param pictures made, the last of which are not for training
 * @param updates of every training
 * @param draws of every variance
 */
record AutoencoderFigure(int pictures, int updates, int draws) implements Figure {
    private static final Autoencoder CODER = new Autoencoder(16, 2);
    private static final int[] BATCHES = {16, 32, 64};
    private static final int LANES = BATCHES[BATCHES.length - 1];
    /** Variances are taken where the training with reparameterised gradients is then. */
    private static final int WARM = 100;

    private static final double WARM_RATE = 0.01;

    static AutoencoderFigure full() {
        return new AutoencoderFigure(1024, 2000, 1000);
    }

    static AutoencoderFigure quick() {
        return new AutoencoderFigure(512, 300, 100);
    }

    @Override
    public String id() {
        return "vae";
    }

    @Override
    public String title() {
        return "Beside figure 1: a variational autoencoder";
    }

    @Override
    public String shows() {
        return "that reparameterised gradients are the usual choice for smooth losses without long products of Jacobians, where their "
                + "variance is low";
    }

    @Override
    public String settings() {
        return CODER + " pictures " + pictures + " updates " + updates + " draws " + draws;
    }

    @Override
    public double expectedSeconds() {
        return 4 + 0.01 * updates + 0.03 * draws;
    }

    @Override
    public FigureResult measure(FigureContext context) {
        EncoderGradient[] kinds = EncoderGradient.values();
        double[][] variances = new double[kinds.length][];
        AutoencoderRun[] runs = new AutoencoderRun[kinds.length];
        double[] start = CODER.initial(context.seed());
        try (Engine engine = context.scalarEngine();
                AutoencoderTraining training = new AutoencoderTraining(
                        CODER,
                        Digits.made(context.seed(), pictures),
                        LANES,
                        context.seed(),
                        engine,
                        context.execution().budgetBytes())) {
            training.begin(start);
            for (int update = 0; update < WARM; update++) {
                training.update(EncoderGradient.REPARAMETERISED, update, WARM_RATE);
            }
            double[] warm = new double[start.length];
            Arrays.setAll(warm, training.parameters()::get);
            for (EncoderGradient kind : kinds) {
                int k = kind.ordinal();
                double share = 1.0 / kinds.length;
                variances[k] = AutoencoderRun.variances(training, warm, kind, BATCHES, draws);
                runs[k] = AutoencoderRun.best(
                        context.part((k + 0.2) * share, (k + 1) * share), training, start, kind, updates);
            }
        }
        return result(variances, runs);
    }

    private FigureResult result(double[][] variances, AutoencoderRun[] runs) {
        int exact = EncoderGradient.REPARAMETERISED.ordinal();
        int largest = BATCHES.length - 1;
        List<Finding> findings = new ArrayList<>();
        for (EncoderGradient kind : EncoderGradient.values()) {
            int k = kind.ordinal();
            if (k != exact) {
                double least = Double.POSITIVE_INFINITY;
                for (int b = 0; b < BATCHES.length; b++) {
                    least = Math.min(least, variances[k][b] / variances[exact][b]);
                }
                findings.add(new Finding(
                        "reparameterised gradients vary less than those by " + kind.text() + " at every batch size",
                        "by a factor of at least " + Numbers.text(least),
                        least > 1));
                findings.add(new Finding(
                        "and train to a better bound than those by " + kind.text() + " in as many updates",
                        String.format(
                                Locale.ROOT,
                                "%.2f against %.2f nats, from %.2f",
                                runs[exact].last(),
                                runs[k].last(),
                                runs[k].bounds()[0]),
                        runs[exact].last() < runs[k].last()));
            }
        }
        double falls = variances[exact][0] / variances[exact][largest];
        double wanted = (double) LANES / BATCHES[0];
        findings.add(new Finding(
                String.format(Locale.ROOT, "the variance falls with the size of the batch, a factor of %.0f", wanted),
                String.format(Locale.ROOT, "%.2f from %d to %d pictures", falls, BATCHES[0], LANES),
                Math.abs(falls / wanted - 1) < 0.25));
        return new FigureResult(
                String.format(
                        Locale.ROOT,
                        "with %d pictures a variance of %s reparameterised, %s by the score function, %s with a baseline, %s by antithetic "
                                + "pairs; bounds of %.2f, %.2f, %.2f and %.2f nats after %d updates",
                        LANES,
                        Numbers.text(variances[0][largest]),
                        Numbers.text(variances[1][largest]),
                        Numbers.text(variances[2][largest]),
                        Numbers.text(variances[3][largest]),
                        runs[0].last(),
                        runs[1].last(),
                        runs[2].last(),
                        runs[3].last(),
                        updates),
                findings,
                List.of(variancePanel(variances), trainingPanel(runs)),
                notes(runs));
    }

    private static Panel variancePanel(double[][] variances) {
        List<Curve> curves = new ArrayList<>();
        for (EncoderGradient kind : EncoderGradient.values()) {
            int k = kind.ordinal();
            curves.add(Curve.line(kind.text(), k, Numbers.of(BATCHES), Numbers.log10(variances[k])));
        }
        return new Panel(
                "variance",
                "Variance of the gradient, summed over parameters",
                "pictures of a batch",
                "variance",
                PanelScale.OCTAVES,
                PanelScale.DECADES,
                curves);
    }

    private static Panel trainingPanel(AutoencoderRun[] runs) {
        List<Curve> curves = new ArrayList<>();
        for (AutoencoderRun run : runs) {
            curves.add(Curve.line(run.kind().text(), run.kind().ordinal(), run.updates(), run.bounds()));
        }
        return new Panel(
                "training",
                "Negative bound of the evidence on pictures not for training",
                "updates",
                "nats",
                PanelScale.LINEAR,
                PanelScale.LINEAR,
                curves);
    }

    private List<String> notes(AutoencoderRun[] runs) {
        List<String> rates = Arrays.stream(runs)
                .map(run -> run.kind().text() + " " + run.rate())
                .toList();
        return List.of(
                String.format(
                        Locale.ROOT,
                        "An autoencoder of %d, %d, %d codes, %d and %d numbers (%d parameters) for pixels with a variance of %s, on %d "
                                + "seven-segment digits made from the seed, %d of them not for training. Variances are over %d draws of "
                                + "pictures and noise after %d updates; a pair is two runs, every parameter moved up or down by %s, of which an estimate has "
                                + "%d, about the cost of a run that is reversed.",
                        Digits.PIXELS,
                        CODER.hidden(),
                        CODER.codes(),
                        CODER.hidden(),
                        Digits.PIXELS,
                        CODER.parameterCount(),
                        Autoencoder.VARIANCE,
                        pictures,
                        LANES,
                        draws,
                        WARM,
                        MirroredPairs.SIGMA,
                        MirroredPairs.PAIRS),
                "Bounds leave out the constant of the pixels' density. Adam's rate is the best of four for each: "
                        + String.join(", ", rates) + ".");
    }
}
