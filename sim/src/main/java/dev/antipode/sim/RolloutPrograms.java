package dev.antipode.sim;

import dev.antipode.core.program.Engine;
import dev.antipode.core.program.Program;
import dev.antipode.core.program.ProgramBuilder;
import dev.antipode.core.program.Rows;
import dev.antipode.core.program.TileLayout;

/** The three programs of a closed loop over the rows of one tile: the start of an episode, one control step, its end. */
final class RolloutPrograms {
    final Program reset;
    final Program step;
    final Program finish;

    private final RolloutRows rows;

    RolloutPrograms(TaskModel task, Policy policy, RolloutRows rows, TileLayout tile, Engine engine) {
        this.rows = rows;
        StepCalls calls = new StepCalls(task, rows, tile, engine);
        ProgramBuilder starting = new ProgramBuilder(tile, engine);
        calls.start(starting);
        this.reset = starting.build();

        ProgramBuilder stepping = new ProgramBuilder(tile, engine);
        calls.sense(stepping);
        command(stepping, policy);
        calls.act(stepping);
        this.step = stepping.build();

        ProgramBuilder finishing = new ProgramBuilder(tile, engine);
        calls.finish(finishing);
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
}
