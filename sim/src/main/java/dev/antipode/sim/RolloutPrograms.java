package dev.antipode.sim;

import dev.antipode.core.program.DrawUse;
import dev.antipode.core.program.Engine;
import dev.antipode.core.program.Program;
import dev.antipode.core.program.ProgramBuilder;
import dev.antipode.core.program.Rows;
import dev.antipode.core.program.TileLayout;
import java.util.ArrayList;
import java.util.List;

/** The three programs of a closed loop over the rows of one tile: the start of an episode, one control step, its end. */
final class RolloutPrograms {
    final Program reset;
    final Program step;
    final Program finish;

    private final RolloutRows rows;
    private final RolloutGraphs graphs;
    private final Engine engine;
    private final TileLayout tile;

    RolloutPrograms(TaskModel task, Policy policy, RolloutRows rows, TileLayout tile, Engine engine) {
        this.rows = rows;
        this.graphs = new RolloutGraphs(task);
        this.engine = engine;
        this.tile = tile;
        ProgramBuilder starting = new ProgramBuilder(tile, engine);
        List<Rows> starts = new ArrayList<>(
                starting.draws(DrawUse.INITIAL_STATE, task.graph("initial").normal()));
        starts.addAll(
                starting.draws(DrawUse.PARAMETERS, task.graph("parameters").normal()));
        starting.kernel("start", graphs.start(), starts, List.of(rows.state, rows.plantParameters));
        List<Rows> referenceDraws =
                starting.draws(DrawUse.REFERENCE, task.graph("reference").normal());
        blank(starting);
        this.reset = starting.build();

        ProgramBuilder stepping = new ProgramBuilder(tile, engine);
        reference(stepping, task, referenceDraws);
        observe(
                stepping,
                stepping.draws(DrawUse.SENSOR_NOISE, task.graph("observe").normal()));
        command(stepping, policy);
        stepping.kernel(
                "actuate",
                graphs.actuate(),
                List.of(rows.state, rows.reference, rows.plantParameters, rows.command, rows.history),
                List.of(rows.history, rows.stageCost, rows.nextState));
        plantSteps(stepping, task);
        stepping.kernel(
                "judge",
                graphs.judge(),
                List.of(
                        rows.state,
                        rows.nextState,
                        rows.reference,
                        rows.plantParameters,
                        rows.stageCost,
                        rows.cost,
                        rows.alive,
                        rows.nonFinite,
                        rows.goalSteps,
                        rows.stepCount,
                        rows.liveSteps),
                List.of(
                        rows.state,
                        rows.cost,
                        rows.alive,
                        rows.nonFinite,
                        rows.goalSteps,
                        rows.stepCount,
                        rows.liveSteps));
        this.step = stepping.build();

        ProgramBuilder finishing = new ProgramBuilder(tile, engine);
        reference(finishing, task, referenceDraws);
        finishing.kernel(
                "finish",
                graphs.finish(),
                List.of(rows.state, rows.reference, rows.plantParameters, rows.cost, rows.alive, rows.goalSteps),
                List.of(rows.cost, rows.success));
        this.finish = finishing.build();
    }

    private void command(ProgramBuilder program, Policy policy) {
        if (policy instanceof StatePolicy privileged) {
            StatePolicy.Truth truth = new StatePolicy.Truth(rows.state, rows.reference, rows.history);
            privileged.append(program, truth, rows.policyParameters, rows.policyMemory, rows.command);
            return;
        }
        Rows seen = policy.normalisedObservations() ? rows.normalised : rows.observation;
        policy.append(program, seen, rows.policyParameters, rows.policyMemory, rows.command);
    }

    private void blank(ProgramBuilder program) {
        List<Rows> zero = List.of(
                rows.cost,
                rows.nonFinite,
                rows.goalSteps,
                rows.stepCount,
                rows.liveSteps,
                rows.success,
                rows.policyMemory,
                rows.observationSums,
                rows.observationSquares);
        List<Rows> outputs = new ArrayList<>(List.of(rows.history, rows.dt, rows.alive));
        outputs.addAll(zero);
        program.kernel("blank", graphs.blank(zero.stream().mapToInt(Rows::count).sum()), List.of(), outputs);
    }

    private void reference(ProgramBuilder program, TaskModel task, List<Rows> draws) {
        if (!task.references().isEmpty()) {
            List<Rows> inputs = new ArrayList<>(List.of(rows.stepCount));
            inputs.addAll(draws);
            program.kernel("reference", graphs.reference(), inputs, List.of(rows.reference));
        }
    }

    private void observe(ProgramBuilder program, List<Rows> draws) {
        List<Rows> inputs = new ArrayList<>(List.of(rows.state, rows.reference, rows.newest(), rows.plantParameters));
        inputs.addAll(draws);
        inputs.addAll(List.of(rows.alive, rows.centre, rows.scale, rows.observationSums, rows.observationSquares));
        program.kernel(
                "observe",
                graphs.observe(),
                inputs,
                List.of(rows.observation, rows.normalised, rows.observationSums, rows.observationSquares));
    }

    /** With a latency of r sub-steps within the period, the first r still act by the command before. */
    private void plantSteps(ProgramBuilder program, TaskModel task) {
        int substeps = task.timing().substeps();
        int late = task.timing().latencySubsteps() % substeps;
        if (late > 0) {
            program.repeat("plant, command before", plantStep(task, rows.earlier), late);
        }
        program.repeat("plant", plantStep(task, rows.later), substeps - late);
    }

    private Program plantStep(TaskModel task, Rows input) {
        ProgramBuilder one = new ProgramBuilder(tile, engine);
        PlantModel plant = task.plant();
        plant.append(one, plant.integrator().orElse(null), rows.nextState, input, rows.plantParameters, rows.dt);
        return one.build();
    }
}
