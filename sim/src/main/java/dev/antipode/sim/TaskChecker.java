package dev.antipode.sim;

import dev.antipode.core.kernel.Arithmetic;
import dev.antipode.core.kernel.KernelMode;
import dev.antipode.core.memory.MemoryPlan;
import dev.antipode.core.memory.Precision;
import dev.antipode.core.memory.Workspace;
import dev.antipode.core.program.Engine;
import dev.antipode.core.program.Frame;
import java.util.Arrays;

/**
 * Runs a task with exploring commands and refuses it where training would learn nonsense: where an episode that fails
 * early is charged less than one that goes on, where episodes are lost before they begin, or where no episode stays
 * finite, the terminal cost of those that come to their end included.
 *
 * <p>Episodes run to their horizon or until all are lost. Only where that is more than {@value #MOST_NUMBERS} numbers of the state,
 * sub-steps counted, as for plants of many bodies, are they cut short there, and the terminal cost is not looked at: a live
 * episode's cost is then unknown beyond.
 */
public final class TaskChecker {
    private static final int LANES = 32;
    /** Numbers of the state that are stepped in an episode: the check runs beside the start and must not outlast it. */
    private static final int MOST_NUMBERS = 100_000;

    private static final double GOLDEN = 0.6180339887498949;

    private final TaskModel task;
    private final Rollout rollout;
    private final Frame frame;
    private final boolean[] live = new boolean[LANES];
    private final TrialEpisodes trial;
    private final FirstNonFinite nonFinite;

    private TaskChecker(TaskModel task, Rollout rollout, Frame frame) {
        this.task = task;
        this.rollout = rollout;
        this.frame = frame;
        this.trial = new TrialEpisodes(task, rollout, frame);
        this.nonFinite = new FirstNonFinite(trial);
    }

    /**
     * Checks a task on {@value #LANES} exploring episodes, in double precision on scalar kernels.
     *
     * @param task the task
     * @throws IllegalArgumentException with the number that breaks the rule and the remedy
     */
    public static void check(TaskModel task) {
        try (Engine engine = new Engine(Precision.F64, Arithmetic.FUSED, KernelMode.SCALAR)) {
            ExcitationPolicy policy = new ExcitationPolicy(task.plant().inputs());
            Rollout rollout = Rollout.compile(task, policy, LANES, engine);
            MemoryPlan.Builder plan = MemoryPlan.builder();
            long tile = plan.add("tile", rollout.tileDimensions(), rollout.tileBytes());
            long scratch = plan.add("scratch", "kernels", rollout.scratchBytes());
            try (Workspace workspace = Workspace.allocate(plan.build(), Long.MAX_VALUE)) {
                new TaskChecker(task, rollout, rollout.frame(workspace.block(), tile, scratch)).run();
            }
        }
    }

    private void run() {
        excite();
        rollout.reset(frame);
        Arrays.fill(live, true);
        int horizon = task.timing().horizonSteps();
        int numbers = task.timing().substeps() * task.plant().states().size();
        int steps = Math.min(MOST_NUMBERS / numbers + 1, horizon);
        for (int step = 0; step < steps && anyLive(); step++) {
            rollout.step(frame);
            nonFinite.look(step, live);
            for (int lane = 0; lane < LANES; lane++) {
                double cost = trial.stageCost(lane);
                if (live[lane] && cost > task.failureCost()) {
                    throw cheaper("stage cost " + TrialEpisodes.number(cost), trial.stateAt(step, lane));
                }
                live[lane] = !rollout.failed(frame, lane);
            }
            if (step == 0 && !anyLive() && !nonFinite.everywhere()) {
                throw new IllegalArgumentException("task '" + task.name()
                        + "' is lost after its first step in every one of " + LANES
                        + " trial episodes; change initial() or failed()");
            }
        }
        if (nonFinite.everywhere()) {
            throw nonFinite.refusal();
        }
        if (steps == horizon && anyLive() && task.chargesTerminalCost()) {
            checkTerminalCost();
        }
    }

    private boolean anyLive() {
        for (boolean one : live) {
            if (one) {
                return true;
            }
        }
        return false;
    }

    private void checkTerminalCost() {
        nonFinite.requireFiniteEnd(live);
        double[] costs = new double[LANES];
        for (int lane = 0; lane < LANES; lane++) {
            costs[lane] = rollout.cost(frame, lane);
        }
        rollout.finish(frame);
        for (int lane = 0; lane < LANES; lane++) {
            double terminal = rollout.cost(frame, lane) - costs[lane];
            if (live[lane] && terminal > task.failureCost() * (1 + 1e-9)) {
                throw cheaper("terminal cost " + TrialEpisodes.number(terminal), trial.values(rollout.states(), lane));
            }
        }
    }

    private IllegalArgumentException cheaper(String what, double[] state) {
        return new IllegalArgumentException("failing early is cheaper in task '" + task.name() + "': failureCost() is "
                + TrialEpisodes.number(task.failureCost()) + " a step, but the " + what
                + " occurs in a live episode at " + trial.describe(state)
                + "; raise failureCost(), bound the cost, or let failed() end such episodes");
    }

    /** Lane by lane another mix of bias, amplitude and frequency, spread evenly by the golden ratio. */
    private void excite() {
        for (int i = 0; i < rollout.policyParameters().count(); i++) {
            for (int lane = 0; lane < LANES; lane++) {
                double spread = (0.5 + GOLDEN * (lane + 1) * (i + 1)) % 1;
                double value = switch (i % 3) {
                    case 0 -> 2 * spread - 1;
                    case 1 -> 2 * spread;
                    default -> spread * spread;
                };
                rollout.set(frame, rollout.policyParameters().row(i), lane, value);
            }
        }
    }
}
