package dev.antipode.bench;

import dev.antipode.controller.Antipode;
import dev.antipode.controller.TrainingOptions;
import dev.antipode.controller.policy.TrainablePolicy;
import dev.antipode.controller.train.EstimatorChoice;
import dev.antipode.controller.train.ExecutionSettings;
import dev.antipode.controller.train.LearningSettings;
import dev.antipode.controller.train.ProgressListener;
import dev.antipode.controller.train.Trainer;
import dev.antipode.core.kernel.KernelMode;
import dev.antipode.sim.Registry;
import java.time.Duration;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.TimeUnit;

/**
 * A training run that stops after each generation until the next is asked for, with the task's default policy and
 * settings. The run's last validation apart, every generation does the same work.
 */
final class RunningTraining implements AutoCloseable {
    private static final int ENDLESS = 1_000_000;
    private static final int VALIDATION_EPISODES = 16;
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    private final Trainer trainer;
    private final Thread thread;
    private final SynchronousQueue<Long> generations = new SynchronousQueue<>();
    private volatile boolean closing;
    private volatile RuntimeException failure;

    private final long mostSteps;

    RunningTraining(String task, EstimatorChoice estimator, KernelMode mode) {
        TrainingOptions options = TrainingOptions.of(
                        Registry.load(RunningTraining.class.getClassLoader()).task(task))
                .withEstimator(estimator)
                .withLearning(
                        learning -> learning.withGenerations(ENDLESS).withValidation(VALIDATION_EPISODES, ENDLESS))
                // Checkpoints alone keep the trainer from running ahead of its listener.
                .withExecution(execution -> new ExecutionSettings(
                        BenchSetting.threads(),
                        BenchSetting.lanesPerTile(),
                        BenchSetting.arithmetic(),
                        mode,
                        BenchSetting.budgetBytes(),
                        execution.timeLimit(),
                        1,
                        execution.tape()));
        LearningSettings learning = options.learning();
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

    private void train() {
        ProgressListener listener = report -> hand(report.simulatorSteps());
        try {
            trainer.run(listener);
        } catch (RuntimeException e) {
            failure = e;
        }
    }

    private void hand(long simulatorSteps) {
        try {
            while (!closing && !generations.offer(simulatorSteps, 10, TimeUnit.MILLISECONDS)) {
                // Nobody asks for a generation yet.
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Waits for the next generation; returns the simulator steps of the run so far. */
    long next() throws InterruptedException {
        while (true) {
            Long steps = generations.poll(1, TimeUnit.SECONDS);
            if (steps != null) {
                return steps;
            }
            if (!thread.isAlive()) {
                throw new IllegalStateException("training ended", failure);
            }
        }
    }

    @Override
    public void close() {
        closing = true;
        trainer.cancel();
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        trainer.close();
    }
}
