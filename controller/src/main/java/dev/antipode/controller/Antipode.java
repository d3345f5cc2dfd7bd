package dev.antipode.controller;

import dev.antipode.controller.imitate.Imitated;
import dev.antipode.controller.imitate.Imitation;
import dev.antipode.controller.imitate.ImitationSettings;
import dev.antipode.controller.law.ControlLaw;
import dev.antipode.controller.law.FixedLaw;
import dev.antipode.controller.law.Laws;
import dev.antipode.controller.law.ResidualPolicy;
import dev.antipode.controller.policy.PolicyDesign;
import dev.antipode.controller.policy.TrainablePolicy;
import dev.antipode.controller.train.LearningSettings;
import dev.antipode.controller.train.Normalisation;
import dev.antipode.controller.train.ProgressListener;
import dev.antipode.controller.train.TrainedController;
import dev.antipode.controller.train.Trainer;
import dev.antipode.controller.train.TrainingOutcome;
import dev.antipode.controller.train.TrainingState;
import dev.antipode.core.kernel.KernelArchive;
import dev.antipode.sim.Signal;
import dev.antipode.sim.Task;
import dev.antipode.sim.TaskChecker;
import dev.antipode.sim.TaskModel;
import java.lang.System.Logger.Level;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.function.Supplier;

/**
 * Trains controllers. In short:
 *
 * <pre>{@code
 * TrainingOptions options = TrainingOptions.of(new MyTask()).withSeed(7);
 * TrainingResult result = Antipode.train(options, report -> System.out.println(report.centreCost()));
 * System.out.println(result.evaluate(1000).success());
 * }</pre>
 *
 * <p>Events are logged with {@link System.Logger} under this class's name.
 */
public final class Antipode {
    private Antipode() {}

    /**
     * Trains a controller for a task with the default options.
     *
     * @param task the task
     * @return the trained controller
     * @throws IllegalArgumentException if the task cannot be lifted or trained, with the reason
     */
    public static TrainingResult train(Task<?, ?, ?, ?, ?> task) {
        return train(TrainingOptions.of(task), ProgressListener.silent());
    }

    /**
     * Trains a controller.
     *
     * @param options what and how
     * @param listener told on this thread how it goes
     * @return the trained controller
     * @throws IllegalArgumentException if the options do not fit one another, with the reason
     */
    public static TrainingResult train(TrainingOptions options, ProgressListener listener) {
        TrainablePolicy policy = options.policy().forTask(options.task());
        try (Trainer trainer = trainer(options, policy)) {
            TrainingOutcome outcome = trainer.run(listener);
            TrainingState state = trainer.state();
            log(
                    "task {0}: {1} after {2} generations, {3} steps; validation success {4}, cost {5}",
                    options.task().name(),
                    outcome,
                    state.generation(),
                    state.simulatorSteps(),
                    state.best().validationSuccess(),
                    state.best().validationCost());
            return new TrainingResult(options, policy, controller(options, policy, state), outcome, state);
        }
    }

    /**
     * Reads a policy's design.
     *
     * @param text as {@link Laws#policy} reads it
     * @param loader where classes of control laws are looked for
     * @return the design
     * @throws IllegalArgumentException if there is none of that name
     */
    public static PolicyDesign policy(String text, ClassLoader loader) {
        return Laws.policy(text, loader);
    }

    /**
     * Lets the policy of some options learn what a control law commands, by regression. To be followed by training from
     * {@link ImitationResult#start}.
     *
     * @param options what learns, for which task; of their learning settings, seed and precision
     * @param law with the gains that were tuned by hand for the task, else its defaults
     * @return what was learnt; the same bits on every device
     * @throws IllegalArgumentException if the law is not for the task, or the policy starts from a law already, with the reason
     */
    public static ImitationResult imitate(TrainingOptions options, ControlLaw<?, ?, ?, ?> law) {
        TaskModel task = options.task();
        LearningSettings learning = options.learning();
        TrainablePolicy policy = options.policy().forTask(task);
        if (policy instanceof ResidualPolicy) {
            throw new IllegalArgumentException("policy '" + policy.text()
                    + "' starts from its own law; it cannot imitate another, so give linear, mlp or gru");
        }
        if (learning.normalisation() == Normalisation.RUNNING && policy.normalisedObservations()) {
            throw new IllegalArgumentException(
                    "what was learnt from a law would be lost when running statistics change the"
                            + " scale of the observations; use the normalisation RANGE");
        }
        TaskChecker.check(task);
        FixedLaw expert = FixedLaw.of(law, task);
        ImitationSettings settings = ImitationSettings.defaults(learning.seed(), learning.precision());
        Imitated learnt = Imitation.imitate(task, policy, expert, settings, options.execution());
        TrainedController controller = controller(
                options,
                policy,
                learnt.parameters(),
                task.observations().stream().mapToDouble(Signal::middle).toArray(),
                task.observations().stream().mapToDouble(o -> 1 / o.halfWidth()).toArray());
        return new ImitationResult(options, expert, controller, learnt);
    }

    /**
     * Makes a trainer, for programs that cancel, save and resume runs themselves.
     *
     * @param options what and how
     * @param policy what to train, made by the options' design for the options' task
     * @return the trainer, to be closed by the caller
     * @throws IllegalArgumentException if the options do not fit one another, or the task rewards failing early or never
     *     stays finite, with the reason
     */
    public static Trainer trainer(TrainingOptions options, TrainablePolicy policy) {
        if (policy instanceof ResidualPolicy && options.learning().normalisation() == Normalisation.RUNNING) {
            throw new IllegalArgumentException("policy '" + policy.text()
                    + "' scales observations by their declared ranges; use the normalisation RANGE");
        }
        Trainer trainer = checked(
                options.task(), () -> Trainer.create(options.task(), policy, options.learning(), options.execution()));
        try {
            if (options.from().isPresent()) {
                TrainedController start = options.from().get();
                if (!start.policyFingerprint().equals(policy.fingerprint())) {
                    throw new IllegalArgumentException("the controller to start from has the policy "
                            + start.policyFingerprint() + ", this run " + policy.fingerprint());
                }
                trainer.startFrom(start.parameters());
            }
        } catch (RuntimeException e) {
            trainer.close();
            throw e;
        }
        log(
                "task {0}: training {1} with {2} parameters, {3} bytes off the heap",
                options.task().name(),
                policy.text(),
                policy.parameterCount(),
                trainer.plan().totalBytes());
        return trainer;
    }

    /**
     * The controller that a run saves: the best parameters by validation.
     *
     * @param options of the run
     * @param policy of the run
     * @param state of the run
     * @return the controller
     */
    public static TrainedController controller(TrainingOptions options, TrainablePolicy policy, TrainingState state) {
        TrainingState.Best best = state.best();
        return controller(options, policy, best.theta(), best.centre(), best.scale());
    }

    /** Where events go is looked up with the first of them: that takes longer than loading this class. */
    private static void log(String event, Object... facts) {
        System.getLogger(Antipode.class.getName()).log(Level.DEBUG, event, facts);
    }

    /** The task is checked on another thread meanwhile, unless its kernels were baked: then it was checked before. */
    private static Trainer checked(TaskModel task, Supplier<Trainer> create) {
        if (KernelArchive.IN_USE.isBound() && KernelArchive.IN_USE.get().serves()) {
            return create.get();
        }
        FutureTask<Void> check = new FutureTask<>(() -> TaskChecker.check(task), null);
        Thread.ofPlatform().daemon(true).name("antipode-checker").start(check);
        Trainer trainer = null;
        try {
            trainer = create.get();
        } finally {
            // A task that cannot be trained is told before anything that is wrong with its training.
            await(check, trainer);
        }
        return trainer;
    }

    private static void await(FutureTask<Void> check, Trainer trainer) {
        try {
            check.get();
        } catch (ExecutionException | InterruptedException e) {
            if (trainer != null) {
                trainer.close();
            }
            switch (e.getCause()) {
                case RuntimeException failure -> throw failure;
                case Error failure -> throw failure;
                case null, default -> {
                    Thread.currentThread().interrupt();
                    throw new IllegalStateException("interrupted while the task was checked", e);
                }
            }
        }
    }

    private static TrainedController controller(
            TrainingOptions options, TrainablePolicy policy, double[] parameters, double[] centre, double[] scale) {
        return new TrainedController(
                options.task().name(),
                options.task().distribution(),
                options.task().fingerprint(),
                options.task().timing(),
                options.task().observations(),
                options.task().plant().inputs(),
                policy.text(),
                policy.fingerprint(),
                policy.tensors(),
                options.learning().precision(),
                options.execution().arithmetic(),
                parameters,
                centre,
                scale);
    }
}
