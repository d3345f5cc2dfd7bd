package dev.antipode.controller.identify;

import java.util.Arrays;
import java.util.List;

/**
 * The search for the best fit: from many starts on short pieces of the log, where free runs cannot lead far astray; then the
 * delay; then longer and longer runs, as long as they stay as good, with outputs weighted by what their noise turns out to be.
 * At last it compares where the other starts ended.
 */
final class Search {
    private static final int FIRST_ROWS = 16;
    private static final int LENGTHENING = 2;
    private static final int ITERATIONS = 40;
    private static final int ITERATIONS_A_DELAY = 12;
    private static final int GENERATIONS = 120;
    private static final int WEIGHINGS = 4;
    /** A longer run whose variance is greater by this has lost the trajectory. */
    private static final double LOST = 4;
    /** Residuals of a model without error are those of rounding; weights must not follow them down. */
    private static final double LEAST_DEVIATION = 1e-9;

    private static final double SETTLED = 0.01;

    private final Problem problem;
    private final IdentificationOptions options;
    private final LeastSquares squares;
    private final StartingPoints starting;
    private final AntitheticSearch fallback;
    private final OtherMinima minima;
    private final List<Segment> whole;
    private final List<Segment> heldOut;
    private final double[] spread;
    private double[] deviations;

    /**
     * The best fit.
     *
     * @param linear the fit with its derivatives
     * @param others those of other parameters that are as good, on the same segments
     * @param segments that it is of
     * @param heldOut segments that it never saw
     * @param deviations of each output's residuals
     */
    record Found(
            LeastSquares.Linear linear,
            List<LeastSquares.Linear> others,
            List<Segment> segments,
            List<Segment> heldOut,
            double[] deviations) {}

    Search(Problem problem, FreeRun run, IdentificationOptions options) {
        this.problem = problem;
        this.options = options;
        this.squares = new LeastSquares(problem, run);
        this.starting = new StartingPoints(problem, run, options.seed());
        this.fallback = new AntitheticSearch(problem, run, options.seed());
        this.minima = new OtherMinima(problem, squares, options.longestDelay());
        List<List<Segment>> split = split(problem, options);
        int longest = options.longestRun();
        this.whole = Segment.cut(split.get(0), longest);
        this.heldOut = Segment.cut(split.get(1), longest);
        this.spread = spread(whole);
        this.deviations = spread.clone();
    }

    private static List<List<Segment>> split(Problem problem, IdentificationOptions options) {
        int skipped = Math.ceilDiv(options.longestDelay(), problem.substeps());
        return Segment.split(problem.recording().episodes(), skipped, options.heldOut());
    }

    /** What is fitted, uncut. */
    static List<Segment> fitted(Problem problem, IdentificationOptions options) {
        return Segment.cut(split(problem, options).get(0), options.longestRun());
    }

    /** Of each output about its mean: the first weights, and what a fit is measured by. */
    private double[] spread(List<Segment> segments) {
        double[] deviation = new double[problem.outputs().size()];
        for (int i = 0; i < deviation.length; i++) {
            double mean = 0;
            double squares = 0;
            long count = 0;
            for (Segment segment : segments) {
                for (int row = segment.first(); row < segment.end(); row++) {
                    double value = segment.episode().outputs()[row][i];
                    if (!Double.isNaN(value)) {
                        count++;
                        double before = value - mean;
                        mean += before / count;
                        squares += before * (value - mean);
                    }
                }
            }
            double found = Math.sqrt(squares / Math.max(1, count));
            deviation[i] = found > 0 ? found : problem.outputs().get(i).halfWidth();
        }
        return deviation;
    }

    Found run() {
        int length = FIRST_ROWS;
        List<Segment> segments = pieces(length);
        LeastSquares.Linear best = fromAllStarts(segments, 0);
        if (options.longestDelay() > 0) {
            best = weighed(segments, best);
            best = withBestDelay(segments, best, 0, options.longestDelay());
            best = better(best, fromAllStarts(segments, best.at().delay()));
        }
        best = weighed(segments, best);
        while (longestRows(segments) < longestRows(whole)) {
            length *= LENGTHENING;
            List<Segment> longer = pieces(length);
            LeastSquares.Linear next = minimise(longer, joined(segments, best.at(), longer));
            boolean lost =
                    next.at().perMeasurement() > LOST * Math.max(best.at().perMeasurement(), LEAST_DEVIATION);
            if (!next.at().finite() || lost) {
                break;
            }
            segments = longer;
            best = weighed(segments, next);
        }
        int delay = best.at().delay();
        LeastSquares.Linear checked =
                withBestDelay(segments, best, Math.max(0, delay - 1), Math.min(options.longestDelay(), delay + 1));
        best = checked.at().delay() == delay ? best : weighed(segments, checked);
        return compared(segments, best);
    }

    private Found compared(List<Segment> segments, LeastSquares.Linear followed) {
        LeastSquares.Linear best = followed;
        List<LeastSquares.Linear> others = minima.refined(segments, best, deviations);
        LeastSquares.Linear least = others.stream().reduce(best, Search::better);
        if (least.at().cost() < best.at().cost()) {
            minima.add(best.at());
            best = weighed(segments, least);
            others = minima.refined(segments, best, deviations);
        }
        return new Found(best, OtherMinima.asGood(others, best), segments, heldOut, deviations);
    }

    private List<Segment> pieces(int length) {
        // Two pieces of which one is hardly longer than the other gain nothing over one.
        return longestRows(whole) < 2 * length ? whole : Segment.cut(whole, length);
    }

    private static int longestRows(List<Segment> segments) {
        return segments.stream().mapToInt(Segment::rows).max().orElse(0);
    }

    private LeastSquares.Linear fromAllStarts(List<Segment> segments, int delay) {
        LeastSquares.Linear best = null;
        minima.clear();
        for (int start = 0; start < options.starts(); start++) {
            double[] parameters = starting.parameters(start);
            double[][] initial = starting.states(segments, parameters, delay, deviations);
            Estimate from = Estimate.start(parameters, initial, delay);
            LeastSquares.Linear found = minimise(segments, from);
            if (!found.at().finite()) {
                Estimate met = fallback.search(segments, from, deviations, GENERATIONS);
                found = met.finite() ? minimise(segments, met) : found;
            }
            minima.add(found.at());
            best = best == null ? found : better(best, found);
        }
        if (!best.at().finite()) {
            throw new IllegalStateException(
                    "no free run of plant '"
                            + problem.plant().name() + "' from " + options.starts()
                            + " starts stays finite over the log; give values near the truth with --parameter, or shorter runs with --longest-run");
        }
        return best;
    }

    private static LeastSquares.Linear better(LeastSquares.Linear one, LeastSquares.Linear other) {
        return other.at().cost() < one.at().cost() ? other : one;
    }

    private LeastSquares.Linear minimise(List<Segment> segments, Estimate from) {
        return squares.minimise(segments, from, deviations, ITERATIONS, true);
    }

    private LeastSquares.Linear withBestDelay(List<Segment> segments, LeastSquares.Linear from, int least, int most) {
        LeastSquares.Linear best = squares.linearise(segments, from.at(), deviations);
        for (int delay = least; delay <= most; delay++) {
            if (delay != from.at().delay()) {
                best = better(
                        best,
                        squares.minimise(segments, from.at().withDelay(delay), deviations, ITERATIONS_A_DELAY, true));
            }
        }
        return best;
    }

    /** Fits again with the weights that the residuals ask for, until these settle: the maximum of the likelihood. */
    private LeastSquares.Linear weighed(List<Segment> segments, LeastSquares.Linear from) {
        LeastSquares.Linear best = from;
        for (int i = 0; i < WEIGHINGS; i++) {
            double[] before = deviations;
            deviations = residualDeviations(segments, best.at());
            best = minimise(segments, best.at());
            double change = 0;
            for (int k = 0; k < before.length; k++) {
                change = Math.max(change, Math.abs(deviations[k] / before[k] - 1));
            }
            if (change < SETTLED) {
                break;
            }
        }
        return best;
    }

    private double[] residualDeviations(List<Segment> segments, Estimate at) {
        double[] sums = new double[spread.length];
        long[] counts = new long[spread.length];
        squares.residuals(segments, at, (_, output, _, residual, _) -> {
            sums[output] += residual * residual;
            counts[output]++;
        });
        long all = Arrays.stream(counts).sum();
        double unknowns = problem.fitted().length
                + (double) segments.size() * problem.plant().states().size();
        double small = all / Math.max(1, all - unknowns);
        double[] found = new double[sums.length];
        for (int i = 0; i < found.length; i++) {
            found[i] = Math.max(LEAST_DEVIATION * spread[i], Math.sqrt(small * sums[i] / Math.max(1, counts[i])));
        }
        return found;
    }

    /** Longer segments begin where shorter ones did, and take their initial states. */
    private static Estimate joined(List<Segment> shorter, Estimate at, List<Segment> longer) {
        double[][] initial = new double[longer.size()][];
        int piece = 0;
        for (int s = 0; s < initial.length; s++) {
            while (!shorter.get(piece).episode().equals(longer.get(s).episode())
                    || shorter.get(piece).first() != longer.get(s).first()) {
                piece++;
            }
            initial[s] = at.initial()[piece];
        }
        return Estimate.start(at.parameters(), initial, at.delay());
    }
}
