package dev.antipode.controller.paper;

import dev.antipode.controller.inspect.NormalStream;
import dev.antipode.core.linear.SmallMatrices;
import dev.antipode.core.linear.SmallQr;
import dev.antipode.core.random.Purpose;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Figure 7 and the matrices of the paper's appendix: products whose growth is known, and how well the eigenvalues alone tell the product
 * of matrices that change slowly.
 *
 * @param products how many products the mean square error is over
 * @param steps how many Gaussian matrices are multiplied
 */
record LinearFigure(int products, int steps) implements Figure {
    private static final int SIZE = 4;
    private static final int FACTORS = 10;
    private static final double[] CHANGES = {1e-4, 3e-4, 1e-3, 3e-3, 1e-2, 3e-2, 0.1, 0.3};
    /** Below this the error's square law holds without its next term. */
    private static final double SMALL = 3e-3;

    private static final int CELLS = 20;
    private static final double RATIO = 0.3;
    private static final double DRIFT = 0.1;
    private static final int POWERS = 400;
    private static final double DEVIATION = 0.5;
    private static final int BATCHES = 20;

    static LinearFigure full() {
        return new LinearFigure(400, 200_000);
    }

    static LinearFigure quick() {
        return new LinearFigure(100, 20_000);
    }

    @Override
    public String id() {
        return "7";
    }

    @Override
    public String title() {
        return "Figure 7: linear systems";
    }

    @Override
    public String shows() {
        return "that powers and slowly varying products of matrices follow their eigenvalues, with an error that grows with "
                + "the change of the eigenvectors";
    }

    @Override
    public String settings() {
        return "products " + products + " steps " + steps;
    }

    @Override
    public double expectedSeconds() {
        return 1 + 1e-5 * steps;
    }

    @Override
    public FigureResult measure(FigureContext context) {
        List<Panel> panels = new ArrayList<>();
        List<Finding> findings = new ArrayList<>();
        double slope = slowlyVarying(context.part(0, 0.4), panels, findings);
        powers(panels, findings);
        double farthest = gaussian(context.part(0.4, 1), panels, findings);
        return new FigureResult(
                "a mean square error that grows with exponent " + Numbers.text(slope)
                        + " of a small change, powers that follow the spectral radius, and exponents of Gaussian products within "
                        + Numbers.text(farthest) + " standard errors of the exact ones",
                findings,
                panels,
                List.of(
                        "The paper does not say how its slowly varying matrices are drawn. Here: " + FACTORS
                                + " matrices of size " + SIZE
                                + ", eigenvalues evenly from 0.5 to 1, eigenvectors V(k+1) = V(k) (I + delta N) with N of standard "
                                + "normal numbers; median over " + products + " products.",
                        "The appendix's variance of determinants of Gaussian matrices does not hold for 2 x 2 matrices; the exact "
                                + "Lyapunov exponents stand in for it."));
    }

    /** The median over products: now and then eigenvectors come close to singular, and a mean would show those alone. */
    private double slowlyVarying(FigureContext context, List<Panel> panels, List<Finding> findings) {
        SlowlyVaryingProduct product = new SlowlyVaryingProduct(SIZE, FACTORS);
        double[] errors = new double[CHANGES.length];
        for (int i = 0; i < CHANGES.length; i++) {
            double[] each = new double[products];
            for (int k = 0; k < products; k++) {
                each[k] = product.meanSquareError(CHANGES[i], context.seed() + k);
            }
            errors[i] = Numbers.median(each);
            context.done((i + 1.0) / CHANGES.length);
        }
        long small = Arrays.stream(CHANGES).filter(change -> change <= SMALL).count();
        LineFit fit = LineFit.of(
                Numbers.log10(Arrays.copyOf(CHANGES, (int) small)), Numbers.log10(Arrays.copyOf(errors, (int) small)));
        double[] law = Arrays.stream(Numbers.log10(CHANGES)).map(fit::at).toArray();
        panels.add(new Panel(
                "slowly-varying",
                "Error of the product told by eigenvalues",
                "change of the eigenvectors",
                "mean square error",
                PanelScale.DECADES,
                PanelScale.DECADES,
                List.of(
                        Curve.points("measured", 0, CHANGES, Numbers.log10(errors)),
                        Curve.reference("law of small changes", CHANGES, law))));
        findings.add(new Finding(
                "the mean square error grows with the square of a small change",
                "exponent " + Numbers.text(fit.slope()),
                Math.abs(fit.slope() - 2) < 0.05));
        return fit.slope();
    }

    /** The largest entry of a power against the power of the spectral radius. */
    private static void powers(List<Panel> panels, List<Finding> findings) {
        double[] power = Numbers.evenly(1, POWERS, POWERS);
        List<Curve> curves = new ArrayList<>();
        double[][] matrices = {LinearSystems.heat(CELLS, RATIO), LinearSystems.driftAndDiffusion(CELLS, RATIO, DRIFT)};
        double[] radii = {LinearSystems.heatRadius(CELLS, RATIO), LinearSystems.driftRadius(CELLS, RATIO, DRIFT)};
        String[] names = {"heat", "drift and diffusion"};
        for (int m = 0; m < matrices.length; m++) {
            int n = CELLS - 1;
            double[] product = new double[n * n];
            SmallMatrices.identity(product, n);
            double[] norm = new double[POWERS];
            for (int k = 0; k < POWERS; k++) {
                double[] next = new double[n * n];
                SmallMatrices.multiply(matrices[m], product, next, n, n, n);
                product = next;
                double squares = 0;
                for (double entry : product) {
                    squares += entry * entry;
                }
                norm[k] = 0.5 * StrictMath.log(squares);
            }
            int half = POWERS / 2;
            double measured = StrictMath.exp(
                    LineFit.of(Arrays.copyOfRange(power, half, POWERS), Arrays.copyOfRange(norm, half, POWERS))
                            .slope());
            double offset = norm[POWERS - 1] - POWERS * StrictMath.log(radii[m]);
            double radius = radii[m];
            double[] law = Arrays.stream(power)
                    .map(k -> offset + k * StrictMath.log(radius))
                    .toArray();
            curves.add(Curve.line(names[m], m, power, Numbers.decimal(norm)));
            curves.add(Curve.reference(m == 0 ? "spectral radius" : "", power, Numbers.decimal(law)));
            findings.add(new Finding(
                    names[m] + ": a spectral radius of " + Numbers.digits(radius) + " by its formula",
                    "powers shrink by " + Numbers.digits(measured) + " a step",
                    Math.abs(measured / radius - 1) < 1e-4));
        }
        panels.add(new Panel(
                "powers",
                "Norm of the powers of one matrix",
                "power",
                "norm",
                PanelScale.LINEAR,
                PanelScale.DECADES,
                curves));
    }

    private double gaussian(FigureContext context, List<Panel> panels, List<Finding> findings) {
        double[][] logs = new double[SIZE][BATCHES];
        NormalStream normal = new NormalStream(context.seed(), Purpose.INSPECTION);
        SmallQr qr = new SmallQr(SIZE, SIZE);
        double[] frame = new double[SIZE * SIZE];
        SmallMatrices.identity(frame, SIZE);
        double[] next = new double[SIZE * SIZE];
        int perBatch = steps / BATCHES;
        for (int step = 0; step < perBatch * BATCHES; step++) {
            for (int j = 0; j < SIZE; j++) {
                for (int i = 0; i < SIZE; i++) {
                    double sum = 0;
                    for (int k = 0; k < SIZE; k++) {
                        sum += DEVIATION * normal.get(step, i * SIZE + k) * frame[j * SIZE + k];
                    }
                    next[j * SIZE + i] = sum;
                }
            }
            System.arraycopy(next, 0, frame, 0, frame.length);
            qr.factor(frame);
            for (int j = 0; j < SIZE; j++) {
                logs[j][step / perBatch] += qr.logDiagonal(j) / perBatch;
            }
            if (step % 1000 == 0) {
                context.done(step / (double) steps);
            }
        }
        double[] index = Numbers.evenly(1, SIZE, SIZE);
        double[] measured = new double[SIZE];
        double[] exact = new double[SIZE];
        double farthest = 0;
        for (int i = 0; i < SIZE; i++) {
            measured[i] = Numbers.mean(logs[i]);
            exact[i] = LinearSystems.gaussianExponent(SIZE, i + 1, DEVIATION);
            double error = Numbers.standardError(logs[i]);
            farthest = Math.max(farthest, Math.abs(measured[i] - exact[i]) / error);
        }
        panels.add(new Panel(
                "gaussian",
                "Lyapunov exponents of products of Gaussian matrices",
                "which, the largest first",
                "exponent a step",
                PanelScale.LINEAR,
                PanelScale.LINEAR,
                List.of(Curve.reference("exact", index, exact), Curve.points("measured", 0, index, measured))));
        findings.add(new Finding(
                "the exact exponents, the largest of which is " + Numbers.digits(exact[0])
                        + ", within 4 standard errors",
                "largest " + Numbers.digits(measured[0]) + ", the farthest " + Numbers.text(farthest)
                        + " standard errors away",
                farthest < 4));
        return farthest;
    }
}
