package dev.antipode.controller.compare;

import dev.antipode.controller.compare.ComparedRun.Phase;
import dev.antipode.controller.train.EstimatorChoice;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;

/**
 * A finished comparison.
 *
 * @param options what was compared
 * @param weights what steps with derivatives cost
 * @param policy what was trained, as text
 * @param parameters how many it has
 * @param runs all of them, tuning included, in their order
 */
public record ComparisonResult(
        ComparisonOptions options,
        Map<EstimatorChoice, StepWeights> weights,
        String policy,
        int parameters,
        List<ComparedRun> runs) {
    private static final int RESAMPLES = 10_000;
    /** Any number: it makes the intervals repeatable. */
    private static final long BOOTSTRAP_SEED = 2021;

    /** Copies the list. */
    public ComparisonResult {
        runs = List.copyOf(runs);
    }

    /**
     * The runs that are compared.
     *
     * @param estimator of which estimator
     * @return one for each seed, in the order of the seeds
     */
    public List<ComparedRun> results(EstimatorChoice estimator) {
        return runs.stream()
                .filter(run -> run.phase() == Phase.RESULT && run.estimator().equals(estimator.toString()))
                .toList();
    }

    /**
     * The table at equal cost.
     *
     * @return one row an estimator, in their order
     */
    public List<CostRow> equalCost() {
        List<CostRow> rows = new ArrayList<>();
        for (EstimatorChoice estimator : options.estimators()) {
            List<ComparedRun> results = results(estimator);
            double[] costs = values(results, run -> run.test().meanCost());
            Map<String, Long> updates = new TreeMap<>();
            results.forEach(run -> run.updates().forEach((name, count) -> updates.merge(name, count, Long::sum)));
            rows.add(new CostRow(
                    estimator,
                    RobustStatistics.interquartileMean(costs),
                    interval(costs),
                    RobustStatistics.mean(values(results, run -> run.test().success())),
                    RobustStatistics.mean(values(results, ComparedRun::cost)),
                    RobustStatistics.mean(values(results, ComparedRun::seconds)),
                    RobustStatistics.quantile(values(results, ComparedRun::costToTarget), 0.5),
                    RobustStatistics.quantile(values(results, ComparedRun::secondsToTarget), 0.5),
                    (int) results.stream()
                            .filter(run -> Double.isFinite(run.costToTarget()))
                            .count(),
                    results.size(),
                    (int) results.stream()
                            .filter(run -> run.end() == ComparedRun.End.DIVERGED)
                            .count(),
                    results.stream().mapToLong(ComparedRun::memoryBytes).max().orElse(0),
                    updates));
        }
        return rows;
    }

    /**
     * The time of the table at equal time: that of the fastest run. Every run is judged by its best validation up to then. That takes no
     * further runs, and is hard on the slower ones alone: their learning rates were still to fall.
     *
     * @return seconds of training
     */
    public double commonSeconds() {
        return runs.stream()
                .filter(run -> run.phase() == Phase.RESULT)
                .mapToDouble(ComparedRun::seconds)
                .min()
                .orElse(Double.NaN);
    }

    /**
     * The table at equal time.
     *
     * @return one row an estimator, in their order
     */
    public List<TimeRow> equalTime() {
        double seconds = commonSeconds();
        List<TimeRow> rows = new ArrayList<>();
        for (EstimatorChoice estimator : options.estimators()) {
            List<CurvePoint> points = results(estimator).stream()
                    .map(run -> run.bestUntil(seconds))
                    .filter(point -> point != null)
                    .toList();
            if (points.isEmpty()) {
                BootstrapInterval none = new BootstrapInterval(Double.NaN, Double.NaN);
                rows.add(new TimeRow(estimator, Double.NaN, none, Double.NaN, Double.NaN, 0, options.seeds()));
                continue;
            }
            double[] costs =
                    points.stream().mapToDouble(CurvePoint::validationCost).toArray();
            rows.add(new TimeRow(
                    estimator,
                    RobustStatistics.interquartileMean(costs),
                    interval(costs),
                    points.stream()
                            .mapToDouble(CurvePoint::validationSuccess)
                            .average()
                            .orElseThrow(),
                    points.stream().mapToDouble(CurvePoint::cost).average().orElseThrow(),
                    points.size(),
                    options.seeds()));
        }
        return rows;
    }

    /** The task is the only stratum. */
    static BootstrapInterval interval(double[] values) {
        return BootstrapInterval.of(
                new double[][] {values}, RobustStatistics::interquartileMean, RESAMPLES, BOOTSTRAP_SEED);
    }

    private static double[] values(List<ComparedRun> results, ToDoubleFunction<ComparedRun> value) {
        return results.stream().mapToDouble(value).toArray();
    }
}
