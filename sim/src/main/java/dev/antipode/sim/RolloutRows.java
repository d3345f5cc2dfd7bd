package dev.antipode.sim;

import dev.antipode.core.program.Rows;
import dev.antipode.core.program.TileLayout;

/** The rows of a closed-loop tile: what is carried from step to step, and what a step computes on the way. */
final class RolloutRows {
    final Rows state;
    final Rows nextState;
    final Rows plantParameters;
    final Rows reference;
    final Rows observation;
    final Rows centre;
    final Rows scale;
    final Rows normalised;
    final Rows policyParameters;
    final Rows policyMemory;
    final Rows command;
    /** Commands, newest first: {@code depth} groups of one row an input. */
    final Rows history;

    final Rows earlier;
    final Rows later;
    final Rows dt;
    final Rows stageCost;
    final Rows cost;
    final Rows alive;
    final Rows nonFinite;
    final Rows goalSteps;
    final Rows stepCount;
    /** Steps in which the episode was live: what the observation sums run over. */
    final Rows liveSteps;

    final Rows success;
    final Rows observationSums;
    final Rows observationSquares;
    private final int inputs;

    RolloutRows(TileLayout tile, TaskModel task, Policy policy) {
        PlantModel plant = task.plant();
        inputs = plant.inputs().size();
        state = tile.add("state", plant.states().size());
        nextState = tile.add("next state", plant.states().size());
        plantParameters = tile.add("plant parameters", plant.parameters().size());
        reference = tile.add("reference", task.references().size());
        int observations = task.observations().size();
        observation = tile.add("observation", observations);
        centre = tile.add("observation centre", observations);
        scale = tile.add("observation scale", observations);
        normalised = tile.add("normalised observation", observations);
        policyParameters =
                tile.add("policy parameters", policy.layout() == ParameterLayout.ROWS ? policy.parameterCount() : 0);
        policyMemory = tile.add("policy memory", policy.memorySize());
        command = tile.add("command", inputs);
        history = tile.add("command history", inputs * historyDepth(task.timing()));
        int lag = task.timing().latencySubsteps() / task.timing().substeps();
        later = history.part(lag * inputs, inputs);
        earlier = history.part((lag + 1) * inputs, inputs);
        dt = tile.add("dt", 1);
        stageCost = tile.add("stage cost", 1);
        cost = tile.add("cost", 1);
        alive = tile.add("alive", 1);
        nonFinite = tile.add("non-finite", 1);
        goalSteps = tile.add("goal steps", 1);
        stepCount = tile.add("step count", 1);
        liveSteps = tile.add("live steps", 1);
        success = tile.add("success", 1);
        observationSums = tile.add("observation sums", observations);
        observationSquares = tile.add("observation squares", observations);
    }

    /** The newest command: what the policy asked for last, within its limits. */
    Rows newest() {
        return history.part(0, inputs);
    }

    static int historyDepth(Timing timing) {
        return timing.latencySubsteps() / timing.substeps() + 2;
    }
}
