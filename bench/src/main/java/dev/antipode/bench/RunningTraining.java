package dev.antipode.bench;

import dev.antipode.controller.Antipode;
import dev.antipode.controller.TrainingOptions;
import dev.antipode.controller.policy.TrainablePolicy;
import dev.antipode.controller.train.EstimatorChoice;
import dev.antipode.controller.train.ExecutionSettings;
import dev.antipode.controller.train.GenerationReport;
import dev.antipode.controller.train.LearningSettings;
import dev.antipode.controller.train.Trainer;
import dev.antipode.core.kernel.KernelMode;
import dev.antipode.sim.Registry;
import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;

/**
 * A training run that stands still after each generation until the next is asked for, with the task's default policy and settings. The
 * run's last validation apart, every generation does the same work.
 */
final class RunningTraining implements AutoCloseable {
    private static final int ENDLESS = 1_000_000;
    private static final int VALIDATION_EPISODES = 16;
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    private final Trainer trainer;
    private final Thread thread;
    private final BlockingQueue<GenerationReport> reports = new ArrayBlockingQueue<>(1);
    private final Semaphore asked = new Semaphore(0);
    private volatile boolean closing;
    private volatile RuntimeException failure;

    private final int episodes;
    private final long mostSteps;

    RunningTraining(String task, EstimatorChoice estimator, KernelMode mode) {
        this(task, estimator, mode, settings -> settings, settings -> settings);
    }

    RunningTraining(
            String task,
            EstimatorChoice estimator,
            KernelMode mode,
            UnaryOperator<LearningSettings> changed,
            UnaryOperator<ExecutionSettings> executed) {
        TrainingOptions options = TrainingOptions.of(
                        Registry.load(RunningTraining.class.getClassLoader()).task(task))
                .withEstimator(estimator)
                .withLearning(learning ->
                        changed.apply(learning).withGenerations(ENDLESS).withValidation(VALIDATION_EPISODES, ENDLESS))
                .withExecution(execution -> executed.apply(new ExecutionSettings(
                        BenchSetting.threads(),
                        BenchSetting.lanesPerTile(),
                        BenchSetting.arithmetic(),
                        mode,
                        BenchSetting.budgetBytes(),
                        execution.timeLimit(),
                        0,
                        execution.tape())));
        LearningSettings learning = options.learning();
        this.episodes = learning.episodes();
        this.mostSteps = (learning.population() + 1L)
                * learning.episodes()
                * options.task().timing().horizonSteps();
        TrainablePolicy policy = options.policy().forTask(options.task());
        this.trainer = Antipode.trainer(options, policy);
        if (!trainer.awaitWarmUp(PATIENCE)) {
            trainer.close();
            throw new IllegalStateException(task + ": the kernels are not warm after " + PATIENCE);
        }
        this.thread =
                Thread.ofPlatform().daemon(true).name("benchmarked-training").start(this::train);
    }

    /**
     * The most control steps of a generation of evolution strategies: the population and its centre, episodes, horizon.
     * Lost episodes take fewer.
     */
    long mostSteps() {
        return mostSteps;
    }

    /** Episodes of a candidate, or of an update by gradients. */
    int episodes() {
        return episodes;
    }

    private void train() {
        try {
            trainer.run(reports::add, (_, _, _) -> !awaitRequest());
        } catch (RuntimeException e) {
            failure = e;
        }
    }

    /** False at the end. The thread that trains stands still in here. */
    private boolean awaitRequest() {
        if (!closing) {
            asked.acquireUninterruptibly();
        }
        return !closing;
    }

    /** Runs the next generation. */
    GenerationReport next() throws InterruptedException {
        asked.release();
        while (true) {
            GenerationReport report = reports.poll(1, TimeUnit.SECONDS);
            if (report != null) {
                return report;
            }
            if (!thread.isAlive()) {
                throw new IllegalStateException("training ended", failure);
            }
        }
    }

    @Override
    public void close() {
        closing = true;
        asked.release();
        trainer.cancel();
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        trainer.close();
    }
}
