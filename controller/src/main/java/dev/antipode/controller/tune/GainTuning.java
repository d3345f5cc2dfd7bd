package dev.antipode.controller.tune;

import dev.antipode.controller.Antipode;
import dev.antipode.controller.TrainingOptions;
import dev.antipode.controller.law.ControlLaw;
import dev.antipode.controller.law.FixedLaw;
import dev.antipode.controller.law.LawPolicy;
import dev.antipode.controller.train.EstimatorChoice;
import dev.antipode.controller.train.Evaluation;
import dev.antipode.controller.train.Evaluator;
import dev.antipode.controller.train.ProgressListener;
import dev.antipode.controller.train.Schedule;
import dev.antipode.controller.train.Trainer;
import dev.antipode.controller.train.TrainingState;
import dev.antipode.controller.tune.TunedGains.Descent;
import dev.antipode.core.memory.Precision;
import dev.antipode.sim.Signal;
import dev.antipode.sim.TaskModel;
import java.util.ArrayList;
import java.util.List;

/**
 * Tunes the gains of a control law for a task: descents from the best gains that are known and from the best of many random ones,
 * each along gradients of the mean cost of training episodes. The best gains on validation episodes win: those that succeed most often,
 * of these the cheapest; they are judged on test episodes.
 */
public final class GainTuning {
    private final TrainingOptions options;
    private final LawPolicy policy;
    private final double[] known;

    private GainTuning(TrainingOptions options, ControlLaw<?, ?, ?, ?> law) {
        this.policy = LawPolicy.of(law, options.task());
        this.options = options.withPolicy(LawPolicy.design(law));
        this.known = FixedLaw.of(law, options.task()).gains();
    }

    /**
     * Options that suit laws of a few gains: exact gradients in forward mode, or evolution strategies where inputs move in steps.
     *
     * @param task to tune for
     * @return options to be changed
     */
    public static TrainingOptions options(TaskModel task) {
        boolean stepped = task.plant().inputs().stream().anyMatch(Signal::stepped);
        String estimator = stepped ? "es" : "forward";
        return TrainingOptions.of(task)
                .withLearning(settings -> settings.withEstimator(EstimatorChoice.parse(estimator))
                        .withPrecision(Precision.F64)
                        .withEpisodes(32)
                        .withGenerations(60)
                        .withLearningRate(new Schedule.Cosine(0.1, 0.005)))
                .withExecution(execution -> execution.withCheckpointInterval(0));
    }

    /**
     * Tunes a law.
     *
     * @param options for which task and how; the policy is the law's
     * @param law whose gains tuning begins with: tuned by hand for the task, else its defaults
     * @param candidates how many random gains are tried, at least 0
     * @param starts how many of them, the cheapest ones, a descent starts from, at least 0
     * @param testEpisodes how many episodes gains are judged on, at least 1
     * @return the best gains
     * @throws IllegalArgumentException if the law is not for the task or has no gains, or numbers are out of range, with the reason
     */
    public static TunedGains tune(
            TrainingOptions options, ControlLaw<?, ?, ?, ?> law, int candidates, int starts, int testEpisodes) {
        if (candidates < 0 || starts < 0 || starts > candidates) {
            throw new IllegalArgumentException(starts + " starts of " + candidates
                    + " random candidates are not possible; give 0 or more, and no more starts than candidates");
        }
        return new GainTuning(options, law).run(candidates, starts, testEpisodes);
    }

    private TunedGains run(int candidates, int starts, int testEpisodes) {
        long began = System.nanoTime();
        Precision precision = options.learning().precision();
        List<double[]> from = new ArrayList<>(List.of(policy.parameters(known)));
        from.addAll(new GainSearch(
                        options.task(),
                        policy,
                        options.learning().seed(),
                        options.learning().episodes())
                .best(starts, candidates, precision, options.execution()));
        List<Descent> descents = new ArrayList<>();
        TrainingState winner = null;
        // One trainer for all: its kernels are compiled and warmed up once.
        try (Trainer trainer = Antipode.trainer(options, policy)) {
            for (double[] start : from) {
                trainer.restart(start);
                trainer.run(ProgressListener.silent());
                TrainingState state = trainer.state();
                TrainingState.Best best = state.best();
                descents.add(new Descent(
                        policy.gains(start),
                        policy.gains(best.theta()),
                        best.validationSuccess(),
                        best.validationCost()));
                if (winner == null || better(best, winner.best())) {
                    winner = state;
                }
            }
        }
        double seconds = (System.nanoTime() - began) * 1e-9;
        double[] parameters = winner.best().theta();
        return new TunedGains(
                policy.gainSignals(),
                known,
                policy.gains(parameters),
                test(from.get(0), testEpisodes),
                test(parameters, testEpisodes),
                Antipode.controller(options, policy, winner),
                winner,
                descents,
                seconds);
    }

    private static boolean better(TrainingState.Best one, TrainingState.Best other) {
        return one.validationSuccess() > other.validationSuccess()
                || (one.validationSuccess() == other.validationSuccess()
                        && one.validationCost() < other.validationCost());
    }

    private Evaluation test(double[] parameters, int episodes) {
        return Evaluator.evaluate(
                options.task(),
                policy,
                parameters,
                options.learning().precision(),
                options.learning().seed(),
                episodes,
                options.execution());
    }
}
