package dev.antipode.sim;

import dev.antipode.core.kernel.Arithmetic;
import dev.antipode.core.kernel.KernelMode;
import dev.antipode.core.memory.MemoryPlan;
import dev.antipode.core.memory.Precision;
import dev.antipode.core.memory.Workspace;
import dev.antipode.core.program.Engine;
import dev.antipode.core.program.Frame;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Runs a task with exploring commands and refuses it where training would learn nonsense: where an episode that fails
 * early is charged less than one that goes on, where episodes are lost before they begin, or where no episode stays
 * finite.
 */
public final class TaskChecker {
    private static final int LANES = 32;
    private static final int MOST_STEPS = 400;
    /** Numbers of the state that are stepped in an episode: plants of many bodies are tried for fewer steps. */
    private static final int MOST_NUMBERS = 100_000;

    private static final double GOLDEN = 0.6180339887498949;

    private final TaskModel task;
    private final Rollout rollout;
    private final Frame frame;

    private TaskChecker(TaskModel task, Rollout rollout, Frame frame) {
        this.task = task;
        this.rollout = rollout;
        this.frame = frame;
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
        boolean[] live = new boolean[LANES];
        java.util.Arrays.fill(live, true);
        int numbers = task.timing().substeps() * task.plant().states().size();
        int steps = Math.min(
                Math.min(MOST_STEPS, MOST_NUMBERS / numbers + 1), task.timing().horizonSteps());
        int lostAtOnce = 0;
        int nonFinite = 0;
        for (int step = 0; step < steps; step++) {
            double[][] before = states();
            rollout.step(frame);
            for (int lane = 0; lane < LANES; lane++) {
                double cost = rollout.get(frame, rollout.stageCost().first(), lane);
                if (live[lane] && cost > task.failureCost()) {
                    throw cheaper("stage cost " + number(cost), describe(before[lane]));
                }
                if (live[lane] && step == 0 && rollout.failed(frame, lane)) {
                    lostAtOnce++;
                }
                live[lane] = !rollout.failed(frame, lane);
                if (step == steps - 1 && rollout.nonFinite(frame, lane)) {
                    nonFinite++;
                }
            }
        }
        if (nonFinite == LANES) {
            throw new IllegalArgumentException("plant of task '" + task.name() + "' becomes non-finite in every one of "
                    + LANES + " trial episodes within " + steps
                    + " steps; use more sub-steps, a better integrator, or failed() before it diverges");
        }
        if (lostAtOnce == LANES) {
            throw new IllegalArgumentException("task '" + task.name()
                    + "' is lost after its first step in every one of " + LANES
                    + " trial episodes; change initial() or failed()");
        }
        checkTerminalCost(live);
    }

    private void checkTerminalCost(boolean[] live) {
        double[] before = new double[LANES];
        for (int lane = 0; lane < LANES; lane++) {
            before[lane] = rollout.cost(frame, lane);
        }
        rollout.finish(frame);
        for (int lane = 0; lane < LANES; lane++) {
            double terminal = rollout.cost(frame, lane) - before[lane];
            if (live[lane] && terminal > task.failureCost() * (1 + 1e-9)) {
                throw cheaper("terminal cost " + number(terminal), describe(states()[lane]));
            }
        }
    }

    private IllegalArgumentException cheaper(String what, String where) {
        return new IllegalArgumentException("failing early is cheaper in task '" + task.name() + "': failureCost() is "
                + number(task.failureCost()) + " a step, but the " + what + " occurs in a live episode at " + where
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

    private double[][] states() {
        double[][] values = new double[LANES][rollout.states().count()];
        for (int lane = 0; lane < LANES; lane++) {
            for (int i = 0; i < values[lane].length; i++) {
                values[lane][i] = rollout.get(frame, rollout.states().row(i), lane);
            }
        }
        return values;
    }

    private String describe(double[] state) {
        List<String> parts = new ArrayList<>();
        for (int i = 0; i < state.length; i++) {
            parts.add(task.plant().states().get(i).name() + " = " + number(state[i]));
        }
        return String.join(", ", parts);
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, "%.6g", value);
    }
}
