package dev.antipode.controller.cli;

import dev.antipode.controller.TrainingOptions;
import dev.antipode.controller.baseline.Baseline;
import dev.antipode.controller.baseline.BaselineKind;
import dev.antipode.controller.law.Laws;
import dev.antipode.controller.law.ResidualPolicy;
import dev.antipode.controller.policy.TrainablePolicy;
import dev.antipode.controller.report.Comparison;
import dev.antipode.controller.report.Outcome;
import dev.antipode.controller.train.Evaluation;
import dev.antipode.controller.train.Evaluator;
import dev.antipode.controller.train.ExecutionSettings;
import dev.antipode.core.kernel.KernelMode;
import dev.antipode.sim.Policy;
import java.util.ArrayList;
import java.util.List;

/** Others on the test episodes of a trained controller, for its report. */
final class TestComparisons {
    private static final double[] NONE = {};

    private final TrainingOptions options;
    private final Evaluation trained;
    /** Scalar kernels give the same bits, and the thousand episodes end before SIMD kernels would be warm. */
    private final ExecutionSettings execution;

    TestComparisons(TrainingOptions options, Evaluation trained) {
        this.options = options;
        this.trained = trained;
        this.execution = options.execution().withKernels(KernelMode.SCALAR);
    }

    static Outcome outcome(Evaluation evaluation) {
        return new Outcome(
                evaluation.episodes(),
                evaluation.success(),
                evaluation.successInterval().low(),
                evaluation.successInterval().high(),
                evaluation.meanCost(),
                evaluation.failed(),
                evaluation.nonFinite());
    }

    /**
     * The trained controller; the regulator, or why there is none; the law that was corrected or imitated, with what was learnt from
     * it, else the task's hand-tuned law where there is one.
     *
     * @param start what the run's start was learnt from, or null
     */
    List<Comparison> rows(TrainablePolicy policy, LawStart start) {
        List<Comparison> rows = new ArrayList<>();
        rows.add(new Comparison("trained", outcome(trained), policy.text()));
        rows.add(baseline(BaselineKind.LQR, "LQR"));
        if (start != null) {
            rows.add(policy("law", "imitated law " + start.name(), start.law(), NONE));
            rows.add(policy(
                    "start",
                    "what was learnt from the law; misses its commands by " + start.missed(),
                    policy,
                    start.controller().parameters()));
        } else if (policy instanceof ResidualPolicy residual) {
            rows.add(policy("law", "without its correction", residual.law(), NONE));
        } else if (Laws.handTuned(options.task().name()).isPresent()) {
            rows.add(baseline(BaselineKind.LAW, "law"));
        }
        return rows;
    }

    private Comparison policy(String name, String note, Policy policy, double[] parameters) {
        try {
            Evaluation result = Evaluator.evaluate(
                    options.task(),
                    policy,
                    parameters,
                    options.learning().precision(),
                    options.learning().seed(),
                    trained.episodes(),
                    execution);
            return new Comparison(name, outcome(result), note);
            // Not enough memory for it: the report says so and is written all the same.
        } catch (IllegalArgumentException e) {
            return new Comparison(name, null, e.getMessage());
        }
    }

    /** Or why there is none. */
    private Comparison baseline(BaselineKind kind, String name) {
        try {
            Baseline baseline = Baseline.of(kind, options.task());
            return policy(name, baseline.description(), baseline.policy(), baseline.parameters());
        } catch (IllegalArgumentException e) {
            return new Comparison(name, null, e.getMessage());
        }
    }
}
