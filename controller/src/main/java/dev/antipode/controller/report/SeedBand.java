package dev.antipode.controller.report;

import dev.antipode.controller.compare.ComparedRun;
import dev.antipode.controller.compare.CurvePoint;
import dev.antipode.controller.compare.RobustStatistics;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * Curves of several seeds as one: at each place the median and the quartiles of what every seed had measured last, so that a run that
 * has ended stays what it was. Begins where every seed has its first value.
 *
 * @param x places
 * @param low lower quartile; NaN before the beginning
 * @param median the middle
 * @param high upper quartile
 */
record SeedBand(double[] x, double[] low, double[] median, double[] high) {
    private static final int POINTS = 200;

    static SeedBand of(
            List<ComparedRun> runs,
            double end,
            ToDoubleFunction<CurvePoint> place,
            ToDoubleFunction<CurvePoint> value) {
        double[] x = new double[POINTS + 1];
        double[] low = new double[POINTS + 1];
        double[] median = new double[POINTS + 1];
        double[] high = new double[POINTS + 1];
        for (int i = 0; i <= POINTS; i++) {
            x[i] = i == POINTS ? end : end * i / POINTS;
            double[] values = new double[runs.size()];
            for (int r = 0; r < values.length; r++) {
                values[r] = last(runs.get(r).curve(), x[i], place, value);
            }
            low[i] = RobustStatistics.quantile(values, 0.25);
            median[i] = RobustStatistics.quantile(values, 0.5);
            high[i] = RobustStatistics.quantile(values, 0.75);
        }
        return new SeedBand(x, low, median, high);
    }

    /** NaN before the first. */
    private static double last(
            List<CurvePoint> curve, double x, ToDoubleFunction<CurvePoint> place, ToDoubleFunction<CurvePoint> value) {
        double found = Double.NaN;
        for (CurvePoint point : curve) {
            if (place.applyAsDouble(point) <= x) {
                found = value.applyAsDouble(point);
            }
        }
        return found;
    }

    boolean any() {
        for (double value : median) {
            if (!Double.isNaN(value)) {
                return true;
            }
        }
        return false;
    }
}
