package dev.antipode.controller.loop;

import dev.antipode.controller.Antipode;
import dev.antipode.controller.TrainingOptions;
import dev.antipode.controller.policy.TrainablePolicy;
import dev.antipode.controller.train.GenerationReport;
import dev.antipode.controller.train.Normalisation;
import dev.antipode.controller.train.ProgressListener;
import dev.antipode.controller.train.TrainedController;
import dev.antipode.controller.train.Trainer;
import dev.antipode.controller.train.TrainingState;
import dev.antipode.sim.Signal;
import dev.antipode.sim.TaskModel;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/**
 * Training that goes on while the loop runs: on processors of its own where there are any, within a budget of its own. Whenever validation
 * on the task's model finds better parameters, they are offered to the loop's gate; whenever the gate keeps some, the controller is
 * handed to whoever saves it.
 */
public final class SideTraining implements AutoCloseable {
    /** States are copied every so many generations: each copy is garbage on the heap that the loop shares. */
    private static final int GENERATIONS_BETWEEN_STATES = 5;

    private static final long NONE = -1;

    private final TrainingOptions options;
    private final TrainablePolicy policy;
    private final ParameterGate gate;
    private final Consumer<Kept> kept;
    private final Trainer trainer;
    private final Set<Integer> processors;
    private final Thread thread;
    private volatile long generations;
    private final AtomicLong offered = new AtomicLong();
    private volatile Optional<Throwable> failure = Optional.empty();
    private volatile double validationCost = Double.NaN;
    private Kept candidate;
    private long candidateGeneration = NONE;
    private long keptGeneration = NONE;
    private double offeredCost = Double.POSITIVE_INFINITY;

    /**
     * A controller that has passed its probation in the loop.
     *
     * @param controller the controller
     * @param state of the training when it was found
     */
    public record Kept(TrainedController controller, TrainingState state) {}

    /**
     * Compiles and allocates; {@link #start} begins.
     *
     * @param options of the training; starts from the controller that is live
     * @param policy made by the options' design for the options' task
     * @param gate of the loop
     * @param processors that the training's threads keep to, where the system permits it; none for any
     * @param kept told on the training's thread which controller has passed its probation
     * @throws IllegalArgumentException if the live controller cannot be trained on, with the reason
     * @throws dev.antipode.core.memory.BudgetExceededException if it does not fit the options' budget
     */
    public SideTraining(
            TrainingOptions options,
            TrainablePolicy policy,
            ParameterGate gate,
            Set<Integer> processors,
            Consumer<Kept> kept) {
        requireRangeScaling(options);
        this.options = options.withExecution(e -> e.withCheckpointInterval(GENERATIONS_BETWEEN_STATES));
        this.policy = policy;
        this.gate = gate;
        this.kept = kept;
        this.processors = Set.copyOf(processors);
        // All workers but one are started here, and inherit it.
        try (Affinity _ = Affinity.to(processors)) {
            this.trainer = Antipode.trainer(this.options, policy);
        }
        this.thread =
                Thread.ofPlatform().daemon(true).name("antipode-side-training").unstarted(this::run);
    }

    /** Running statistics belong to a run and are not in a controller file: they would begin anew, and the policy see another world. */
    private static void requireRangeScaling(TrainingOptions options) {
        TaskModel task = options.task();
        TrainedController live = options.from().orElseThrow();
        List<Signal> observations = task.observations();
        for (int i = 0; i < observations.size(); i++) {
            Signal o = observations.get(i);
            if (options.learning().normalisation() != Normalisation.RANGE
                    || live.centre()[i] != o.middle()
                    || live.scale()[i] != 1 / o.halfWidth()) {
                throw new IllegalArgumentException(
                        "a controller whose observations are scaled by running statistics cannot be trained while it runs; train"
                                + " it with the normalisation RANGE");
            }
        }
    }

    /** Begins on a thread of its own. Once. */
    public void start() {
        thread.start();
    }

    private void run() {
        // The thread that trains inherits it.
        try (Affinity _ = Affinity.to(processors)) {
            trainer.run(new ProgressListener() {
                @Override
                public void generation(GenerationReport report) {
                    generations = report.generation() + 1L;
                    settle();
                }

                @Override
                public void checkpoint(TrainingState state) {
                    consider(state);
                }
            });
        } catch (RuntimeException e) {
            failure = Optional.of(e);
        }
    }

    /** Saves what the gate has kept. */
    private void settle() {
        long accepted = gate.acceptedId();
        if (accepted != keptGeneration && accepted == candidateGeneration) {
            keptGeneration = accepted;
            kept.accept(candidate);
        }
    }

    private void consider(TrainingState state) {
        settle();
        TrainingState.Best best = state.best();
        validationCost = best.validationCost();
        // The start itself is validated first: only what is better than that is worth a change.
        if (best.generation() > candidateGeneration && best.validationCost() < offeredCost) {
            if (best.generation() < 0) {
                offeredCost = best.validationCost();
            } else if (gate.offer(best.generation(), best.theta(), best.centre(), best.scale())) {
                offeredCost = best.validationCost();
                candidateGeneration = best.generation();
                candidate = new Kept(Antipode.controller(options, policy, state), state);
                offered.incrementAndGet();
            }
        }
    }

    /**
     * The generations so far.
     *
     * @return at least 0
     */
    public long generations() {
        return generations;
    }

    /**
     * How often parameters were offered to the gate.
     *
     * @return at least 0
     */
    public long offered() {
        return offered.get();
    }

    /**
     * The best cost on the validation episodes so far.
     *
     * @return NaN before the first validation
     */
    public double validationCost() {
        return validationCost;
    }

    /**
     * Why the training ended early.
     *
     * @return empty where it did not
     */
    public Optional<Throwable> failure() {
        return failure;
    }

    /** Ends the training, saves what the gate kept last, and frees the memory. */
    @Override
    public void close() {
        trainer.cancel();
        boolean interrupted = false;
        while (thread.isAlive()) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        settle();
        trainer.close();
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
