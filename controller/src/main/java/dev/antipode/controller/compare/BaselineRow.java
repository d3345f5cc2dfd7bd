package dev.antipode.controller.compare;

import dev.antipode.controller.baseline.Baseline;
import dev.antipode.controller.baseline.BaselineKind;
import dev.antipode.controller.law.Laws;
import dev.antipode.controller.train.Evaluation;
import dev.antipode.core.kernel.KernelMode;
import java.util.ArrayList;
import java.util.List;

/**
 * A controller that is not trained, on the test episodes of every seed.
 *
 * @param name of the controller
 * @param testCost interquartile mean over seeds of the mean cost of a test episode; NaN where the task has no such controller
 * @param interval its 95 % interval
 * @param success share of test episodes that reached the goal, mean over seeds; NaN where the task has no such controller
 * @param note what it is, or why there is none
 */
public record BaselineRow(String name, double testCost, BootstrapInterval interval, double success, String note) {
    /**
     * The regulator, the hand-tuned law where there is one, and zero commands.
     *
     * @param options of the comparison
     * @return the rows
     */
    public static List<BaselineRow> of(ComparisonOptions options) {
        List<BaselineRow> rows = new ArrayList<>();
        rows.add(row(options, BaselineKind.LQR, "LQR"));
        if (Laws.handTuned(options.task().name()).isPresent()) {
            rows.add(row(options, BaselineKind.LAW, "law"));
        }
        rows.add(row(options, BaselineKind.ZERO, "zero"));
        return rows;
    }

    /** On scalar kernels, which give the same bits: the episodes end before SIMD kernels would be warm. */
    private static BaselineRow row(ComparisonOptions options, BaselineKind kind, String name) {
        try {
            Baseline baseline = Baseline.of(kind, options.task());
            double[] costs = new double[options.seeds()];
            double success = 0;
            for (int i = 0; i < costs.length; i++) {
                Evaluation result = baseline.evaluate(
                        options.task(),
                        options.learning().precision(),
                        options.learning().seed() + i,
                        SingleRun.TEST_EPISODES,
                        options.execution().withKernels(KernelMode.SCALAR));
                costs[i] = result.meanCost();
                success += result.success() / costs.length;
            }
            return new BaselineRow(
                    name,
                    RobustStatistics.interquartileMean(costs),
                    ComparisonResult.interval(costs),
                    success,
                    baseline.description());
            // No linear law, or not enough memory for one: the comparison says so and goes on.
        } catch (IllegalArgumentException e) {
            BootstrapInterval none = new BootstrapInterval(Double.NaN, Double.NaN);
            return new BaselineRow(name, Double.NaN, none, Double.NaN, e.getMessage());
        }
    }
}
