package dev.antipode.controller.identify;

import dev.antipode.controller.identify.OutputFit.Trace;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What a fit is worth: intervals, free runs on what was held out, residuals. */
final class Judgement {
    private static final int ITERATIONS = 40;

    private final Problem problem;
    private final FreeRun run;
    private final LeastSquares squares;
    private final Search.Found found;
    private final StartingPoints starting;

    Judgement(Problem problem, FreeRun run, Search.Found found, long seed) {
        this.problem = problem;
        this.run = run;
        this.squares = new LeastSquares(problem, run);
        this.found = found;
        this.starting = new StartingPoints(problem, run, seed);
    }

    IdentificationResult result(IdentificationOptions options, long beginNanos) {
        Estimate at = found.linear().at();
        int states = problem.plant().states().size();
        List<List<double[]>> fitted = simulated(found.segments(), at);
        Estimate heldOut = heldOut();
        List<List<double[]>> predicted = simulated(found.heldOut(), heldOut);
        List<OutputFit> outputs = new ArrayList<>();
        boolean white = true;
        for (int i = 0; i < problem.outputs().size(); i++) {
            OutputFit fit = output(i, fitted, predicted);
            white &= fit.whiteness().white();
            outputs.add(fit);
        }
        Confidence confidence = new Confidence(
                problem,
                at,
                squares.parameterTriangle(found.linear()),
                (long) found.segments().size() * states);
        double[] covariance = white ? confidence.covariance() : confidence.covariance(products(outputs));
        List<FittedParameter> told = confidence.parameters(covariance);
        List<Estimate> others = found.others().stream()
                .map(LeastSquares.Linear::at)
                .filter(other -> OtherMinima.differ(told, other))
                .toList();
        List<FittedParameter> parameters = unique(told, others);
        return new IdentificationResult(
                problem.plant().name(),
                parameters,
                confidence.correlations(covariance, parameters),
                confidence.combinations(),
                others.stream().map(other -> alternative(told, other)).toList(),
                at.delay(),
                options.longestDelay(),
                problem.stepSeconds(),
                problem.substeps(),
                outputs,
                List.of(at.initial()),
                found.segments().stream().mapToInt(Segment::rows).max().orElse(0),
                at.measurements(),
                heldOut.measurements(),
                !white,
                (System.nanoTime() - beginNanos) * 1e-9);
    }

    /** A parameter that has another value in another solution is not identified. */
    private static List<FittedParameter> unique(List<FittedParameter> told, List<Estimate> others) {
        List<FittedParameter> all = new ArrayList<>();
        for (int j = 0; j < told.size(); j++) {
            FittedParameter one = told.get(j);
            int number = j;
            boolean differs = others.stream().anyMatch(other -> one.differsFrom(other.parameters()[number]));
            all.add(differs ? one.notIdentified() : one);
        }
        return all;
    }

    private static Alternative alternative(List<FittedParameter> told, Estimate other) {
        Map<String, Double> values = new LinkedHashMap<>();
        for (int j = 0; j < told.size(); j++) {
            values.put(told.get(j).name(), other.parameters()[j]);
        }
        return new Alternative(values, other.delay());
    }

    private double[] products(List<OutputFit> outputs) {
        List<double[]> autocorrelations = new ArrayList<>();
        for (OutputFit fit : outputs) {
            long count = found.linear().at().measurements() / outputs.size();
            autocorrelations.add(
                    fit.whiteness().white() ? new double[] {1} : ColouredNoise.extended(fit.whiteness(), count));
        }
        return new ColouredNoise(problem.plant().states().size(), problem.fitted().length, outputs.size())
                .products(run, found.segments(), found.linear(), found.deviations(), autocorrelations);
    }

    /** Free runs need a beginning: initial states are fitted, and nothing else. */
    private Estimate heldOut() {
        Estimate at = found.linear().at();
        double[][] initial = starting.states(found.heldOut(), at.parameters(), at.delay(), found.deviations());
        Estimate from = Estimate.start(at.parameters(), initial, at.delay());
        return squares.minimise(found.heldOut(), from, found.deviations(), ITERATIONS, false)
                .at();
    }

    /** By segment and output: the simulated values, NaN where nothing was measured or the run was not finite. */
    private List<List<double[]>> simulated(List<Segment> segments, Estimate at) {
        List<List<double[]>> all = new ArrayList<>();
        for (int s = 0; s < segments.size(); s++) {
            List<double[]> outputs = new ArrayList<>();
            for (int i = 0; i < problem.outputs().size(); i++) {
                double[] empty = new double[segments.get(s).rows()];
                Arrays.fill(empty, Double.NaN);
                outputs.add(empty);
            }
            run.run(
                    segments.get(s),
                    at.parameters(),
                    at.initial()[s],
                    at.delay(),
                    (row, output, simulated, _, _) -> outputs.get(output)[row] = simulated);
            all.add(outputs);
        }
        return all;
    }

    private OutputFit output(int output, List<List<double[]>> fitted, List<List<double[]>> predicted) {
        List<Trace> kept = traces(output, found.segments(), fitted, false);
        List<Trace> held = traces(output, found.heldOut(), predicted, true);
        List<Trace> all = new ArrayList<>(kept);
        all.addAll(held);
        return new OutputFit(
                problem.outputs().get(output),
                found.deviations()[output],
                percent(kept),
                percent(held),
                Whiteness.of(kept.stream().map(Trace::residuals).toList()),
                all);
    }

    private List<Trace> traces(int output, List<Segment> segments, List<List<double[]>> simulated, boolean heldOut) {
        List<Trace> traces = new ArrayList<>();
        for (int s = 0; s < segments.size(); s++) {
            Segment segment = segments.get(s);
            double[] seconds = new double[segment.rows()];
            double[] measured = new double[segment.rows()];
            double[] residuals = new double[segment.rows()];
            double[] values = simulated.get(s).get(output);
            for (int row = 0; row < segment.rows(); row++) {
                seconds[row] = segment.episode().startSeconds()
                        + (segment.first() + row) * problem.recording().periodSeconds();
                measured[row] = segment.episode().outputs()[segment.first() + row][output];
                residuals[row] = run.residual(output, measured[row], values[row]);
            }
            traces.add(new Trace(seconds, measured, values, residuals, heldOut));
        }
        return traces;
    }

    /** 100 (1 - NRMSE), as identification toolboxes count it; NaN where nothing was measured. */
    private static double percent(List<Trace> traces) {
        double mean = 0;
        long count = 0;
        for (Trace trace : traces) {
            for (double value : trace.measured()) {
                if (!Double.isNaN(value)) {
                    count++;
                    mean += (value - mean) / count;
                }
            }
        }
        double error = 0;
        double about = 0;
        for (Trace trace : traces) {
            for (int row = 0; row < trace.measured().length; row++) {
                double value = trace.measured()[row];
                if (!Double.isNaN(value)) {
                    double residual = trace.residuals()[row];
                    // A run that ended is as far off as can be.
                    error += Double.isNaN(residual) ? Double.POSITIVE_INFINITY : residual * residual;
                    about += (value - mean) * (value - mean);
                }
            }
        }
        return count == 0 ? Double.NaN : 100 * (1 - Math.sqrt(error / about));
    }
}
