package dev.antipode.sim;

import dev.antipode.core.program.DrawUse;
import dev.antipode.core.program.Engine;
import dev.antipode.core.program.Program;
import dev.antipode.core.program.ProgramBuilder;
import dev.antipode.core.program.Rows;
import dev.antipode.core.program.TileLayout;
import java.util.ArrayList;
import java.util.List;

/** The calls before and after the policy's, over the rows of one tile: the start of an episode, sensing, acting, the end. */
final class StepCalls {
    private final TaskModel task;
    private final RolloutRows rows;
    private final RolloutGraphs graphs;
    private final Engine engine;
    private final TileLayout tile;
    private List<Rows> referenceDraws = List.of();

    StepCalls(TaskModel task, RolloutRows rows, TileLayout tile, Engine engine) {
        this.task = task;
        this.rows = rows;
        this.graphs = new RolloutGraphs(task);
        this.engine = engine;
        this.tile = tile;
    }

    /** The start of an episode. To be called before the others: it draws what the reference depends on. */
    void start(ProgramBuilder program) {
        List<Rows> draws = new ArrayList<>(
                program.draws(DrawUse.INITIAL_STATE, task.graph("initial").normal()));
        draws.addAll(program.draws(DrawUse.PARAMETERS, task.graph("parameters").normal()));
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
        List<Rows> outputs =
                new ArrayList<>(List.of(rows.state, rows.plantParameters, rows.history, rows.dt, rows.alive));
        outputs.addAll(zero);
        program.kernel("start", graphs.start(zero.stream().mapToInt(Rows::count).sum()), draws, outputs);
        referenceDraws =
                program.draws(DrawUse.REFERENCE, task.graph("reference").normal());
    }

    /** From the state to the reference and the observation. */
    void sense(ProgramBuilder program) {
        reference(program);
        observe(
                program,
                program.draws(DrawUse.SENSOR_NOISE, task.graph("observe").normal()));
    }

    /** From the command to the next state and its cost. */
    void act(ProgramBuilder program) {
        program.kernel(
                "actuate",
                graphs.actuate(),
                List.of(rows.state, rows.reference, rows.plantParameters, rows.command, rows.history),
                List.of(rows.history, rows.stageCost, rows.nextState));
        plantSteps(program);
        program.kernel(
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
    }

    /** The end of an episode. */
    void finish(ProgramBuilder program) {
        reference(program);
        program.kernel(
                "finish",
                graphs.finish(),
                List.of(rows.state, rows.reference, rows.plantParameters, rows.cost, rows.alive, rows.goalSteps),
                List.of(rows.cost, rows.success));
    }

    private void reference(ProgramBuilder program) {
        if (!task.references().isEmpty()) {
            List<Rows> inputs = new ArrayList<>(List.of(rows.stepCount));
            inputs.addAll(referenceDraws);
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
    private void plantSteps(ProgramBuilder program) {
        int substeps = task.timing().substeps();
        int late = task.timing().latencySubsteps() % substeps;
        if (late > 0) {
            program.repeat("plant, command before", plantStep(rows.earlier), late);
        }
        program.repeat("plant", plantStep(rows.later), substeps - late);
    }

    private Program plantStep(Rows input) {
        ProgramBuilder one = new ProgramBuilder(tile, engine);
        PlantModel plant = task.plant();
        plant.append(one, plant.integrator().orElse(null), rows.nextState, input, rows.plantParameters, rows.dt);
        return one.build();
    }
}
