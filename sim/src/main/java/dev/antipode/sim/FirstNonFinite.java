package dev.antipode.sim;

import dev.antipode.core.program.Rows;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/** Finds, in trial episodes, what was first not a number: an observation, the stage cost or the plant's state; and says so. */
final class FirstNonFinite {
    private final TrialEpisodes trial;
    private final boolean[] broken;
    private int count;
    private int firstStep;
    private int firstLane;

    FirstNonFinite(TrialEpisodes trial) {
        this.trial = trial;
        this.broken = new boolean[trial.rollout().lanes()];
    }

    /** Looks at the step that was just taken, in lanes that were live before it. */
    void look(int step, boolean[] live) {
        for (int lane = 0; lane < broken.length; lane++) {
            if (live[lane] && !broken[lane] && (unseen(lane) || trial.rollout().nonFinite(trial.frame(), lane))) {
                broken[lane] = true;
                if (count++ == 0) {
                    firstStep = step;
                    firstLane = lane;
                }
            }
        }
    }

    /** Whether no episode is without it. */
    boolean everywhere() {
        return count == broken.length;
    }

    /** Whether an observation is NaN; an infinite one is a command all the same where a policy bounds it. */
    private boolean unseen(int lane) {
        Rows seen = trial.rollout().observations();
        for (int i = 0; i < seen.count(); i++) {
            if (Double.isNaN(trial.rollout().get(trial.frame(), seen.row(i), lane))) {
                return true;
            }
        }
        return false;
    }

    /** Runs the episodes again. */
    IllegalArgumentException refusal() {
        double[] before = trial.stateAt(firstStep, firstLane);
        trial.rollout().step(trial.frame());
        return new IllegalArgumentException(sentence(before));
    }

    /** Refuses a terminal cost that is not finite in any of the episodes that were live to the end: they were all charged as lost. */
    void requireFiniteEnd(boolean[] live) {
        int[] ended = IntStream.range(0, live.length).filter(lane -> live[lane]).toArray();
        if (Arrays.stream(ended).anyMatch(lane -> Double.isFinite(trial.terminalCost(lane)))) {
            return;
        }
        throw new IllegalArgumentException("terminal cost of task '"
                + trial.task().name() + "' is " + trial.terminalCost(ended[0]) + " at "
                + trial.describe(trial.values(trial.rollout().states(), ended[0])) + ", and finite in none of the "
                + ended.length + " trial episodes that come to their end; check terminalCost() and reference()");
    }

    private String sentence(double[] before) {
        PlantModel plant = trial.task().plant();
        Rollout rollout = trial.rollout();
        String at = "in step " + firstStep + " at " + trial.describe(before);
        double[] parameters = trial.values(rollout.plantParameters(), firstLane);
        if (notFinite(before) >= 0) {
            return told("state", plant.states(), before, "at the start", "check initial()");
        }
        if (notFinite(parameters) >= 0) {
            return told("parameter", plant.parameters(), parameters, "at the start", "check parameters()");
        }
        if (unseen(firstLane)) {
            double[] seen = trial.values(rollout.observations(), firstLane);
            return told("observation", trial.task().observations(), seen, at, "check observe() and reference()");
        }
        double cost = trial.stageCost(firstLane);
        if (!Double.isFinite(cost)) {
            return told("stage cost", cost, at, "check cost() and reference()");
        }
        return told(
                "next state",
                plant.states(),
                trial.values(rollout.nextStates(), firstLane),
                at,
                "check the plant's equations, use more sub-steps, a better integrator, or failed() before it diverges");
    }

    private String told(String kind, List<Signal> signals, double[] values, String where, String remedy) {
        int index = notFinite(values);
        return told(kind + " '" + signals.get(index).name() + "'", values[index], where, remedy);
    }

    private String told(String what, double value, String where, String remedy) {
        return what + " of task '" + trial.task().name() + "' is " + value + " " + where + ", and none of "
                + broken.length + " trial episodes stays finite; " + remedy;
    }

    private static int notFinite(double[] values) {
        return IntStream.range(0, values.length)
                .filter(i -> !Double.isFinite(values[i]))
                .findFirst()
                .orElse(-1);
    }
}
