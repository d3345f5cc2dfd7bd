package dev.antipode.controller.imitate;

import dev.antipode.controller.policy.TrainablePolicy;
import dev.antipode.controller.train.Adam;
import dev.antipode.controller.train.ExecutionSettings;
import dev.antipode.controller.train.Vectors;
import dev.antipode.core.memory.MemoryPlan;
import dev.antipode.core.memory.Workspace;
import dev.antipode.core.program.Engine;
import dev.antipode.core.random.EpisodeSet;
import dev.antipode.sim.Policy;
import dev.antipode.sim.TaskModel;
import java.time.Duration;

/**
 * Lets a policy learn to command what an expert would, by regression on what both observe. In the first round of episodes the expert
 * commands, in the others the policy does as far as it has got, so that it learns what to do where its own errors take it. All
 * rounds are kept. Source: S. Ross, G. J. Gordon, J. A. Bagnell, "A reduction of imitation learning and structured prediction to
 * no-regret online learning", AISTATS 2011 (DAgger), algorithm 3.1 with a mixture of 1 in the first round and 0 afterwards.
 *
 * <p>Runs on the caller's thread; the same bits on every device.
 */
public final class Imitation implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final Adam ADAM = Adam.defaults();

    private final ImitationSettings settings;
    private final int inputs;
    private final Engine engine;
    private final Demonstrations demonstrations;
    private final CommandRegression regression;
    private final Workspace workspace;
    private final Vectors vectors;
    private int updates;

    Imitation(
            TaskModel task,
            TrainablePolicy policy,
            Policy expert,
            ImitationSettings settings,
            ExecutionSettings execution) {
        this.settings = settings;
        this.inputs = task.plant().inputs().size();
        this.engine = new Engine(settings.precision(), execution.arithmetic(), execution.kernels());
        try {
            int slots = settings.rounds() + 1;
            demonstrations = new Demonstrations(task, policy, expert, settings.episodes(), slots, engine);
            regression = new CommandRegression(task, policy, demonstrations.lanes(), demonstrations.horizon(), engine);
            MemoryPlan.Builder plan = MemoryPlan.builder();
            int count = policy.parameterCount();
            long[] places = new long[4];
            String[] names = {"parameters", "gradient", "first moment", "second moment"};
            for (int i = 0; i < places.length; i++) {
                places[i] = plan.add(
                        names[i],
                        count + " x " + settings.precision(),
                        (long) count * settings.precision().bytes());
            }
            demonstrations.plan(plan);
            regression.plan(plan);
            regression.planScratch(plan, engine);
            workspace = Workspace.allocate(plan.build(), execution.budgetBytes());
            vectors = new Vectors(
                    workspace.block(), settings.precision(), count, places[0], places[1], places[2], places[3]);
            demonstrations.open(workspace.block(), settings.seed());
            regression.open(workspace.block());
        } catch (RuntimeException e) {
            engine.close();
            throw e;
        }
    }

    /**
     * Lets a policy learn from an expert.
     *
     * @param task gives episodes and observations
     * @param policy what learns, from its initial parameters; sees observations scaled by their declared ranges where it wants them
     *     scaled
     * @param expert without parameters, made for the task
     * @param settings what decides the bits
     * @param execution gives the budget, the kernels and the arithmetic mode, which alone changes the bits
     * @return what it has learnt
     * @throws IllegalArgumentException if the expert has parameters
     * @throws dev.antipode.core.memory.BudgetExceededException if the plan does not fit the budget; then nothing was allocated
     */
    public static Imitated imitate(
            TaskModel task,
            TrainablePolicy policy,
            Policy expert,
            ImitationSettings settings,
            ExecutionSettings execution) {
        if (expert.parameterCount() > 0) {
            throw new IllegalArgumentException("expert '" + expert.fingerprint() + "' has " + expert.parameterCount()
                    + " parameters; give one whose gains are fixed");
        }
        try (Imitation imitation = new Imitation(task, policy, expert, settings, execution)) {
            return imitation.run(policy.initialParameters(settings.seed()));
        }
    }

    private Imitated run(double[] start) {
        long began = System.nanoTime();
        begin(start);
        int check = settings.rounds();
        demonstrations.byExpert(check, EpisodeSet.VALIDATION, 0);
        double before = error(check);
        for (int round = 0; round < settings.rounds(); round++) {
            collect(round);
            for (int i = 0; i < settings.updates(); i++) {
                // The newest round first, then the others in turn.
                update(round - i % (round + 1));
            }
        }
        double[] parameters = new double[start.length];
        for (int i = 0; i < parameters.length; i++) {
            parameters[i] = vectors.get(vectors.theta(), i);
        }
        double seconds = (System.nanoTime() - began) * 1e-9;
        return new Imitated(parameters, before, error(check), updates, seconds, workspace.plan());
    }

    /** Sets the policy's parameters, and waits a while for the kernels. */
    void begin(double[] start) {
        engine.startWarmUp();
        engine.awaitWarmUp(PATIENCE);
        for (int i = 0; i < start.length; i++) {
            vectors.set(vectors.theta(), i, start[i]);
        }
    }

    /** Runs a round's episodes. Allocates nothing, once warm. */
    void collect(int round) {
        if (round == 0) {
            demonstrations.byExpert(round, EpisodeSet.TRAINING, round);
        } else {
            demonstrations.byPolicy(round, EpisodeSet.TRAINING, round, vectors);
        }
    }

    private double error(int slot) {
        double sum = regression.squaredError(vectors, demonstrations.samples(slot));
        return Math.sqrt(sum / (demonstrations.weight(slot) * inputs));
    }

    /** A step of the regression on a round's episodes. Allocates nothing, once warm. */
    void update(int slot) {
        if (demonstrations.weight(slot) == 0) {
            return;
        }
        double rate = settings.learningRate().at(updates, settings.rounds() * settings.updates());
        regression.gradient(vectors, demonstrations.samples(slot), 1 / (demonstrations.weight(slot) * inputs));
        for (int i = 0; i < vectors.count(); i++) {
            // A recurrent policy's gradient can overflow on the way back; such an update would leave nothing to go on
            // from.
            if (!Double.isFinite(vectors.get(vectors.gradient(), i))) {
                return;
            }
        }
        updates++;
        ADAM.step(vectors, 0, vectors.count(), updates, rate, 0);
    }

    /** Frees the memory. */
    @Override
    public void close() {
        workspace.close();
        engine.close();
    }
}
