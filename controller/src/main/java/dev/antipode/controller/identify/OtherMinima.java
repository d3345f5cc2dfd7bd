package dev.antipode.controller.identify;

import java.util.ArrayList;
import java.util.List;

/**
 * Where starts ended on the short pieces. One of these may fit the long runs as well as what the search followed, and the pieces
 * alone do not say which is the plant.
 */
final class OtherMinima {
    /** 95 % quantile of chi-square with one degree of freedom: costs are sums of squares in units of their deviations. */
    private static final double AS_GOOD = 3.841458820694124;

    private static final double SAME_ON_PIECES = 1e-3;
    private static final int ITERATIONS = 40;
    private static final int ITERATIONS_A_DELAY = 12;

    private final Problem problem;
    private final LeastSquares squares;
    private final int longestDelay;
    private final List<double[]> minima = new ArrayList<>();

    OtherMinima(Problem problem, LeastSquares squares, int longestDelay) {
        this.problem = problem;
        this.squares = squares;
        this.longestDelay = longestDelay;
    }

    void clear() {
        minima.clear();
    }

    /** Keeps where a start ended, if that is finite and new. */
    void add(Estimate at) {
        if (at.finite() && minima.stream().noneMatch(kept -> close(kept, at.parameters()))) {
            minima.add(at.parameters());
        }
    }

    private static boolean close(double[] one, double[] other) {
        boolean close = true;
        for (int j = 0; j < one.length; j++) {
            close &= Math.abs(one[j] - other[j]) <= SAME_ON_PIECES * Math.abs(one[j]);
        }
        return close;
    }

    /** Where they end on these segments, other than at the best, each with the delay that suits it. */
    List<LeastSquares.Linear> refined(List<Segment> segments, LeastSquares.Linear best, double[] deviations) {
        List<LeastSquares.Linear> others = new ArrayList<>();
        List<List<FittedParameter>> known = new ArrayList<>();
        known.add(told(segments, best));
        for (double[] parameters : minima) {
            Estimate from =
                    Estimate.start(parameters, best.at().initial(), best.at().delay());
            LeastSquares.Linear found =
                    atItsDelay(segments, squares.minimise(segments, from, deviations, ITERATIONS, true), deviations);
            if (found.at().finite() && known.stream().allMatch(one -> differ(one, found.at()))) {
                others.add(found);
                known.add(told(segments, found));
            }
        }
        return others;
    }

    /** Goes to shorter delays, or else to longer ones, for as long as the fit becomes better. */
    private LeastSquares.Linear atItsDelay(List<Segment> segments, LeastSquares.Linear from, double[] deviations) {
        LeastSquares.Linear shorter = towards(-1, segments, from, deviations);
        return shorter.at().delay() == from.at().delay() ? towards(1, segments, from, deviations) : shorter;
    }

    private LeastSquares.Linear towards(
            int change, List<Segment> segments, LeastSquares.Linear from, double[] deviations) {
        LeastSquares.Linear best = from;
        while (best.at().finite()) {
            int delay = best.at().delay() + change;
            if (delay < 0 || delay > longestDelay) {
                return best;
            }
            LeastSquares.Linear next =
                    squares.minimise(segments, best.at().withDelay(delay), deviations, ITERATIONS_A_DELAY, true);
            if (!(next.at().cost() < best.at().cost())) {
                return best;
            }
            best = next;
        }
        return best;
    }

    /** Those that fit as well as the best. */
    static List<LeastSquares.Linear> asGood(List<LeastSquares.Linear> others, LeastSquares.Linear best) {
        return others.stream()
                .filter(other -> other.at().cost() <= best.at().cost() + AS_GOOD)
                .toList();
    }

    private List<FittedParameter> told(List<Segment> segments, LeastSquares.Linear linear) {
        long initialNumbers = (long) segments.size() * problem.plant().states().size();
        Confidence confidence = new Confidence(problem, linear.at(), squares.parameterTriangle(linear), initialNumbers);
        return confidence.parameters(confidence.covariance());
    }

    /** Whether a point is another one, by more than the errors of what is told. */
    static boolean differ(List<FittedParameter> told, Estimate other) {
        boolean differ = false;
        for (int j = 0; j < told.size(); j++) {
            differ |= told.get(j).differsFrom(other.parameters()[j]);
        }
        return differ;
    }
}
