package dev.antipode.controller.paper;

import java.util.List;
import java.util.Locale;

/**
 * Cells with gates instead of plain ones, on the copy task of {@link RecurrentFigure}.
 *
 * @param width units
 * @param signs to be copied
 * @param delay in between
 * @param updates of each training
 */
record GatedCells(int width, int signs, int delay, int updates) implements Remedy {
    @Override
    public double expectedSeconds() {
        return 3 + 6e-4 * updates * (2 * signs + delay);
    }

    @Override
    public List<Finding> measure(FigureContext context) {
        SequenceTask task = new CopyMemory(context.seed(), signs, delay);
        RecurrentRun plain = run(context.part(0, 0.2), task, RecurrentCell.VANILLA);
        RecurrentRun gru = run(context.part(0.2, 0.5), task, RecurrentCell.GRU);
        RecurrentRun lstm = run(context.part(0.5, 1), task, RecurrentCell.LSTM);
        RecurrentRun gated = RecurrentFigure.better(gru, lstm);
        return List.of(Remedy.line(
                "gated cells: recurrent networks of GRU and LSTM cells, as gru policies are; here on " + task.text(),
                String.format(
                        Locale.ROOT,
                        "after %d updates an error of %s (%s) against %s of plain cells, through which 1e%.1f and 1e%.1f of a signal came "
                                + "untrained",
                        updates,
                        Numbers.text(gated.error()),
                        gated.net().cell().text(),
                        Numbers.text(plain.error()),
                        gated.before().left(task.steps()),
                        plain.before().left(task.steps())),
                gated.error() < plain.error()));
    }

    private RecurrentRun run(FigureContext context, SequenceTask task, RecurrentCell cell) {
        RecurrentNet net = new RecurrentNet(cell, task.inputs(), width, task.outputs(), RecurrentFigure.GAIN);
        return RecurrentRun.measure(context, task, net, 0, updates, RecurrentFigure.RATE);
    }
}
