package dev.antipode.controller.train;

import dev.antipode.controller.policy.TrainablePolicy;
import dev.antipode.core.kernel.WarmUpReport;
import dev.antipode.core.memory.MemoryPlan;
import dev.antipode.core.program.Engine;
import dev.antipode.sim.Rollout;
import dev.antipode.sim.TaskModel;
import java.time.Duration;
import java.util.concurrent.CancellationException;

/**
 * One training run: its memory, its workers and its state. Nothing is allocated on the workers once they are warm; the
 * thread that calls {@link #run} only reports. Not thread-safe, but {@link #cancel} may be called from anywhere.
 */
public final class Trainer implements AutoCloseable {
    private final ClosedLoop closedLoop;
    private final LearningSettings settings;
    private final ExecutionSettings execution;
    private final RunIdentity identity;
    private final WorkerPool pool;
    private TrainingMemory memory;
    private TrainingLoop loop;
    private double elapsedSeconds;
    private boolean started;

    /** What a run trains on, with what has to be closed after it. */
    record ClosedLoop(Simulation simulation, Perturbations perturbations, Engine engine) {}

    Trainer(
            ClosedLoop closedLoop,
            RunIdentity identity,
            double[] parameters,
            LearningSettings settings,
            ExecutionSettings execution) {
        this.closedLoop = closedLoop;
        this.settings = settings;
        this.execution = execution;
        this.identity = identity;
        this.memory = memory();
        this.pool = new WorkerPool(execution.threads(), "antipode-worker");
        this.loop = loop();
        loop.start(parameters);
    }

    private TrainingMemory memory() {
        TrainingMemory planned = planned();
        planned.allocate(execution.budgetBytes());
        return planned;
    }

    /** Arrays are counted by 32 bits: what is more is not planned, so there is no budget either that it would exceed. */
    private TrainingMemory planned() {
        try {
            return new TrainingMemory(
                    closedLoop.simulation(), closedLoop.perturbations(), settings, execution.threads());
        } catch (ArithmeticException e) {
            throw new IllegalArgumentException(
                    "training by " + settings.estimator() + " with a population of " + settings.population() + ", "
                            + settings.episodes() + " episodes and "
                            + closedLoop.simulation().parameterCount() + " parameters keeps more than "
                            + Integer.MAX_VALUE
                            + " numbers in one array; give a smaller --population, fewer --episodes or a smaller --policy",
                    e);
        }
    }

    private TrainingLoop loop() {
        return new TrainingLoop(closedLoop.simulation(), closedLoop.perturbations(), settings, memory, pool);
    }

    /**
     * Compiles the closed loop, plans and allocates the memory, and starts the workers.
     *
     * @param task what to train for
     * @param policy what to train; starts from its initial parameters
     * @param learning what decides the bits
     * @param execution how the device is used
     * @return the trainer, to be closed by the caller
     * @throws IllegalArgumentException if the settings do not fit the task
     * @throws dev.antipode.core.memory.BudgetExceededException if the plan does not fit the budget; then nothing was allocated
     */
    public static Trainer create(
            TaskModel task, TrainablePolicy policy, LearningSettings learning, ExecutionSettings execution) {
        learning.estimator().requireFor(task);
        Engine engine = new Engine(learning.precision(), execution.arithmetic(), execution.kernels());
        try {
            if (!beginsOnScalarCode(engine, learning)) {
                // While the rest is lifted and written, what all kernels share gets warm.
                engine.startWarmUp();
            }
            int lanes = RolloutSimulation.lanes(policy, learning, execution.lanes());
            Rollout rollout = Rollout.compile(task, policy, lanes, engine);
            Perturbations perturbations = new Perturbations(engine, learning.seed());
            Simulation simulation = new RolloutSimulation(
                    task, policy, rollout, learning.seed(), learning.estimator(), execution.tape());
            RunIdentity identity = RunIdentity.of(task, policy, execution.arithmetic());
            ClosedLoop loop = new ClosedLoop(simulation, perturbations, engine);
            return new Trainer(loop, identity, policy.initialParameters(learning.seed()), learning, execution);
        } catch (RuntimeException e) {
            engine.close();
            throw e;
        }
    }

    /** Whether workers are of use before SIMD code is there; others than those of a population have no tiles to stop between. */
    private static boolean beginsOnScalarCode(Engine engine, LearningSettings learning) {
        return engine.quickStart() && learning.estimator().population();
    }

    /**
     * Warms the kernels and waits for that, for measurements: training itself begins on scalar kernels of the same bits, where these
     * are compiled at once, or waits some seconds at most.
     *
     * @param atMost how long to wait
     * @return false if the time ran out
     */
    public boolean awaitWarmUp(Duration atMost) {
        closedLoop.engine().startWarmUp();
        return closedLoop.engine().awaitWarmUp(atMost);
    }

    /**
     * Whether every kernel is warm, or scalar for good.
     *
     * @return false while training runs on scalar code or waits for SIMD code
     */
    public boolean warm() {
        return closedLoop.engine().warm();
    }

    /**
     * What runs on SIMD kernels and what does not, and why.
     *
     * @return one entry a kernel
     */
    public WarmUpReport kernels() {
        return closedLoop.engine().report();
    }

    /**
     * Every consumer of the run's off-heap memory.
     *
     * @return the plan that the run was allocated by
     */
    public MemoryPlan plan() {
        return memory.plan();
    }

    /**
     * The settings that decide the bits.
     *
     * @return as given
     */
    public LearningSettings settings() {
        return settings;
    }

    /**
     * Starts from other parameters than the policy's initial ones.
     *
     * @param parameters one number a parameter, copied
     * @throws IllegalArgumentException if the policy has another number of parameters
     * @throws IllegalStateException if the run has begun
     */
    public void startFrom(double[] parameters) {
        requireFresh();
        loop.start(parameters);
    }

    /**
     * Begins another run, as a new trainer would that starts from these parameters: with fresh memory, but on kernels that are compiled
     * and warm. Not during a run; {@link #cancel} of the earlier run does not reach this one.
     *
     * @param parameters one number a parameter, copied
     * @throws IllegalArgumentException if the policy has another number of parameters; then the trainer is of no more use but to be closed
     */
    public void restart(double[] parameters) {
        memory.close();
        memory = memory();
        loop = loop();
        loop.start(parameters);
        elapsedSeconds = 0;
        started = false;
    }

    /**
     * Goes on from a saved state, bit for bit as if the run had never stopped.
     *
     * @param state of a run with the same task, policy, arithmetic mode and settings; the number of generations may
     *     differ, but then schedules stretch and the run is not the one that was saved
     * @throws IllegalArgumentException if it is of another run, with the difference
     * @throws IllegalStateException if the run has begun
     */
    public void restore(TrainingState state) {
        requireFresh();
        identity.require(state);
        LearningSettings saved = state.settings().withGenerations(settings.generations());
        if (!saved.equals(settings)) {
            throw new IllegalArgumentException("the saved run has the settings "
                    + state.settings().toMap() + ", this one " + settings.toMap() + "; resume with the saved settings");
        }
        loop.restore(state);
        elapsedSeconds = state.elapsedSeconds();
    }

    private void requireFresh() {
        if (started) {
            throw new IllegalStateException("the run has begun; make another trainer");
        }
    }

    /**
     * Everything that is needed to go on later. To be called between runs; during a run, the listener is given states.
     *
     * @return a copy
     */
    public TrainingState state() {
        return loop.state(identity, elapsedSeconds);
    }

    /**
     * Trains until the generations are done, the time is over, validation stands still, or {@link #cancel} is called.
     *
     * @param listener told on this thread how it goes
     * @return why it ended
     * @throws IllegalStateException if every episode of a generation became non-finite, or a worker failed; the message is a
     *     sentence, and the state is that of before the generation
     */
    public TrainingOutcome run(ProgressListener listener) {
        return run(listener, WorkLimit.NONE);
    }

    /**
     * The same, with a limit of what is simulated.
     *
     * @param listener told on this thread how it goes
     * @param limit asked after every generation
     * @return why it ended
     * @throws IllegalStateException as {@link #run(ProgressListener)}
     */
    public TrainingOutcome run(ProgressListener listener, WorkLimit limit) {
        started = true;
        GenerationLog log = new GenerationLog(Thread.currentThread());
        Session session = new Session(log, limit);
        Thread trainer =
                Thread.ofPlatform().daemon(true).name("antipode-worker-0").unstarted(session);
        trainer.start();
        try {
            report(log, listener);
        } finally {
            // A listener that fails ends the run; the training thread must not outlive it.
            loop.population().cancel();
            drain(log);
            join(trainer);
            loop.population().allow();
            elapsedSeconds = session.elapsed();
        }
        if (session.failure != null) {
            throw new IllegalStateException("training failed: " + session.failure.getMessage(), session.failure);
        }
        return session.outcome;
    }

    private void report(GenerationLog log, ProgressListener listener) {
        for (GenerationSlot slot = log.await(); slot != null; slot = log.await()) {
            TrainingState state = null;
            GenerationReport report = slot.toReport(settings.generations());
            if (log.checkpointDue()) {
                state = loop.state(identity, report.elapsedSeconds());
                log.checkpointTaken();
            }
            log.release();
            listener.generation(report);
            if (state != null) {
                listener.checkpoint(state);
            }
        }
    }

    private static void drain(GenerationLog log) {
        while (log.await() != null) {
            if (log.checkpointDue()) {
                log.checkpointTaken();
            }
            log.release();
        }
    }

    private static void join(Thread thread) {
        boolean interrupted = false;
        while (thread.isAlive()) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /**
     * Whether the run is over by its own settings, so that {@link #run} would add nothing to it. Not during a run.
     *
     * @return whether its generations are done or validation stands still, and the last parameters are validated
     */
    public boolean finished() {
        return loop.over();
    }

    /**
     * Ends {@link #run} or {@link #evaluate} soon: an unfinished generation is dropped, so that the state stays that of
     * its start. May be called from any thread, also before the run, and more than once.
     */
    public void cancel() {
        loop.population().cancel();
    }

    /**
     * Runs the best parameters so far on test episodes, which no parameters were trained or chosen on.
     *
     * @param episodes how many, at least 1
     * @return how they do
     * @throws CancellationException if cancelled meanwhile
     */
    public Evaluation evaluate(int episodes) {
        return Evaluations.run(episodes, memory.costs().length(), loop.population(), loop::test);
    }

    /**
     * The best parameters so far by validation, or the current ones before the first validation.
     *
     * @return a copy
     */
    public TrainingState.Best best() {
        return loop.best();
    }

    /** Ends the workers and frees the memory. */
    @Override
    public void close() {
        pool.close();
        memory.close();
        closedLoop.engine().close();
    }

    /** The part of a run that is on the coordinating worker's thread. */
    private final class Session implements Runnable {
        private static final double SMOOTHING = 0.9;

        private final GenerationLog log;
        private final WorkLimit workLimit;
        private final long startNanos = System.nanoTime();
        private final double before = elapsedSeconds;
        private double smoothedSeconds = Double.NaN;
        private volatile TrainingOutcome outcome = TrainingOutcome.CANCELLED;
        private volatile Throwable failure;

        Session(GenerationLog log, WorkLimit workLimit) {
            this.log = log;
            this.workLimit = workLimit;
        }

        double elapsed() {
            return before + session();
        }

        private double session() {
            return (System.nanoTime() - startNanos) * 1e-9;
        }

        @Override
        public void run() {
            try {
                train();
            } catch (RuntimeException | Error e) {
                failure = e;
            } finally {
                log.end();
            }
        }

        private void train() {
            FirstGeneration first = new FirstGeneration(closedLoop.engine(), loop.population()::cancelled);
            if (!beginsOnScalarCode(closedLoop.engine(), settings)) {
                first.done();
            }
            loop.population().beginning(first);
            if (!loop.begin()) {
                return;
            }
            double limit = execution.timeLimit().map(d -> d.toNanos() * 1e-9).orElse(Double.POSITIVE_INFINITY);
            while (!loop.finished() && !loop.reached(workLimit) && session() < limit) {
                double start = session();
                if (!loop.next()) {
                    return;
                }
                publish(session() - start, limit);
                first.done();
                loop.population().beginning(null);
            }
            TrainingOutcome end = loop.generation() >= settings.generations()
                    ? TrainingOutcome.COMPLETED
                    : loop.finished()
                            ? TrainingOutcome.PLATEAU
                            : loop.reached(workLimit) ? TrainingOutcome.WORK_LIMIT : TrainingOutcome.TIME_LIMIT;
            loop.end();
            outcome = loop.validationPending() ? TrainingOutcome.CANCELLED : end;
        }

        private void publish(double seconds, double limit) {
            smoothedSeconds =
                    Double.isNaN(smoothedSeconds) ? seconds : SMOOTHING * smoothedSeconds + (1 - SMOOTHING) * seconds;
            GenerationSlot slot = log.claim();
            loop.report(slot);
            slot.generationSeconds = seconds;
            slot.elapsedSeconds = elapsed();
            int left = settings.generations() - loop.generation();
            slot.remainingSeconds = Math.max(0, Math.min(left * smoothedSeconds, limit - session()));
            int interval = execution.checkpointInterval();
            log.publish(interval > 0 && loop.generation() % interval == 0);
        }
    }
}
